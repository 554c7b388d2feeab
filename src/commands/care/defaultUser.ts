import * as vscode from 'vscode';
import { withoutIcons } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { IntegratedDistro } from '../../state/snapshot';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { askOwnUser, listUsers, setDefaultUser, type LinuxUser } from '../../wsl/defaultUser';
import { startTimeout } from '../../wsl/run';
import { ProblemError, type CommandContext } from '../context';
import { askDistro, findAgain, inProgress, readAgain } from '../facts';
import { askModal } from '../modal';
import { resolveDistro } from '../pickDistro';
import { sayDone, tell, warnWithLog } from '../say';
import { askNewer } from './newerWsl';
import { startForUserQuestion } from './questions';
import { requireNewer } from './requireNewer';

/**
 * Chooses as whom WSL logs into a distro: by the registry, in which it is seen afterwards, and by what the distro says, whose
 * own wsl.conf goes before that.
 */
export async function chooseDefaultUser(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Set the default user of which distro?')),
    isCandidate: ({ state }) => state === 'running' || state === 'stopped',
  });
  if (!target) return;
  await requireNewer(context);
  const distro = findAgain(await readAgain(context), target);
  if (distro.state !== 'running') {
    if (distro.state !== 'stopped') return void tell(message('{0} is busy; wait until that is done.', distro.name));
    if (!(await askModal(startForUserQuestion(distro.name)))) return;
  }
  const user = await pickUser(distro, askDistro(context, listUsers(distro)));
  if (!user) return;

  const work = askNewer(context.machine, setDefaultUser(distro.name, user.name), startTimeout);
  const done = await inProgress(work, message('Setting the default user of {0}…', printable(distro.name)));
  const after = await readAgain(context).catch((error: unknown) => {
    // What WSL said of the change comes first.
    if (done && !done.ok) throw new ProblemError(done.problem);
    throw error;
  });
  if (done && !done.ok) throw new ProblemError(done.problem);
  await tellUser(context, findAgain(after, distro), user);
}

async function tellUser(context: CommandContext, distro: IntegratedDistro, { name, uid }: LinuxUser): Promise<void> {
  const [shown, user] = [printable(distro.name), printable(name)];
  if (distro.defaultUid !== uid) {
    return warnWithLog(
      context,
      distro.defaultUid === null
        ? message('WSL accepted the change, and the registry could not be read to confirm it.')
        : message('WSL accepted the change, but the registry names user number {0}.', distro.defaultUid),
    );
  }
  const own = await askDistro(context, askOwnUser(distro));
  if (own === name) {
    sayDone(message('{0} is the default user of {1} now.', user, shown));
    return;
  }
  await tell(
    message(
      '{0} still logs in as {1}: its /etc/wsl.conf names that user, and that goes before the default.',
      shown,
      printable(own),
    ),
  );
}

async function pickUser(
  distro: IntegratedDistro,
  users: Promise<readonly LinuxUser[]>,
): Promise<LinuxUser | undefined> {
  const picks = users.then((all) =>
    all.map((user) => ({
      label: withoutIcons(printable(user.name)),
      description: user.uid === distro.defaultUid ? translate(message('current')) : '',
      user,
    })),
  );
  const placeHolder = translate(message('As whom does WSL log in to {0}?', printable(distro.name)));
  // Of a promise that fails the editor only closes the picks; the reason is for the command's wrapper.
  const [chosen] = await Promise.all([vscode.window.showQuickPick(picks, { placeHolder }), picks]);
  return chosen?.user;
}
