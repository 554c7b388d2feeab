import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOwnFile } from './ownFile';

/** How often a taken lock is looked at again, in milliseconds. */
const pollInterval = 100;

/** Something held over all windows; `release` gives it back. */
export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Takes a lock file, waiting while another living process holds it. One whose process is gone, or that is older than
 * `staleAfter` milliseconds, is taken over. Null when `waitAtMost` milliseconds went by or the signal came.
 */
export async function acquireLock(
  path: string,
  options: { readonly waitAtMost: number; readonly staleAfter: number; readonly signal?: AbortSignal },
): Promise<HeldLock | null> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + options.waitAtMost;
  const owner = `${process.pid} ${Date.now()}`;
  for (;;) {
    if (options.signal?.aborted) return null;
    if (await create(path, owner)) return { release: () => removeIfOwned(path, owner) };
    const holder = await readOwnFile(path);
    if (holder !== null && (await isAbandoned(path, holder, options.staleAfter))) await removeIfOwned(path, holder);
    else if (Date.now() >= deadline) return null;
    else await new Promise((resolve) => setTimeout(resolve, pollInterval));
  }
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    await handle.writeFile(owner).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path: string, holder: string, staleAfter: number): Promise<boolean> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  // Between creation and writing a lock is empty for a moment; only its age can condemn it.
  const pid = Number.parseInt(holder, 10);
  return age > staleAfter || (Number.isInteger(pid) && pid > 0 && !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function removeIfOwned(path: string, owner: string): Promise<void> {
  const holder = await readOwnFile(path);
  if (holder === owner) await rm(path, { force: true });
}
