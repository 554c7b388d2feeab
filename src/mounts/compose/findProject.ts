import { defaultComposeFileRole, type ComposeFileRole } from '../composeFileNames';
import { settingsFolder } from '../devcontainerFileNames';
import type { DotenvEntry } from '../dotenv';
import type { Look } from '../files';
import { readComposeFileNames } from '../readers/devcontainerFile';
import { folderOf, joinPath, nameOf } from '../slashPath';
import { isFileBeside, type ComposeProject } from './references';

/**
 * The files that Compose reads together with a compose file, as far as the files around it tell: a dev container that names
 * it, `COMPOSE_FILE` in a `.env`, or the name by which Compose finds it. Any other is read alone.
 */
export async function findProject(
  path: string,
  variables: ReadonlyMap<string, string>,
  look: Look,
): Promise<ComposeProject> {
  const role = defaultComposeFileRole(nameOf(path));
  const named = await namedByDevcontainer(path, role, look);
  if (named) return named;
  const byVariable = await namedByVariable(path, role, variables, look);
  if (byVariable) return byVariable;
  const files = role ? await pairOf(path, role, look) : [path];
  return projectOf(files, variables);
}

/** A project whose relative paths and `.env` start at the folder of its first file. */
export function projectOf(files: readonly string[], variables: ReadonlyMap<string, string>): ComposeProject {
  const folder = folderOf(files[0] ?? '');
  return { files, folder, envFiles: readsEnvFile(variables) ? [joinPath(folder, '.env')] : [] };
}

/** The compose files that a `.env` names, or an environment; null where it names none. */
export function composeFilesOf(
  entries: readonly Pick<DotenvEntry, 'name' | 'value'>[],
  folder: string,
): string[] | null {
  const valueOf = (wanted: string): string | undefined => entries.findLast(({ name }) => name === wanted)?.value;
  const value = valueOf('COMPOSE_FILE');
  if (value === undefined || value === '') return null;
  const separator = valueOf('COMPOSE_PATH_SEPARATOR') ?? (value.includes(';') ? ';' : ':');
  const names = value.split(separator).map((name) => name.trim());
  return names.filter(isFileBeside).map((name) => joinPath(folder, name.replace(/\\/g, '/')));
}

function readsEnvFile(variables: ReadonlyMap<string, string>): boolean {
  return !/^(?:1|t|true)$/i.test(variables.get('COMPOSE_DISABLE_ENV_FILE') ?? '');
}

/** The other of a base file and its override as well. Of several base files Compose takes the first alone. */
async function pairOf(path: string, role: ComposeFileRole, look: Look): Promise<readonly string[]> {
  const beside = (name: string): string => joinPath(folderOf(path), name);
  for (const name of role.before) {
    if ((await look.read(beside(name))).kind !== 'absent') return [path];
  }
  const found = await look.first(role.partners.map(beside));
  if (found === null || found === 'closed') return [path];
  return role.kind === 'base' ? [path, found.path] : [found.path, path];
}

/** `COMPOSE_FILE` is read where Compose is called: in the folder of the file, or for one it would not find above that. */
async function namedByVariable(
  path: string,
  role: ComposeFileRole | null,
  variables: ReadonlyMap<string, string>,
  look: Look,
): Promise<ComposeProject | null> {
  if (!readsEnvFile(variables)) return null;
  const own = folderOf(path);
  for (const folder of role ? [own] : [own, folderOf(own)]) {
    const envFile = joinPath(folder, '.env');
    const read = await look.read(envFile);
    const files = read.kind === 'text' ? composeFilesOf(look.known.dotenv(envFile, read.text), folder) : null;
    if (!files) continue;
    if (files.includes(path)) {
      const project = projectOf(files, variables);
      return { ...project, envFiles: [...new Set([envFile, ...project.envFiles])] };
    }
    // It names others: nothing is laid over this one.
    if (folder === own) return projectOf([path], variables);
  }
  return null;
}

/**
 * The compose files that a dev container names, if this file is among them. A file that Compose finds by itself is asked
 * about only where dev containers keep theirs.
 */
async function namedByDevcontainer(
  path: string,
  role: ComposeFileRole | null,
  look: Look,
): Promise<ComposeProject | null> {
  for (const candidate of devcontainersNear(path, role)) {
    const read = await look.read(candidate);
    const files = read.kind === 'text' ? composeFilesOfDevcontainer(candidate, read.text) : [];
    if (files.includes(path)) return projectOf(files, new Map());
  }
  return null;
}

/** The compose files that a devcontainer.json names, by their paths. */
export function composeFilesOfDevcontainer(path: string, text: string): string[] {
  return readComposeFileNames(text)
    .filter(isFileBeside)
    .map((name) => joinPath(folderOf(path), name.replace(/\\/g, '/')));
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
