import { markRunning } from '../../state/logs';
import { stateInstalled } from '../../state/model';
import { logOpened } from '../../state/opened';
import { changeState } from '../../state/store';
import { runProgram } from '../program';

/** Explorer: opens what it is given, which starts a distro behind a share, and fails by its exit status even so. */
void runProgram('explorer', ({ folder, args }) => {
  logOpened(folder, { program: 'explorer', argv: args });
  const [path = ''] = args;
  const share = /^(?:\/(?:select|root|e),)?\\\\wsl(?:\.localhost|\$)\\([^\\]+)/i.exec(path)?.[1]?.toLowerCase();
  changeState(folder, (state) => {
    const distro = state.distros.find(({ name }) => name.toLowerCase() === share);
    if (distro?.state === stateInstalled) markRunning(state, distro.guid);
  });
  return 1;
});
