import { markRunning } from '../../state/logs';
import { stateInstalled } from '../../state/model';
import { logOpened } from '../../state/opened';
import { changeState } from '../../state/store';
import { runProgram } from '../program';

/** VS Code's command: notes what it was asked for. A window in a distro starts that distro. */
void runProgram('code', ({ folder, args }) => {
  logOpened(folder, { program: 'code', argv: args });
  const names = args.flatMap((arg) => /(?:^|\/\/)wsl(?:\+|%2B)([^/]+)/i.exec(arg)?.[1] ?? []).map(decodeURIComponent);
  changeState(folder, (state) => {
    for (const { name, guid, state: registered } of state.distros) {
      const isNamed = names.some((each) => each.toLowerCase() === name.toLowerCase());
      if (isNamed && registered === stateInstalled) markRunning(state, guid);
    }
  });
  return 0;
});
