import { win32 } from 'node:path';
import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { readEnds } from '../../machine/fileEnds';
import type { Snapshot } from '../../state/snapshot';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { ownerName } from '../../views/distroRow';
import { imageEndLength, imageKind, type ImageKind } from '../../wsl/imageFile';
import { refuseName, type Import, type NameRefusal } from '../../wsl/import';
import { queryWindowsFeatures } from '../../wsl/windowsFeatures';
import { ProblemError, type CommandContext } from '../context';
import { elapsedText } from '../elapsedText';
import { inProgress, readAgain } from '../facts';
import { askModal } from '../modal';
import { withElapsedTime } from '../progressClock';
import { tell } from '../say';
import { chooseDefaultUser } from './defaultUser';
import { afterImport } from './ends';
import { fileNameOf } from './fileName';
import { runImport } from './importJob';
import { pickExisting } from './pickFiles';
import { importQuestion } from './questions';
import { requireNewer } from './requireNewer';
import { roomOn } from './room';
import { findTargetFolder, type TargetFolder } from './targetFolder';
import { tellAfter, tellDone } from './tell';

const lookPause = 3_000;
/** PowerShell takes its time to start. */
const featuresTimeout = 20_000;
const extensions = ['tar', 'gz', 'tgz', 'xz', 'txz', 'wsl', 'vhdx', 'vhd'];

/**
 * Makes a distro of an exported one, after its name, its folder and its version were asked for, and sees in the registry
 * that it is there.
 */
export async function importFromFile(context: CommandContext): Promise<void> {
  const { machine } = context;
  const file = await pickExisting(machine, {
    kind: 'file',
    title: message('Import a Distro From'),
    button: message('Import'),
    filter: [message('Exported distros'), extensions],
  });
  if (file === undefined) return;
  const image = await readImage(context, file);
  if ('template' in image) return void tell(image);
  if (isDisk(image.kind)) await requireNewer(context);
  const snapshot = await readAgain(context);
  const name = await askName(file, snapshot);
  if (name === undefined) return;
  const version = isDisk(image.kind) ? 2 : await chooseVersion(context, snapshot.defaultVersion);
  if (!version) return;
  const target = await askFolder(context, name, snapshot);
  if (!target) return;
  const as = isDisk(image.kind) ? ({ kind: 'disk' } as const) : ({ kind: 'archive', version } as const);
  const wish: Import = { name, folder: target.folder, file, as };
  const room = await roomOn(machine, target.folder, image.size);
  const isFirst = snapshot.distros.length === 0;
  if (!(await askModal(importQuestion(wish, { isFirst, room }, vscode.env.language)))) return;
  await carryOut(context, wish, target);
}

async function readImage(
  { machine }: CommandContext,
  file: string,
): Promise<{ readonly kind: ImageKind; readonly size: number } | Message> {
  const ends = await readEnds(machine.files, file, imageEndLength);
  if (ends.kind !== 'ok') {
    return message('The file cannot be read: {0}', ends.kind === 'failed' ? printable(ends.reason) : printable(file));
  }
  const kind = imageKind(ends.value.head, ends.value.tail);
  if (kind !== null) return { kind, size: ends.value.size };
  return message(
    'This is neither an archive (tar, tar.gz, tar.xz) nor a disk (vhdx, vhd), so nothing can be imported from it.',
  );
}

function isDisk(kind: ImageKind): boolean {
  return kind === 'vhd' || kind === 'vhdx';
}

/** Asks for the name, which is checked while it is typed. */
async function askName(file: string, { distros }: Snapshot): Promise<string | undefined> {
  const taken = distros.map(({ name }) => name);
  const suggestion = win32.basename(file).replace(/(?:\.tar)?\.[^.]*$/, '');
  return vscode.window.showInputBox({
    title: translate(message('Name of the New Distro')),
    prompt: translate(message('WSL cannot rename a distro: export it and import it under the new name.')),
    value: fileNameOf(suggestion).replace(/[^A-Za-z0-9._-]/g, '-'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const refusal = refuseName(value, taken);
      return refusal ? translate(refusalText(refusal)) : undefined;
    },
  });
}

function refusalText(refusal: NameRefusal): Message {
  switch (refusal.kind) {
    case 'characters':
      return message('Use letters of the alphabet, digits, dots, dashes and underscores, 256 at most.');
    case 'reserved':
      return message('WSL keeps this name for distros of old.');
    case 'taken':
      return message('There is a distro of this name already.');
    case 'foreign':
      return message('{0} uses this name for its own distro.', ownerName({ kind: refusal.owner }) ?? '');
  }
}

/** Asks where both are possible; a Windows that does not say whether WSL 1 is switched on is taken for one where it is. */
async function chooseVersion({ machine }: CommandContext, preset: 1 | 2 | null): Promise<1 | 2 | undefined> {
  const features = await inProgress(machine.run(queryWindowsFeatures(), { timeout: featuresTimeout }));
  if (features.outcome === 'done' && features.value.subsystemForLinux === 'off') return 2;
  const versions = preset === 1 ? ([1, 2] as const) : ([2, 1] as const);
  const picks = versions.map((version) => ({
    label: translate(message('WSL {0}', version)),
    description: version === preset ? translate(message('default')) : '',
    version,
  }));
  const placeHolder = translate(message('Import as which WSL version?'));
  return (await vscode.window.showQuickPick(picks, { placeHolder, ignoreFocusOut: true }))?.version;
}

async function askFolder(
  { machine }: CommandContext,
  name: string,
  { distros }: Snapshot,
): Promise<TargetFolder | undefined> {
  const chosen = await pickExisting(machine, {
    kind: 'folder',
    title: message('Folder for {0}: an Empty One, or One That Gets It', name),
    button: message('Import Here'),
  });
  const target = chosen === undefined ? undefined : await findTargetFolder(machine, chosen, name, distros);
  if (!target || !('template' in target)) return target;
  await tell(target);
  return undefined;
}

async function carryOut(context: CommandContext, wish: Import, target: TargetFolder): Promise<void> {
  const started = Date.now();
  const { name } = wish;
  const end = await withElapsedTime(
    message('Importing {0}', name),
    { every: lookPause, cancellable: true },
    (signal) => runImport(context.machine, wish, signal),
    async () => {
      await context.store.refresh();
      return message('WSL is reading.');
    },
  );
  await inProgress(context.store.refresh());
  if (end.kind === 'done') {
    const { id, wslVersion } = end.distro;
    const time = elapsedText(Date.now() - started);
    const text = message('{0} is registered as WSL {1}, after {2}.', name, wslVersion, time);
    const chooseUser = (): Promise<void> => chooseDefaultUser(context, { distro: { id, name } });
    return tellDone(context, text, wish.folder, [message('Choose Default User…'), chooseUser]);
  }
  const after = afterImport(name, end.registration, end.left);
  const made = target.was === 'new' ? target.folder : null;
  if (end.problem === null) {
    return tellAfter(context, message('The import of {0} was cancelled.', name), after, made);
  }
  // Not awaited: what failed is told beside it.
  void tellAfter(context, null, after, made);
  throw new ProblemError(end.problem);
}
