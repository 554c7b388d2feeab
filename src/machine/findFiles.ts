import { join } from 'node:path';
import type { FileOptions, FileResult, Files } from './files';
import { isIgnored, rulesAbove, rulesOf, type IgnoreRules } from './ignoreRules';
import type { ManyFiles } from './manyFiles';
import type { SeenNames } from './seenNames';

/** What a walk below a folder came by; paths are relative to the folder, with slashes, and sorted. */
export interface FoundFiles {
  readonly files: readonly string[];
  /** Those of them that are links, and may lead anywhere. */
  readonly links: ReadonlySet<string>;
  /** Files that would be among them but for a `.gitignore`. */
  readonly ignored: readonly string[];
  /** Folders that were not entered because of a `.gitignore`. */
  readonly closed: readonly string[];
  /** Folders that are the root of a repository; the walked one is empty. */
  readonly repositories: readonly string[];
}

/** Dependencies, and what belongs to git itself. */
const neverEntered = new Set(['node_modules', '.git']);

/**
 * The files below a folder that are wanted by their paths. Links to files are among them, also such as nobody can or may look
 * behind; links to folders are not followed. What `.gitignore` and `.git/info/exclude` name is left out.
 * @param seen is told what is in each folder, for whoever wants to know of other files later
 */
export function findFiles(
  files: Files,
  folder: string,
  isWanted: (path: string) => boolean,
  options: FileOptions = {},
  seen: SeenNames | null = null,
): Promise<FileResult<FoundFiles>> {
  return files.touch(folder, options, async (real) => {
    const walk = new Walk(real, {
      isWanted,
      many: files.many,
      seen,
      leadsToFolder: (link) => leadsToFolder(files, link),
    });
    await walk.enter('', await rulesAbove(real));
    return walk.found;
  });
}

/** Nobody wished for what is behind a link that was merely found, so the gate may keep it shut: then it is not known. */
async function leadsToFolder(files: Files, link: string): Promise<boolean> {
  const kind = await files.kindOf(link);
  return kind.kind === 'ok' && kind.value === 'folder';
}

class Walk {
  private readonly files: string[] = [];
  private readonly links = new Set<string>();
  private readonly ignored: string[] = [];
  private readonly closed: string[] = [];
  private readonly repositories: string[] = [];

  constructor(
    private readonly start: string,
    private readonly by: {
      readonly isWanted: (path: string) => boolean;
      readonly many: ManyFiles;
      readonly seen: SeenNames | null;
      readonly leadsToFolder: (link: string) => Promise<boolean>;
    },
  ) {}

  get found(): FoundFiles {
    const { files, links, ignored, closed, repositories } = this;
    for (const list of [files, ignored, closed, repositories]) list.sort();
    return { files, links, ignored, closed, repositories };
  }

  /** @throws the file system's error where the folder cannot be read */
  async enter(way: string, above: IgnoreRules | null): Promise<void> {
    const folder = join(this.start, way);
    const entries = await this.by.many.list(folder);
    this.by.seen?.note(way, entries);
    const names = new Set(entries.map(({ name }) => name));
    const has = { gitignore: names.has('.gitignore'), repository: names.has('.git') };
    if (has.repository) this.repositories.push(way);
    const rules = has.gitignore || has.repository ? await rulesOf(folder, has, above) : above;
    const below: Promise<void>[] = [];
    for (const entry of entries) {
      const path = way === '' ? entry.name : `${way}/${entry.name}`;
      if (entry.isDirectory()) {
        if (neverEntered.has(entry.name)) continue;
        if (isIgnored(join(folder, entry.name), true, rules)) this.closed.push(path);
        // What may not be read is no matter of those who did not ask for it.
        else below.push(this.enter(path, rules).catch(() => undefined));
      } else if ((entry.isFile() || entry.isSymbolicLink()) && this.by.isWanted(path)) {
        below.push(this.take(path, entry.isSymbolicLink(), rules));
      }
    }
    await Promise.all(below);
  }

  private async take(path: string, isLink: boolean, rules: IgnoreRules | null): Promise<void> {
    const real = join(this.start, path);
    if (isLink && (await this.by.leadsToFolder(real))) return;
    if (isLink) this.links.add(path);
    (isIgnored(real, false, rules) ? this.ignored : this.files).push(path);
  }
}
