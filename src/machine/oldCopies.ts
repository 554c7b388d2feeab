import { lstat, rm } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { Files } from './files';
import { namesIn } from './ownFiles';

/** How many copies of a settings file stay beside it. */
export const keptCopies = 5;

/** Which names in the folder of a file are made of its own, a dot and an ending of this form. */
export function namesBeside(names: readonly string[], path: string, ending: RegExp): string[] {
  const prefix = `${win32.basename(path)}.`;
  return names.filter((name) => name.startsWith(prefix) && ending.test(name.slice(prefix.length)));
}

/** How the names of copies end that `writeSettings` has made: in the order of names the oldest is the first. */
const ownEnding = /^\d{8}T\d{6}Z\.bak$/;

/** Deletes all but the newest of those copies. */
export function deleteOldCopies(files: Files, path: string): Promise<void> {
  return deleteBeside(files, path, (names) => allButNewest(namesBeside(names, path, ownEnding)));
}

/** The names of copies that go, where time is in the names. */
export function allButNewest(names: readonly string[]): string[] {
  return [...names].sort().slice(0, -keptCopies);
}

/**
 * Deletes files of ours beside another one, by their names. What is no plain file is somebody's, whatever its name, and that one
 * cannot be deleted is no harm.
 */
export async function deleteBeside(
  files: Files,
  path: string,
  choose: (names: readonly string[]) => readonly string[],
): Promise<void> {
  const folder = win32.dirname(path);
  const names = await namesIn(files, folder);
  if (names.kind !== 'ok') return;
  for (const name of choose(names.value)) {
    await files.touch(win32.join(folder, name), {}, async (real) => {
      if ((await lstat(real)).isFile()) await rm(real);
    });
  }
}
