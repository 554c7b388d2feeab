import type { Machine } from '../../machine/machine';
import { drivePathHere, lookAtSide } from '../../state/distroSide';
import type { Problem } from '../../state/problem';
import { toLinuxPath } from '../../text/pathTranslation';
import type { Distro } from '../../wsl/distro';
import { findListedDistro } from '../listedDistro';
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
  const onWindows = await drivePathHere(machine, folder.path);
  return onWindows === null ? refused({ kind: 'folderInDistro', path }) : { ok: true, value: onWindows };
}

/** The list starts nothing. */
async function findDistro(
  machine: Machine,
  { distro: name, start, isAsked }: MeasureWish,
  signal: AbortSignal,
): Promise<Found<Distro> | null> {
  const wanted = name ?? (machine.platform === 'wsl' ? machine.ownDistro : null);
  const listed = await findListedDistro(machine, wanted, signal);
  if (!listed?.ok) return listed;
  const { distro, failure } = listed.value;
  if (!distro) {
    return refused(failure ?? (wanted ? { kind: 'distroGone', name: wanted } : { kind: 'noDistroNamed' }));
  }
  if (distro.kind !== 'user') return refused({ kind: 'engineDistro', name: distro.name });
  if (distro.wslVersion === 1) return refused({ kind: 'oneSystem', name: distro.name });
  const isUsable = distro.state === 'running' || ((start || isAsked) && distro.state === 'stopped');
  return isUsable ? { ok: true, value: distro } : refused({ kind: 'notRunning', name: distro.name });
}

function refused(problem: MeasureProblem | Problem): Refusal {
  return { ok: false, problem };
}
