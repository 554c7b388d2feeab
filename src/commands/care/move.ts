import { win32 } from 'node:path';
import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { IntegratedDistro } from '../../state/snapshot';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { moveDistro } from '../../wsl/move';
import { terminateDistro } from '../../wsl/stop';
import { ProblemError, type CommandContext } from '../context';
import { elapsedText } from '../elapsedText';
import { confirmStill, findAgain, gatherEnd, inProgress, readAgain } from '../facts';
import { askModal } from '../modal';
import { refuseInside, runsInside } from '../ownDistro';
import { resolveDistro } from '../pickDistro';
import { withElapsedTime } from '../progressClock';
import { tell } from '../say';
import { afterMove } from './ends';
import { runMove, type MoveWish } from './moveJob';
import { pickExisting } from './pickFiles';
import { moveQuestion } from './questions';
import { requireNewer } from './requireNewer';
import { roomOn, sizeOrNull } from './room';
import { findTargetFolder } from './targetFolder';
import { tellAfter, tellDone } from './tell';

/** WSL answers nobody while a disk moves: there is nothing to look at. */
const lookPause = 60_000;

/** Takes the disk of a WSL 2 distro to another folder, having said what stops, and sees in the registry that it is there. */
export async function moveToFolder(context: CommandContext, argument: unknown): Promise<void> {
  const { machine } = context;
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Move which distro?')),
    isCandidate: ({ state, wslVersion }) => wslVersion === 2 && (state === 'running' || state === 'stopped'),
    destroys: true,
  });
  if (!target) return;
  if (target.wslVersion === 1) return void tell(message('{0} is WSL 1 and has no disk to move.', target.name));
  if (runsInside(machine, target.name)) return refuseInside(target.name, moveDistro(target.name, 'FOLDER'));
  await requireNewer(context);
  const chosen = await pickExisting(machine, {
    kind: 'folder',
    title: message('Move {0} To', printable(target.name)),
    button: message('Move Here'),
  });
  if (chosen === undefined) return;

  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  if (distro.state !== 'running' && distro.state !== 'stopped') {
    return void tell(message('{0} is busy; wait until that is done.', distro.name));
  }
  const { id, disk, name } = distro;
  if (id === null || disk === null) return void tell(message('Where the files of {0} lie is not known.', name));
  const stop = terminateDistro(name);
  if (distro.state === 'running' && 'kind' in stop) throw new ProblemError(stop);
  const folder = await findTargetFolder(machine, chosen, name, snapshot.distros);
  if ('template' in folder) return void tell(folder);

  const staysOnDrive = win32.parse(disk).root.toLowerCase() === win32.parse(folder.folder).root.toLowerCase();
  const asked = {
    end: await gatherEnd(context, snapshot, distro),
    folder: folder.folder,
    room: staysOnDrive ? null : await roomOn(machine, folder.folder, await sizeOrNull(machine, disk)),
  };
  if (!(await askModal(moveQuestion(asked, vscode.env.language)))) return;
  const now = await confirmStill(context, distro);
  await carryOut(context, distro, { id, name, disk, isRunning: now.state === 'running', target: folder });
}

async function carryOut(context: CommandContext, { name }: IntegratedDistro, wish: MoveWish): Promise<void> {
  const started = Date.now();
  const shown = printable(name);
  const end = await withElapsedTime(
    message('Moving {0}', shown),
    { every: lookPause, cancellable: true },
    (signal) => runMove(context.machine, wish, signal),
    () => Promise.resolve(message('WSL answers nothing else until that is done.')),
  );
  if (end.kind === 'done') {
    await inProgress(context.store.refresh());
    const time = elapsedText(Date.now() - started);
    return tellDone(
      context,
      message('{0} lies in {1} now, after {2}.', shown, printable(end.disk), time),
      wish.target.folder,
    );
  }
  // While it may still be moving every list would wait.
  if (end.where !== 'moving') await inProgress(context.store.refresh());
  const after = afterMove(name, end.where === 'moved' ? 'unknown' : end.where, { disk: wish.disk, left: end.left });
  const made = wish.target.was === 'new' ? wish.target.folder : null;
  if (end.problem === null) {
    return tellAfter(context, message('The move of {0} was cancelled.', shown), after, made);
  }
  // Not awaited: what failed is told beside it.
  void tellAfter(context, null, after, made);
  throw new ProblemError(end.problem);
}
