import { inDisplayLanguage as translate } from '../host/translate';
import { ask } from '../state/ask';
import type { IntegratedDistro, Snapshot } from '../state/snapshot';
import { message } from '../text/message';
import { printable } from '../text/printable';
import { setDefaultDistro } from '../wsl/setDefault';
import { ProblemError, type CommandContext } from './context';
import { defaultMoveQuestion } from './defaultMove';
import { openDockerSettings } from './docker';
import { confirmStill, findAgain, readAgain } from './facts';
import { applyForMe } from './integration/apply';
import { clearUpInterrupted } from './integration/recover';
import { askModal } from './modal';
import { resolveDistro } from './pickDistro';
import { warnWithLog } from './say';

const timeout = 15_000;

/**
 * Makes a distro the one that a bare `wsl` means, and reads the list again to see that it is. Asks first where Docker
 * Desktop's integration would move with it.
 */
export async function setDefault(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Make which distro the default?')),
    isCandidate: ({ isDefault }) => !isDefault,
  });
  if (!target || target.isDefault) return;
  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  if (distro.isDefault) return;
  const command = setDefaultDistro(distro.name);
  if ('kind' in command) throw new ProblemError(command);
  const question = defaultMoveQuestion(snapshot, distro, context.machine.platform === 'windows');
  if (question) {
    const choice = await askModal(question);
    if (choice === 'openSettings') return openDockerSettings(context);
    if (!choice) return;
    if (choice === 'pinBoth' && !(await pinBoth(context, snapshot, distro))) return;
    if ((await confirmStill(context, distro)).isDefault) return;
  }
  const done = await ask(context.machine, command, timeout);
  await context.store.refresh();
  if (done && !done.ok) throw new ProblemError(done.problem);
  const after = context.store.current;
  const now = after?.distros.find(({ isDefault }) => isDefault);
  if (now?.name === distro.name) return;
  // A list that failed shows the old default; it proves nothing.
  await warnWithLog(
    context,
    after?.staleSince === null && after.listed
      ? message('WSL accepted the change, but the default distro is still {0}.', now?.name ?? '—')
      : message('The default distro was set, but WSL did not answer when asked to confirm it.'),
  );
}

/**
 * Gives the distro that is the default and the next one entries of their own in Docker Desktop's list, which stay where they are
 * when the default moves. Whether both are there.
 */
async function pinBoth(context: CommandContext, snapshot: Snapshot, next: IntegratedDistro): Promise<boolean> {
  const old = snapshot.distros.find(({ isDefault }) => isDefault);
  if (!old || !(await clearUpInterrupted(context))) return false;
  const wishes = [old, next].map((distro) => ({ distro, on: true, by: 'list' }) as const);
  const title = message('Keep docker in both {0} and {1}?', printable(old.name), printable(next.name));
  return applyForMe(context, snapshot, wishes, title);
}
