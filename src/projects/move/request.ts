import { win32 } from 'node:path';
import { openTree, type SourceTree } from '../../machine/sourceTree';
import type { Machine } from '../../machine/machine';
import { ask, type Answer } from '../../state/ask';
import { drivePathHere, lookAtSide } from '../../state/distroSide';
import type { Problem } from '../../state/problem';
import { isDrivePath, normalizePosix, type Location } from '../../text/location';
import { toLinuxPath, toWindowsPath, type DistroSide } from '../../text/pathTranslation';
import type { Distro } from '../../wsl/distro';
import { askHome } from '../../wsl/folders';
import { startTimeout } from '../../wsl/run';
import { findListedDistro } from '../listedDistro';
import type { MoveProblem } from './problem';

/** What somebody wants to be moved, in their words. */
export interface MoveWish {
  /** A path that this process opens, or one of a drive. */
  readonly source: string;
  readonly distro: string;
  /** Absolute, or from the home of the distro's default user on. */
  readonly destination: string;
}

/** The same, found: nothing of it was looked into. */
export interface MoveRequest {
  readonly source: Location;
  /** The source as Windows writes it. */
  readonly windowsPath: string;
  readonly tree: SourceTree;
  readonly distro: Distro;
  readonly destination: string;
  /** Where that distro has the source; null where its drives are not known to be mounted. */
  readonly pathInDistro: string | null;
  /** Where that distro has its drives. */
  readonly side: DistroSide;
}

type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: MoveProblem | Problem };

/** Finds what is meant, and refuses what must not be. Null when cancelled. Starts the distro for its home alone. */
export async function findRequest(
  machine: Machine,
  wish: MoveWish,
  signal: AbortSignal,
): Promise<Found<MoveRequest> | null> {
  const source = await findSource(machine, wish.source);
  if (!source.ok) return source;
  const distro = await findDistro(machine, wish.distro, signal);
  if (!distro?.ok) return distro;
  const side = await lookAtSide(machine, distro.value.name);
  const destination = await findDestination(machine, distro.value, wish.destination, side, signal);
  if (!destination?.ok) return destination;
  const inDistro = toLinuxPath(source.value.windowsPath, side);
  const pathInDistro = 'path' in inDistro ? inDistro.path : null;
  return {
    ok: true,
    value: { ...source.value, distro: distro.value, destination: destination.value, pathInDistro, side },
  };
}

type SourceFolder = Pick<MoveRequest, 'source' | 'tree' | 'windowsPath'>;

/** The folder must be on a drive, whoever looks at it from where. */
async function findSource(machine: Machine, path: string): Promise<Found<SourceFolder>> {
  if (machine.platform === 'other') return refused({ kind: 'notWindows' });
  const source = machine.locate(machine.realPath(path));
  if (source.kind === 'unc') return refused({ kind: 'sourceInDistro', path });
  if (source.kind === 'unknown') return refused({ kind: 'sourceNoFolder', path, reason: 'it is on no drive.' });
  const windowsPath = source.kind === 'windows' ? source.path : await drivePathHere(machine, source.path);
  if (windowsPath === null) return refused({ kind: 'sourceInDistro', path });
  if (win32.parse(windowsPath).root === windowsPath) {
    return refused({ kind: 'sourceNoFolder', path, reason: 'it is a whole drive.' });
  }
  const tree = await openTree(machine.files, path, { wish: true });
  if (tree.kind === 'ok') return { ok: true, value: { source, tree: tree.value, windowsPath } };
  const reason = tree.kind === 'failed' ? tree.reason : tree.distro;
  return refused({ kind: 'sourceNoFolder', path, reason });
}

/** Finds a distro by its name and sees that it may hold projects. The list starts nothing. */
export async function findDistro(machine: Machine, name: string, signal: AbortSignal): Promise<Found<Distro> | null> {
  const listed = await findListedDistro(machine, name, signal);
  if (!listed?.ok) return listed;
  const { distro, failure } = listed.value;
  if (!distro) return refused(failure ?? { kind: 'distroGone', name });
  if (distro.kind !== 'user') return refused({ kind: 'managedDistro', name: distro.name });
  if (distro.wslVersion === 1) return refused({ kind: 'wsl1Distro', name: distro.name });
  const isUsable = distro.state === 'running' || distro.state === 'stopped';
  return isUsable ? { ok: true, value: distro } : refused({ kind: 'busyDistro', name: distro.name });
}

async function findDestination(
  machine: Machine,
  distro: Distro,
  wished: string,
  side: DistroSide,
  signal: AbortSignal,
): Promise<Found<string> | null> {
  const whole = await wholePath(machine, distro, wished, signal);
  if (!whole?.ok) return whole;
  const path = normalizePosix(whole.value);
  // What steers a terminal or ends a line is no name that somebody means.
  if (path === '/' || /[\u0000-\u001f\u007f]/.test(path)) return refused({ kind: 'destinationUnclear', path: wished });
  return isOnDrive(path, side) ? refused({ kind: 'destinationOnDrive', path }) : { ok: true, value: path };
}

/** Whether a path of a distro is one of Windows' files. */
export function isOnDrive(path: string, side: DistroSide): boolean {
  const onWindows = toWindowsPath(path, side);
  return !('path' in onWindows) || isDrivePath(onWindows.path);
}

/** The absolute path of one that may go from the home of the distro's default user on. Starts the distro for that. */
export async function wholePath(
  machine: Machine,
  distro: Distro,
  wished: string,
  signal: AbortSignal,
): Promise<Answer<string> | null> {
  if (wished.startsWith('/')) return { ok: true, value: wished };
  const home = await ask(machine, askHome(distro), startTimeout, signal);
  return home?.ok ? { ok: true, value: `${home.value}/${wished.replace(/^~(?:\/|$)/, '')}` } : home;
}

function refused(problem: MoveProblem | Problem): { readonly ok: false; readonly problem: MoveProblem | Problem } {
  return { ok: false, problem };
}
