import { composeFilesOf, composeFilesOfDevcontainer, projectOf } from './compose/findProject';
import { extendedFiles, includedProjects, isFileBeside, type ComposeProject } from './compose/references';
import { isDevcontainerFile } from './devcontainerFileNames';
import { readDotenv } from './dotenv';
import type { Related } from './related';
import { folderOf, joinPath, nameOf } from './slashPath';

/** A compose file that another file names: its own name need not tell what it is. */
export interface NamedFile {
  readonly path: string;
  /** The project in which it is read there. */
  readonly project: ComposeProject;
}

/** The name of the file in which Compose looks for variables, and which may name compose files. */
export const envFileName = '.env';

/** The compose files that a file names: those that it includes, extends, or is laid over. */
export function filesNamedBy(path: string, text: string, { compose }: Related): NamedFile[] {
  if (nameOf(path) === envFileName) {
    return inProject(composeFilesOf(readDotenv(text), folderOf(path)) ?? [], joinPath(folderOf(path), envFileName));
  }
  if (isDevcontainerFile(path)) return inProject(composeFilesOfDevcontainer(path, text), null);
  if (!compose?.parsed || !compose.project) return [];
  const { documents } = compose.parsed;
  const { project } = compose;
  const included = includedProjects(documents, path, project).flatMap((other) =>
    other.files.map((file) => ({ path: file, project: other })),
  );
  const extended = extendedFiles(documents)
    .filter(isFileBeside)
    .map((name) => joinPath(folderOf(path), name.replace(/\\/g, '/')))
    // The variables are those of whoever extends it, its relative paths start at its own folder.
    .map((file) => ({ path: file, project: { ...project, files: [file], folder: folderOf(file) } }));
  return [...project.files.map((file) => ({ path: file, project })), ...included, ...extended];
}

function inProject(files: readonly string[], envFile: string | null): NamedFile[] {
  const project = projectOf(files, new Map());
  const envFiles = [...new Set([...(envFile === null ? [] : [envFile]), ...project.envFiles])];
  return files.map((path) => ({ path, project: { ...project, envFiles } }));
}
