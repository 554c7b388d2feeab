import { join } from 'node:path';
import { acquireLock } from '../machine/lockFile';
import type { Log } from '../machine/log';
import { readOwnFile, replaceOwnFile } from '../machine/ownFile';
import type { Observation } from './observation';

/** Longer than two questions after each other with their timeouts, so that a window that is still asking is not overtaken. */
const waitAtMost = 40_000;
const staleAfter = 60_000;

/** Changes with the shape of what is shared: windows may run different versions of the extension for a while. */
const shape = 3;

/**
 * Lets one window ask and all windows have the answers. `ask` runs while no other window asks; when another one began
 * to ask after this call, its answers are used instead. Where the folder cannot be used, each window asks for itself.
 * Shared are the answers and not the snapshot: where a list failed, each window has its own last good one.
 */
export async function observeShared(
  folder: string,
  { now, log, signal }: { readonly now: () => Date; readonly log: Log; readonly signal: AbortSignal },
  ask: () => Promise<Observation | null>,
): Promise<Observation | null> {
  const file = join(folder, 'snapshot.json');
  const wantedSince = now();
  const cannot = (error: unknown): null => {
    log.warn(`Not shared with other windows: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  };
  const lock = await acquireLock(join(folder, 'refresh.lock'), { waitAtMost, staleAfter, signal }).catch(cannot);
  try {
    // Whoever gets the lock at once has waited for nobody whose answers would do.
    const answered = lock?.atOnce ? null : await readShared(file);
    if (answered && isBetween(new Date(answered.at), wantedSince, now())) return answered;
    const observation = await ask();
    if (observation) await replaceOwnFile(file, JSON.stringify({ shape, observation })).catch(cannot);
    return observation;
  } finally {
    await lock?.release().catch(cannot);
  }
}

/** An answer from the future is one from before the clock was put right. */
function isBetween(time: Date, first: Date, last: Date): boolean {
  return time >= first && time <= last;
}

async function readShared(file: string): Promise<Observation | null> {
  const text = await readOwnFile(file);
  if (text === null) return null;
  try {
    const content = JSON.parse(text) as { shape?: unknown; observation?: Observation };
    return content.shape === shape ? (content.observation ?? null) : null;
  } catch {
    // Damaged: asking again mends it.
    return null;
  }
}
