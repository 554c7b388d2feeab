import type { Snapshot } from '../state/snapshot';

/**
 * Which welcome text an empty tree shows; the manifest has one for each but `unread`, before anything was asked, and
 * `rows`, where the tree speaks for itself: with distros, or with the problem that keeps them from being listed.
 */
export type WelcomeState = 'unread' | 'rows' | 'empty' | 'otherAccount' | 'missing' | 'failed' | 'notWindows';

/** Tells the state from the last snapshot, null before the first; `failed` is a refresh that gave no snapshot at all. */
export function welcomeState(snapshot: Snapshot | null, failed: boolean): WelcomeState {
  if (snapshot === null) return failed ? 'failed' : 'unread';
  if (snapshot.distros.length > 0) return 'rows';
  const kinds = snapshot.problems.map((problem) =>
    problem.kind === 'programMissing' && problem.program === 'wsl' ? 'wslNotInstalled' : problem.kind,
  );
  if (kinds.includes('notWindows')) return 'notWindows';
  if (kinds.includes('wslNotInstalled')) return 'missing';
  if (!snapshot.listed) return 'rows';
  return kinds.includes('otherAccount') ? 'otherAccount' : 'empty';
}
