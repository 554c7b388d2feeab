import { open, rename, rm, stat } from 'node:fs/promises';
import { isBusyOnWindows } from './busyFile';

const renameAttempts = 6;

/**
 * Replaces a file so that a reader sees the old or the new content and never a part: a new file in the same folder,
 * flushed, renamed over the old one, with the old one's mode and, where this process may give files away, its owner. On failure the old file is as it was and no other is left.
 * @throws the file system's error.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  const old = await stat(path).catch(() => null);
  const mode = old ? old.mode & 0o777 : undefined;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      // Root often works in folders of somebody else.
      if (old) await handle.chown(old.uid, old.gid).catch(() => undefined);
      // The mode given to open() is narrowed by the umask.
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOverBusyFile(temporary, path);
  } catch (error) {
    // On Windows another program may hold it for a moment; what went wrong before is what is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Renames a file over one that somebody may hold for a moment; see busyFile.ts. */
export async function renameOverBusyFile(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!isBusyOnWindows(error) || attempt === renameAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    }
  }
}
