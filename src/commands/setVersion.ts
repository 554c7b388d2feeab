import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { ask, type Answer } from '../state/ask';
import type { IntegratedDistro } from '../state/snapshot';
import { message } from '../text/message';
import { setDefaultVersion, setDistroVersion } from '../wsl/setVersion';
import { findRoom } from './diskRoom';
import { ProblemError, type CommandContext } from './context';
import { conversionQuestion } from './conversion';
import { elapsedText } from './elapsedText';
import { confirmStill, findAgain, gatherEnd, inProgress, readAgain } from './facts';
import { askModal } from './modal';
import { refuseInside, runsInside } from './ownDistro';
import { resolveDistro } from './pickDistro';
import { withElapsedTime } from './progressClock';
import { sayDone, tell, warnWithLog } from './say';

/** Longer than any conversion takes: ending it is breaking it off. */
const conversionTimeout = 24 * 60 * 60 * 1000;
const quickTimeout = 15_000;
/** Between two looks at the list while a conversion goes on. */
const lookPause = 3_000;

type Version = 1 | 2;

/** Converts a distro to the other WSL version, having said what that means, and sees in the list that it is. */
export async function setVersion(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Convert which distro to another WSL version?')),
    isCandidate: ({ state }) => state === 'running' || state === 'stopped',
    destroys: true,
  });
  if (!target) return;
  const version = target.wslVersion === 1 ? 2 : await pickVersion(target.wslVersion, target.name);
  if (!version || version === target.wslVersion) return;

  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  const command = setDistroVersion(distro.name, version);
  if ('kind' in command) throw new ProblemError(command);
  if (runsInside(context.machine, distro.name)) return refuseInside(distro.name, command);
  if (distro.state !== 'running' && distro.state !== 'stopped') {
    return void tell(message('{0} is busy; wait until that is done.', distro.name));
  }
  if (distro.wslVersion === version) return void tell(message('{0} is WSL {1} already.', distro.name, version));
  const end = await gatherEnd(context, snapshot, distro);
  if (!(await askModal(conversionQuestion(end, version, await findRoom(context.machine, distro))))) return;

  await confirmStill(context, distro);
  const started = Date.now();
  const done = await watchConversion(context, distro, ask(context.machine, command, conversionTimeout));
  const after = await readAgain(context).catch((error: unknown) => {
    // What the conversion itself said comes first.
    if (done && !done.ok) throw new ProblemError(done.problem);
    throw error;
  });
  if (done && !done.ok) throw new ProblemError(done.problem);
  const now = findAgain(after, distro);
  if (now.wslVersion !== version) {
    throw new ProblemError({ kind: 'versionUnchanged', name: now.name, wanted: version });
  }
  sayDone(message('{0} is WSL {1} now, after {2}.', now.name, version, elapsedText(Date.now() - started)));
}

/** Shows the time that has passed, and reads the list now and then, so that the trees show what goes on. */
async function watchConversion(
  { store }: CommandContext,
  distro: IntegratedDistro,
  work: Promise<Answer<null> | null>,
): Promise<Answer<null> | null> {
  return withElapsedTime(
    message('Converting {0}', distro.name),
    { every: lookPause },
    () => work,
    async () => {
      await store.refresh();
      const state = store.current?.distros.find(({ id, name }) => (distro.id ?? distro.name) === (id ?? name))?.state;
      return state === 'converting' ? message('Keep this window open.') : message('Waiting for WSL.');
    },
  );
}

/** Chooses the version that distros get when they are installed, and sees in the registry that it is set. */
export async function chooseDefaultVersion(context: CommandContext): Promise<void> {
  const { defaultVersion: before } = await readAgain(context);
  const version = await pickVersion(before, null);
  if (!version || version === before) return;
  const done = await inProgress(ask(context.machine, setDefaultVersion(version), quickTimeout));
  if (done && !done.ok) throw new ProblemError(done.problem);
  const { defaultVersion: now } = await readAgain(context);
  if (now === version) {
    sayDone(message('Distros are installed as WSL {0} from now on.', version));
    return;
  }
  await warnWithLog(
    context,
    now === null
      ? message('WSL accepted the change, and the registry could not be read to confirm it.')
      : message('WSL accepted the change, but distros are still installed as WSL {0}.', now),
  );
}

/** `name` is that of the distro it is for; null where it is for those to come. */
async function pickVersion(current: Version | null, name: string | null): Promise<Version | undefined> {
  const picks = ([2, 1] as const).map((version) => ({
    label: translate(message('WSL {0}', version)),
    description: version === current ? translate(message('current')) : '',
    detail: translate(
      version === 2
        ? message('A Linux kernel of its own. Docker Desktop needs it.')
        : message('Without a Linux kernel: quick on Windows drives, no Docker.'),
    ),
    version,
  }));
  const placeHolder = translate(
    name === null
      ? message('Install distros as which WSL version from now on?')
      : message('Convert {0} to which WSL version?', name),
  );
  return (await vscode.window.showQuickPick(picks, { placeHolder }))?.version;
}
