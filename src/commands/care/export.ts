import { win32 } from 'node:path';
import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { IntegratedDistro } from '../../state/snapshot';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { bytesText } from '../../views/bytes';
import { exportDistro, exportExtension, exportFormats, type ExportFormat } from '../../wsl/export';
import type { DistroState } from '../../wsl/list';
import { ProblemError, type CommandContext } from '../context';
import { elapsedText } from '../elapsedText';
import { confirmStill, findAgain, gatherEnd, readAgain } from '../facts';
import { askModal } from '../modal';
import { refuseInside, runsInside } from '../ownDistro';
import { resolveDistro } from '../pickDistro';
import { withElapsedTime } from '../progressClock';
import { tell } from '../say';
import { afterExport } from './ends';
import { runExport, type ExportWish } from './exportJob';
import { fileNameOf, withExtension } from './fileName';
import { pickNewFile } from './pickFiles';
import { exportQuestion } from './questions';
import { requireNewer } from './requireNewer';
import { roomOn, sizeOrNull } from './room';
import { settled } from './settle';
import { refuseFile } from './targetFolder';
import { tellAfter, tellDone } from './tell';

/** Between two looks at the list while an export goes on. */
const lookPause = 3_000;

/** Writes all of a distro to a file, having said what that stops, and looks at what came. */
export async function exportDistroToFile(context: CommandContext, argument: unknown): Promise<void> {
  const { machine } = context;
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Export which distro?')),
    isCandidate: ({ state }) => state === 'running' || state === 'stopped',
    destroys: true,
  });
  if (!target) return;
  if (runsInside(machine, target.name)) {
    const file = `${fileNameOf(target.name)}.tar`;
    return refuseInside(target.name, exportDistro(target.name, file, 'tar'));
  }
  const format = await pickFormat(target);
  if (!format) return;
  if (format === 'tar.gz' || format === 'tar.xz') await requireNewer(context);
  const extension = exportExtension(format, target.disk);
  const title = message('Export {0} To', printable(target.name));
  const name = `${fileNameOf(target.name)}.${extension}`;
  const picked = await pickNewFile(machine, { title, name, extension });
  if (picked === undefined) return;

  const snapshot = await readAgain(context);
  const distro = findAgain(snapshot, target);
  if (distro.state !== 'running' && distro.state !== 'stopped') {
    return void tell(message('{0} is busy; wait until that is done.', distro.name));
  }
  const file = withExtension(picked, extension);
  const replaces = (await machine.files.kindOf(file)).kind === 'ok';
  const refusal = refuseFile(file, { replaces, isDisk: format === 'vhd' }, snapshot.distros);
  if (refusal) return void tell(refusal);
  const asked = {
    end: await gatherEnd(context, snapshot, distro),
    file,
    replaces,
    room: await roomOn(machine, file, distro.wslVersion === 2 ? await sizeOrNull(machine, distro.disk) : null),
  };
  if (!(await askModal(exportQuestion(asked, vscode.env.language)))) return;
  await confirmStill(context, distro);
  await carryOut(context, distro, { name: distro.name, format, disk: distro.disk, file });
}

async function carryOut(context: CommandContext, distro: IntegratedDistro, wish: ExportWish): Promise<void> {
  const started = Date.now();
  const shown = printable(distro.name);
  const end = await withElapsedTime(
    message('Exporting {0}', shown),
    { every: lookPause, cancellable: true },
    (signal) => runExport(context.machine, wish, signal),
    async () => {
      await context.store.refresh();
      return stateNow(context, distro) === 'exporting' ? message('WSL is writing.') : message('Waiting for WSL.');
    },
  );
  const look = async (): Promise<DistroState | null> =>
    (await readAgain(context).catch(() => null)) && (stateNow(context, distro) ?? null);
  const state = await settled(look, (now) => now !== 'exporting');
  if (end.kind === 'done') {
    const [size, time] = [bytesText(end.bytes, vscode.env.language), elapsedText(Date.now() - started)];
    const text = message('Exported {0} to {1}: {2} after {3}.', shown, printable(end.file), size, time);
    return tellDone(context, text, win32.dirname(end.file));
  }
  const after = afterExport(distro.name, state, end.left);
  if (end.kind === 'cancelled') {
    return tellAfter(context, message('The export of {0} was cancelled.', shown), after);
  }
  // Not awaited: what failed is told beside it.
  if (after.left !== null) void tellAfter(context, null, after);
  throw new ProblemError(end.problem);
}

function stateNow({ store }: CommandContext, distro: IntegratedDistro): DistroState | undefined {
  return store.current?.distros.find(({ id, name }) => (distro.id ?? distro.name) === (id ?? name))?.state;
}

async function pickFormat({ name, wslVersion }: IntegratedDistro): Promise<ExportFormat | undefined> {
  const picks = exportFormats
    .filter((format) => format !== 'vhd' || wslVersion === 2)
    .map((format) => ({ label: format, detail: translate(formatDetail(format)), format }));
  const placeHolder = translate(message('Export {0} in which form?', printable(name)));
  return (await vscode.window.showQuickPick(picks, { placeHolder }))?.format;
}

function formatDetail(format: ExportFormat): Message {
  switch (format) {
    case 'tar':
      return message('An archive of its files. Every release of WSL can import it, also as WSL 1.');
    case 'tar.gz':
      return message('A packed archive: smaller, and it takes longer.');
    case 'tar.xz':
      return message('A tightly packed archive: the smallest, and by far the slowest.');
    case 'vhd':
      return message('A copy of its disk: the quickest, and as large as the disk.');
  }
}
