import type { Snapshot } from '../state/snapshot';

/** Which welcome text an empty tree shows; the manifest has one for each but `listed` and `unread`. */
export type WelcomeState = 'unread' | 'listed' | 'empty' | 'otherAccount' | 'missing' | 'failed' | 'notWindows';

/** Tells the state from the snapshot; null is a tree that was never filled. */
export function welcomeState(snapshot: Snapshot | null): WelcomeState {
  if (snapshot === null) return 'unread';
  if (snapshot.distros.length > 0) return 'listed';
  const kinds = snapshot.problems.map((problem) =>
    problem.kind === 'programMissing' && problem.program === 'wsl' ? 'wslNotInstalled' : problem.kind,
  );
  if (kinds.includes('notWindows')) return 'notWindows';
  if (kinds.includes('wslNotInstalled')) return 'missing';
  if (kinds.includes('otherAccount')) return 'otherAccount';
  return snapshot.listed ? 'empty' : 'failed';
}
