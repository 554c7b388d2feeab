import { join } from 'node:path';
import { writeAtomically } from '../machine/atomicWrite';
import { acquireLock } from '../machine/lockFile';
import { readOwnFile } from '../machine/ownFile';
import type { Snapshot } from './snapshot';

/** Longer than two questions with their timeouts, so that a window that is still asking is not overtaken. */
const waitAtMost = 40_000;
const staleAfter = 60_000;

/** Changes with the snapshot's shape: windows may run different versions of the extension for a while. */
const shape = 1;

/**
 * Lets one window ask and all windows have the answer. `take` runs while no other window asks; when another one began
 * to ask after `wantedSince`, its answer is used instead.
 */
export async function takeShared(
  folder: string,
  wantedSince: Date,
  take: () => Promise<Snapshot | null>,
  signal?: AbortSignal,
): Promise<Snapshot | null> {
  const file = join(folder, 'snapshot.json');
  const lock = await acquireLock(join(folder, 'refresh.lock'), {
    waitAtMost,
    staleAfter,
    ...(signal ? { signal } : {}),
  });
  try {
    const answered = await readShared(file);
    if (answered && new Date(answered.at) >= wantedSince) return answered;
    const snapshot = await take();
    if (snapshot) await writeAtomically(file, JSON.stringify({ shape, snapshot }));
    return snapshot;
  } finally {
    await lock?.release();
  }
}

async function readShared(file: string): Promise<Snapshot | null> {
  const text = await readOwnFile(file);
  if (text === null) return null;
  try {
    const content = JSON.parse(text) as { shape?: unknown; snapshot?: Snapshot };
    return content.shape === shape ? (content.snapshot ?? null) : null;
  } catch {
    // Damaged: asking again mends it.
    return null;
  }
}
