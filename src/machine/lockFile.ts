import { readlinkSync } from 'node:fs';
import { mkdir, open, stat, unlink, utimes, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isBusyOnWindows } from './busyFile';
import { readOwnFile } from './ownFile';
import { Stopwatch } from './stopwatch';

/** How often a taken lock is looked at again, in milliseconds. */
const pollInterval = 100;

/** When the lock around a take-over counts as left behind, and one that nobody has signed, in milliseconds. */
const guardStaleAfter = 10_000;

/** Something held over all windows; `release` gives it back. */
export interface HeldLock {
  /** Whether nobody held it when it was wanted. */
  readonly atOnce: boolean;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly waitAtMost: number;
  readonly staleAfter: number;
  /** So often the file gets a new time while it is held, in milliseconds: then one that is old is nobody's. */
  readonly renewEvery?: number;
  readonly signal?: AbortSignal;
}

/**
 * Takes a lock file, waiting while another living process holds it. One whose process is gone, or that is older than
 * `staleAfter` milliseconds, is taken over. Null when `waitAtMost` milliseconds went by or the signal came.
 */
export async function acquireLock(path: string, options: LockOptions): Promise<HeldLock | null> {
  const watch = new Stopwatch();
  const owner = `${process.pid} ${crypto.randomUUID()} ${side}`;
  for (let atOnce = true; ; atOnce = false) {
    if (options.signal?.aborted) return null;
    if (await create(path, owner)) return { atOnce, release: held(path, owner, options.renewEvery) };
    const holder = await readOwnFile(path);
    const abandoned = holder !== null && (await isAbandoned(path, holder, options.staleAfter));
    if (abandoned && (await removeAbandoned(path, holder))) continue;
    if (watch.lap() >= options.waitAtMost) return null;
    await new Promise((resolve) => setTimeout(resolve, pollInterval));
  }
}

/** Keeps a lock young until it is released. */
function held(path: string, owner: string, renewEvery: number | undefined): () => Promise<void> {
  const renew = async (): Promise<void> => {
    if ((await readOwnFile(path)) === owner) await utimes(path, new Date(), new Date());
  };
  // That it fails once is no harm, and no reason to keep a process from ending.
  const timer = renewEvery === undefined ? null : setInterval(() => void renew().catch(() => undefined), renewEvery);
  timer?.unref();
  return async () => {
    if (timer) clearInterval(timer);
    await removeIfOwned(path, owner);
  };
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const handle = await openNew(path);
    await handle.writeFile(owner).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || isBusyOnWindows(error)) return false;
    throw error;
  }
}

/** Opens a file that must be new, in a folder that need not be there. */
async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'wx');
  }
}

async function isAbandoned(path: string, holder: string, staleAfter: number): Promise<boolean> {
  const age = await ageOf(path);
  const pid = Number.parseInt(holder, 10);
  const [, , where = side] = holder.split(' ');
  // Between creation and writing a lock is empty for a moment; only its age can condemn it.
  const isDead = Number.isInteger(pid) && pid > 0 ? where === side && !isAlive(pid) : age > guardStaleAfter;
  return age > staleAfter || isDead;
}

/**
 * Among which processes a number means this one: those of Windows, or those of one distro. Files of a drive are locked from
 * both, and what is no process here may well be one there.
 */
const side = sideOfProcess();

function sideOfProcess(): string {
  // There the path would be one of the current drive, and anybody's.
  if (process.platform === 'win32') return process.platform;
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\s/g, '');
  } catch {
    return process.platform;
  }
}

/** Milliseconds since the file was written; 0 when it is not there. */
function ageOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

/** Whether there is a process of that number on the side on which this one runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes a file that may be gone; `rm` would look twice what it is before it does. */
async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}

async function removeIfOwned(path: string, owner: string): Promise<void> {
  const holder = await readOwnFile(path);
  if (holder === owner) await remove(path);
}

/**
 * Removes a lock whose holder is gone. Several processes may have seen that, and by the time the second acts the lock may
 * be the first one's: so only the holder of a second lock removes, and only what still is what it saw. Says whether
 * it is worth looking again at once.
 */
async function removeAbandoned(path: string, holder: string): Promise<boolean> {
  const guard = `${path}.takeover`;
  if (!(await create(guard, String(process.pid)))) {
    // It is held for some milliseconds; what is older was left by a process that died within them.
    if ((await ageOf(guard)) > guardStaleAfter) await remove(guard);
    return false;
  }
  try {
    if ((await readOwnFile(path)) === holder) await remove(path);
    return true;
  } finally {
    await remove(guard);
  }
}
