import type { Snapshot } from '../state/snapshot';
import { knownValue } from '../text/observed';

/**
 * Where a view cannot show what it is for, and why: `remote` is a window of a server, a codespace or a container, whose
 * user may have a Windows at hand; `notWindows` one that runs on another system; `interopOff` a distro from which Windows
 * cannot be asked.
 */
type Away = 'notWindows' | 'remote' | 'interopOff';

/**
 * Which welcome text an empty tree shows; the manifest has one for each but `unread`, before anything was asked, and
 * `rows`, where the tree speaks for itself: with distros, or with the problem that keeps them from being listed.
 */
export type DistrosState = 'unread' | 'rows' | 'empty' | 'otherAccount' | 'missing' | 'failed' | Away;

/** The same for the view of Docker Desktop; there is a text for each but `unread` and `rows`. */
export type DockerState = 'unread' | 'rows' | 'failed' | 'notInstalled' | 'stopped' | 'windowsContainers' | Away;

/** The same for the view of what is wrong. */
export type HealthState = 'unread' | 'rows' | 'failed' | Away;

/** What the states are told from: the last snapshot, null before the first, and how the window is connected. */
export interface Seen {
  readonly snapshot: Snapshot | null;
  /** Whether the last refresh gave no snapshot at all. */
  readonly failed: boolean;
  /** `vscode.env.remoteName`. */
  readonly remoteName: string | undefined;
}

/** The kinds of remote windows whose machine is somebody else's, or none: Windows is not there, but may be here. */
const remotes: readonly string[] = [
  'ssh-remote',
  'codespaces',
  'dev-container',
  'attached-container',
  'k8s-container',
  'tunnel',
];

export function distrosState({ snapshot, failed, remoteName }: Seen): DistrosState {
  if (snapshot === null) return failed ? 'failed' : 'unread';
  if (snapshot.distros.length > 0) return 'rows';
  const away = awayOf(snapshot, remoteName);
  if (away !== null) return away;
  const kinds = kindsOf(snapshot);
  if (kinds.includes('wslNotInstalled')) return 'missing';
  if (!snapshot.listed) return 'rows';
  return kinds.includes('otherAccount') ? 'otherAccount' : 'empty';
}

export function dockerState({ snapshot, failed, remoteName }: Seen): DockerState {
  if (snapshot === null) return failed ? 'failed' : 'unread';
  const away = awayOf(snapshot, remoteName);
  if (away !== null) return away;
  const { install, running, mode } = snapshot.docker;
  if ('value' in install && install.value === null) return 'notInstalled';
  if (knownValue(running) === false) return 'stopped';
  return knownValue(running) === true && knownValue(mode) === 'windows' ? 'windowsContainers' : 'rows';
}

export function healthState({ snapshot, failed, remoteName }: Seen): HealthState {
  if (snapshot === null) return failed ? 'failed' : 'unread';
  return awayOf(snapshot, remoteName) ?? 'rows';
}

/** Whether something else than the state of Docker Desktop is to be told where its view has no rows for it. */
export function dockerRemarks({ snapshot }: Seen): { readonly locked: boolean; readonly otherEngine: boolean } {
  return {
    locked: (snapshot?.docker.locked.length ?? 0) > 0,
    otherEngine: snapshot !== null && knownValue(snapshot.docker.otherEngine) === true,
  };
}

function awayOf(snapshot: Snapshot, remoteName: string | undefined): Away | null {
  const kinds = kindsOf(snapshot);
  if (kinds.includes('interopOff')) return 'interopOff';
  if (!kinds.includes('notWindows')) return null;
  return remoteName !== undefined && remotes.includes(remoteName) ? 'remote' : 'notWindows';
}

function kindsOf({ problems }: Snapshot): string[] {
  return problems.map((problem) =>
    problem.kind === 'programMissing' && problem.program === 'wsl' ? 'wslNotInstalled' : problem.kind,
  );
}
