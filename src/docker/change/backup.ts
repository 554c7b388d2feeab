import type { Machine } from '../../machine/machine';
import { allButNewest, deleteBeside, namesBeside } from '../../machine/oldCopies';

const stamp = '\\d{8}T\\d{9}Z';

/** The path of a new backup beside the settings: `settings-store.json.20260102T030405678Z.bak`. */
export function backupPath(file: string, now: Date): string {
  return `${file}.${now.toISOString().replace(/[-:.]/g, '')}.bak`;
}

/** Which names in the folder of the settings are backups of ours, the oldest first. */
export function backupsAmong(names: readonly string[], file: string): string[] {
  return namesBeside(names, file, new RegExp(`^${stamp}\\.bak$`)).sort();
}

/** Which names are files that a write of ours left behind when it was broken off. */
export function leftoversAmong(names: readonly string[], file: string): string[] {
  return namesBeside(
    names,
    file,
    new RegExp(`^(?:${stamp}\\.bak\\.)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp$`),
  );
}

/** Deletes the oldest of our backups. */
export function deleteOldBackups({ files }: Machine, file: string): Promise<void> {
  return deleteBeside(files, file, (names) => allButNewest(backupsAmong(names, file)));
}

/** Deletes what a write of ours left behind when it was broken off. */
export function deleteLeftovers({ files }: Machine, file: string): Promise<void> {
  return deleteBeside(files, file, (names) => leftoversAmong(names, file));
}
