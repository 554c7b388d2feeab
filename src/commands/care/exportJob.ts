import type { Machine } from '../../machine/machine';
import { readEnds } from '../../machine/fileEnds';
import { renameOwnFile } from '../../machine/ownFiles';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { message } from '../../text/message';
import { exportDistro, exportExtension, type ExportFormat } from '../../wsl/export';
import { imageEndLength, imageKind } from '../../wsl/imageFile';
import { listNames } from '../../wsl/list';
import { unfinishedPath } from './fileName';
import { askNewer } from './newerWsl';

/** Longer than anything takes: ending it is breaking it off. */
export const longTimeout = 24 * 60 * 60 * 1000;
const quickTimeout = 15_000;

/** What is to be exported, and where to. */
export interface ExportWish {
  readonly name: string;
  readonly format: ExportFormat;
  /** The distro's disk, whose extension an exported disk has to have; null where there is none or nobody knows it. */
  readonly disk: string | null;
  readonly file: string;
}

/** How an export ended. `left` is an unfinished file that it made and that is still there. */
export type ExportEnd =
  | { readonly kind: 'done'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly left: string | null }
  | { readonly kind: 'cancelled'; readonly left: string | null };

/**
 * Exports a distro under a name that nobody has, looks at what came, and gives it its name then: WSL deletes its target
 * when it fails, and an older export under that name is not to be lost for a newer one that never came to be.
 */
export async function runExport(machine: Machine, wish: ExportWish, signal: AbortSignal): Promise<ExportEnd> {
  const { files } = machine;
  const made = unfinishedPath(wish.file, exportExtension(wish.format, wish.disk));
  const command = exportDistro(wish.name, made, wish.format);
  const done = await (wish.format === 'tar' ? ask : askNewer)(machine, command, longTimeout, signal);
  if (done === null) return { kind: 'cancelled', left: await leftover(machine, made) };
  if (!done.ok) return { kind: 'failed', problem: done.problem, left: await leftover(machine, made) };

  const ends = await readEnds(files, made, imageEndLength);
  const kind = ends.kind === 'ok' ? imageKind(ends.value.head, ends.value.tail) : null;
  if (ends.kind !== 'ok' || !isForm(kind, wish.format)) {
    const evidence = ends.kind === 'failed' ? ends.reason : `${made}: ${kind ?? 'unknown form'}`;
    const detail = message('What it wrote is no usable export. Export it again, to another drive if there is one.');
    const problem: Problem = { kind: 'notAsReported', name: wish.name, detail, evidence };
    return { kind: 'failed', problem, left: await leftover(machine, made) };
  }
  const named = await renameOwnFile(files, made, wish.file);
  // One that somebody holds keeps its name; the export is as good under the other.
  return { kind: 'done', file: named.kind === 'ok' ? wish.file : made, bytes: ends.value.size };
}

function isForm(kind: ReturnType<typeof imageKind>, format: ExportFormat): boolean {
  return format === 'vhd' ? kind === 'vhdx' || kind === 'vhd' : kind === format;
}

/** Asks the service first: by then it has deleted what it deletes. */
async function leftover(machine: Machine, path: string): Promise<string | null> {
  await ask(machine, listNames(), quickTimeout);
  return (await machine.files.sizeOf(path)).kind === 'ok' ? path : null;
}
