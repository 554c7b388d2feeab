import { defaultComposeFileRole, type ComposeFileRole } from './composeFileNames';
import { isDevcontainerFile, settingsFolder } from './devcontainerFileNames';
import { readComposeLayer, type ComposeLayer } from './readers/composeFile';
import { readComposeFileNames } from './readers/devcontainerFile';
import { folderOf, joinPath, nameOf, pathBetween } from './slashPath';

/** What reading a file gave. `closed`: it may not be looked at, or cannot be read, and what it says is unknown. */
export type FileText =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'absent' } | { readonly kind: 'closed' };

/** The files around the one that is judged. Paths have slashes and begin as the path of that file does. */
export interface Files {
  read(path: string): Promise<FileText>;
}

/** For a text whose surroundings nobody can look at: it is judged by itself. */
export const noFiles: Files = { read: () => Promise.resolve({ kind: 'absent' }) };

/** What the files around a file say about it. */
export interface Related {
  /** The way from the file's own folder to the one at which its relative sources start; null when it is its own. */
  readonly base: string | null;
  /** The file that Compose lays over this one. */
  readonly override: (Pick<ComposeLayer, 'replaces'> & { readonly file: string }) | null;
  /** The services that the file beside it makes Windows containers. */
  readonly windowsServices: ReadonlySet<string>;
  /** Whether all that might say something could be read. */
  readonly isComplete: boolean;
  /** The paths that were asked for: what they say may change this. */
  readonly asked: ReadonlySet<string>;
}

/** A file by itself. */
export const alone: Related = {
  base: null,
  override: null,
  windowsServices: new Set(),
  isComplete: true,
  asked: new Set(),
};

/** Reads the files that have a say in what a compose file means; most have none beside them. */
export async function gatherRelated(path: string, files: Files): Promise<Related> {
  if (isDevcontainerFile(path)) return alone;
  const look = new Look(files);
  const role = defaultComposeFileRole(nameOf(path));
  const base = await findBase(path, role, look);
  const partner = role && (await findPartner(path, role, look));
  const layer = partner && readComposeLayer(partner.text);
  return {
    base,
    override: layer && role.kind === 'base' ? { file: nameOf(partner.path), replaces: layer.replaces } : null,
    windowsServices: layer?.windowsServices ?? alone.windowsServices,
    isComplete: look.isComplete,
    asked: look.asked,
  };
}

interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** Remembers what was asked for, and whether all of it could be answered. */
class Look {
  readonly asked = new Set<string>();
  isComplete = true;

  constructor(private readonly files: Files) {}

  async read(path: string): Promise<FileText> {
    this.asked.add(path);
    const read = await this.files.read(path);
    if (read.kind === 'closed') this.isComplete = false;
    return read;
  }

  /** The first of the files that is there. */
  async first(paths: readonly string[]): Promise<FoundFile | 'closed' | null> {
    for (const path of paths) {
      const read = await this.read(path);
      if (read.kind === 'text') return { path, text: read.text };
      if (read.kind === 'closed') return 'closed';
    }
    return null;
  }
}

/** The other of a base file and its override. Of several base files Compose takes the first alone. */
async function findPartner(path: string, role: ComposeFileRole, look: Look): Promise<FoundFile | null> {
  const beside = (name: string): string => joinPath(folderOf(path), name);
  for (const name of role.before) {
    if ((await look.read(beside(name))).kind !== 'absent') return null;
  }
  const found = await look.first(role.partners.map(beside));
  return found === 'closed' ? null : found;
}

/**
 * The folder of the first of the compose files that a dev container names, if this file is among them: Compose starts
 * there with all of them. A file that Compose finds by itself is asked about only where dev containers keep theirs.
 */
async function findBase(path: string, role: ComposeFileRole | null, look: Look): Promise<string | null> {
  const own = folderOf(path);
  for (const candidate of devcontainersNear(path, role)) {
    const read = await look.read(candidate);
    if (read.kind !== 'text') continue;
    const named = readComposeFileNames(read.text).map((name) =>
      joinPath(folderOf(candidate), name.replace(/\\/g, '/')),
    );
    const [first] = named;
    if (first !== undefined && named.includes(path)) return pathBetween(own, folderOf(first)) || null;
  }
  return null;
}

/** The dev containers that may name a compose file: those beside it, or below the project whose file it is. */
function devcontainersNear(path: string, role: ComposeFileRole | null): string[] {
  const own = folderOf(path);
  const beside = joinPath(own, 'devcontainer.json');
  if (nameOf(own) === settingsFolder) return [beside];
  const above = folderOf(own);
  if (nameOf(above) === settingsFolder) return [beside, joinPath(above, 'devcontainer.json')];
  if (role !== null) return [];
  return [`${settingsFolder}/devcontainer.json`, `${settingsFolder}.json`].map((name) => joinPath(own, name));
}
