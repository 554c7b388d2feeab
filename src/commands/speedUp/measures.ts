import type * as vscode from 'vscode';
import { momentHere } from '../../host/moment';
import { inDisplayLanguage as translate } from '../../host/translate';
import { nameOf } from '../../mounts/slashPath';
import type { Kept, Measured, MeasuredVolume, MeasureWay } from '../../projects/measure';
import { message } from '../../text/message';
import type { CommandContext } from '../context';
import { loadMeasure } from '../loadMeasure';
import { chooseMeasuringDistro, measureOnce } from '../measureProject';
import { keep, keptOf } from './keptMeasures';
import { measuresPage } from './pages';

/** What was measured of a project, as far as this release can read it. */
export interface ReadMeasures {
  readonly before: Kept<Measured> | null;
  readonly after: Kept<Measured> | null;
  readonly volume: Kept<MeasuredVolume> | null;
}

/** Reads what was kept. Loads what measures only where something was. */
export async function readMeasures({ memory }: CommandContext, folder: vscode.Uri): Promise<ReadMeasures> {
  const { before, after, volume } = keptOf(memory, folder.toString());
  if (before === undefined && volume === undefined) return { before: null, after: null, volume: null };
  const { readKept } = await loadMeasure();
  return { before: readKept(before), after: readKept(after), volume: readKept(volume) };
}

/** Measures the drive as it is now, and keeps that, without what was measured after an earlier step. Whether it was measured. */
export async function measureBefore(context: CommandContext, folder: vscode.Uri): Promise<boolean> {
  const distro = await chooseMeasuringDistro(context, undefined);
  const { againstHome } = await loadMeasure();
  const before = distro === undefined ? null : await measure(context, folder, distro, againstHome);
  if (before === null) return false;
  await keep(context.memory, folder.toString(), { before, after: undefined });
  return true;
}

/** Measures the drive again, in the same distro, and shows both. */
export async function measureAgain(context: CommandContext, folder: vscode.Uri, before: Kept<Measured>): Promise<void> {
  const { againstHome } = await loadMeasure();
  const after = await measure(context, folder, before.distro, againstHome);
  if (after === null) return;
  await keep(context.memory, folder.toString(), { after });
  await showMeasures(context, folder);
}

/** Measures the drive against a volume, in a container, and shows it. */
export async function measureVolume(context: CommandContext, folder: vscode.Uri): Promise<void> {
  const distro = await chooseMeasuringDistro(context, undefined);
  const { againstVolume } = await loadMeasure();
  const volume = distro === undefined ? null : await measure(context, folder, distro, againstVolume);
  if (volume === null) return;
  await keep(context.memory, folder.toString(), { volume });
  await showMeasures(context, folder);
}

/** Shows all that was measured of a project. */
export async function showMeasures(context: CommandContext, folder: vscode.Uri): Promise<void> {
  const { gainDocument, measuredAlone, volumeDocument } = await loadMeasure();
  const { before, after, volume } = await readMeasures(context, folder);
  const told = {
    virtiofs: before && {
      text: after ? gainDocument(before, after, momentHere, translate) : measuredAlone(before, momentHere, translate),
      after: after && { fileSystem: after.measured.drive.fileSystem },
    },
    volume: volume && volumeDocument(volume, momentHere, translate),
  };
  const name = nameOf(folder.path);
  await context.pages.show(translate(message('What was measured of {0}', name)), measuresPage(name, told, translate));
}

async function measure<T extends { readonly at: Date }>(
  context: CommandContext,
  folder: vscode.Uri,
  distro: string,
  way: MeasureWay<T>,
): Promise<object | null> {
  const found = await measureOnce(context, folder.fsPath, distro, way);
  if (!found) return null;
  const { toKept } = await loadMeasure();
  return toKept({ windowsPath: found.request.windowsPath, distro, measured: found.end.value });
}
