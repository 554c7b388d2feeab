/**
 * Folders as Explorer has to be given them. It cuts its command line at commas by itself, unless quotes stand around a path, and Node
 * puts them only around what has blanks. A path of Windows has no quotes in it.
 */
export function explorerArguments(folders: readonly string[]): string[] {
  return folders.map((folder) => `"${folder.replaceAll('"', '')}"`);
}
