import type { Machine } from '../../machine/machine';
import { ask } from '../../state/ask';
import { lookAtSide } from '../../state/distroSide';
import type { Problem } from '../../state/problem';
import { isDrivePath, normalizeDrivePath } from '../../text/location';
import { toLinuxPath, toWindowsPath } from '../../text/pathTranslation';
import { joinWithRegistry, type Distro } from '../../wsl/distro';
import { listDistros } from '../../wsl/list';
import { queryRegistry } from '../../wsl/registry';
import type { MeasureProblem } from './problem';

/** What somebody wants to be measured, in their words. */
export interface MeasureWish {
  /** A path that this process opens, or one of a drive. */
  readonly folder: string;
  /** Null for the default one. */
  readonly distro: string | null;
  /** Whether the distro may be started, whatever it does then. */
  readonly start: boolean;
  /** Whether somebody is asked before anything is done, who is told so if that starts it. */
  readonly isAsked: boolean;
}

/** The same, found: nothing was started or written for it. */
export interface MeasureRequest {
  /** The folder as this process opens it. */
  readonly folder: string;
  /** The same as Windows writes it. */
  readonly windowsPath: string;
  readonly distro: Distro;
  /** The path that the distro has for it. */
  readonly pathInDistro: string;
  /** Whether it may be started: else it has to run still when it is measured. */
  readonly mayStart: boolean;
}

export type Refusal = { readonly ok: false; readonly problem: MeasureProblem | Problem };
type Found<T> = { readonly ok: true; readonly value: T } | Refusal;

const listTimeout = 15_000;

/** Finds what is meant, and refuses what cannot be measured. Null when cancelled. */
export async function findMeasure(
  machine: Machine,
  wish: MeasureWish,
  signal: AbortSignal,
): Promise<Found<MeasureRequest> | null> {
  const windowsPath = await drivePathOf(machine, wish.folder);
  if (!windowsPath.ok) return windowsPath;
  const distro = await findDistro(machine, wish, signal);
  if (!distro?.ok) return distro;
  const inDistro = toLinuxPath(windowsPath.value, await lookAtSide(machine, distro.value.name));
  if (!('path' in inDistro)) {
    return refused({ kind: 'folderNotMounted', path: windowsPath.value, name: distro.value.name });
  }
  return {
    ok: true,
    value: {
      folder: machine.realPath(wish.folder),
      windowsPath: windowsPath.value,
      distro: distro.value,
      pathInDistro: inDistro.path,
      mayStart: wish.start || distro.value.state !== 'running',
    },
  };
}

async function drivePathOf(machine: Machine, path: string): Promise<Found<string>> {
  if (machine.platform === 'other') return refused({ kind: 'notWindows' });
  const folder = machine.locate(machine.realPath(path));
  if (folder.kind === 'unc') return refused({ kind: 'folderInDistro', path });
  if (folder.kind === 'unknown') return refused({ kind: 'noFolder', path, reason: 'it is on no drive.' });
  const kind = await machine.files.kindOf(path);
  if (kind.kind === 'wouldStart') return refused({ kind: 'folderInDistro', path });
  if (kind.kind === 'failed') return refused({ kind: 'noFolder', path, reason: kind.reason });
  if (kind.value === 'file') return refused({ kind: 'noFolder', path, reason: 'it is a file.' });
  if (folder.kind === 'windows') return { ok: true, value: folder.path };
  // A folder of the distro in which this runs may be one of a drive.
  const onWindows = toWindowsPath(folder.path, await lookAtSide(machine, null));
  return 'path' in onWindows && isDrivePath(onWindows.path)
    ? { ok: true, value: normalizeDrivePath(onWindows.path) }
    : refused({ kind: 'folderInDistro', path });
}

/** The list starts nothing. */
async function findDistro(
  machine: Machine,
  { distro: name, start, isAsked }: MeasureWish,
  signal: AbortSignal,
): Promise<Found<Distro> | null> {
  const list = await ask(machine, listDistros(), listTimeout, signal);
  if (!list?.ok) return list;
  // Only to name the distro by its id: without the registry its name has to do.
  const registry = await ask(machine, queryRegistry(), listTimeout, signal);
  if (registry === null) return null;
  const distros = joinWithRegistry(list.value, registry.ok ? registry.value : null);
  const wanted = name ?? (machine.platform === 'wsl' ? machine.ownDistro : null);
  const distro = distros.find((each) =>
    wanted === null ? each.isDefault : each.name.toLowerCase() === wanted.toLowerCase(),
  );
  if (!distro) {
    return refused(list.value.failure ?? (wanted ? { kind: 'distroGone', name: wanted } : { kind: 'noDistroNamed' }));
  }
  machine.gate.setRunning(distros.filter(({ state }) => state === 'running').map((each) => each.name));
  if (distro.kind !== 'user') return refused({ kind: 'engineDistro', name: distro.name });
  if (distro.wslVersion === 1) return refused({ kind: 'oneSystem', name: distro.name });
  const isUsable = distro.state === 'running' || ((start || isAsked) && distro.state === 'stopped');
  return isUsable ? { ok: true, value: distro } : refused({ kind: 'notRunning', name: distro.name });
}

function refused(problem: MeasureProblem | Problem): Refusal {
  return { ok: false, problem };
}
