/** The folder in which a project keeps its dev containers. */
export const settingsFolder = '.devcontainer';

const fileName = /^\.?devcontainer\.json$/i;
const filePath = /(?:^|\/)(?:\.devcontainer\.json|\.devcontainer\/(?:[^/]+\/)?devcontainer\.json)$/i;

/** Where the dev container tools look for their file below a project, as globs for those who search without case. */
export const devcontainerFilePatterns: readonly string[] = [
  `${settingsFolder}.json`,
  `${settingsFolder}/devcontainer.json`,
  `${settingsFolder}/*/devcontainer.json`,
];

/** Whether the tools would find a file with this path, with slashes. */
export function isDevcontainerPath(path: string): boolean {
  return filePath.test(path);
}

/** Whether a file is a dev container's by its name, wherever it is. The path may have slashes or backslashes. */
export function isDevcontainerFile(path: string): boolean {
  return fileName.test(segmentsOf(path).at(-1) ?? '');
}

/**
 * The way from a file's folder to the one that its relative paths start at: for a dev container, and for what an editor or
 * an assistant keeps in a folder of its own, the project's.
 */
export function wayToBase(path: string): '' | '..' | '../..' {
  const [own, above] = segmentsOf(path).slice(0, -1).reverse();
  if (/^\.(?:vscode|cursor|claude)$/i.test(own ?? '') && /\.json$/i.test(path)) return '..';
  if (!isDevcontainerFile(path) && !isFeature(path)) return '';
  if (isSettingsFolder(own)) return '..';
  return isSettingsFolder(above) ? '../..' : '';
}

/** The file's path below that folder, with slashes. */
export function pathFromBase(path: string): string {
  const folders = { '': 0, '..': 1, '../..': 2 }[wayToBase(path)];
  return segmentsOf(path)
    .slice(-1 - folders)
    .join('/');
}

function isFeature(path: string): boolean {
  return /^devcontainer-feature\.json$/i.test(segmentsOf(path).at(-1) ?? '');
}

function isSettingsFolder(name: string | undefined): boolean {
  return name?.toLowerCase() === settingsFolder;
}

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]/);
}
