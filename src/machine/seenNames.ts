import type { Dirent } from 'node:fs';

/** What is known of a way from a folder that was walked: that it leads to a plain file, or to nothing; or neither. */
export type SeenAt = 'file' | 'absent' | 'unknown';

/** Names of which every file system says the same, but for their case: no short names of Windows, no accents, no end that it drops. */
const plainName = /^[\w .@+-]*[\w@+-]$/;

/** What a walk saw in the folders that it entered: what is not there need not be asked for again. Ways are relative, with slashes. */
export class SeenNames {
  /** By folder, the names in it between slashes: one text takes far less room than as many. */
  private readonly folders = new Map<string, { readonly plainFiles: string; readonly folded: string }>();

  note(folder: string, entries: readonly Dirent[]): void {
    const plainFiles = entries.filter((entry) => entry.isFile());
    this.folders.set(folder, { plainFiles: asText(plainFiles), folded: asText(entries).toLowerCase() });
  }

  at(way: string): SeenAt {
    const end = way.lastIndexOf('/');
    const folder = way.slice(0, Math.max(0, end));
    const name = way.slice(end + 1);
    const seen = this.folders.get(folder);
    if (!plainName.test(name)) return 'unknown';
    // What was not entered may be a link, or left out; where nothing is, nothing is below.
    if (!seen) return end > 0 && this.at(folder) === 'absent' ? 'absent' : 'unknown';
    if (seen.plainFiles.includes(`/${name}/`)) return 'file';
    return seen.folded.includes(`/${name.toLowerCase()}/`) ? 'unknown' : 'absent';
  }
}

function asText(entries: readonly Dirent[]): string {
  return `/${entries.map(({ name }) => name).join('/')}/`;
}
