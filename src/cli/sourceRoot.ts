import { dirname, isAbsolute, parse, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rootId, type ArtifactLocation } from '../text/report/sarif';
import { slashed } from './sourceFiles';

/**
 * The folder from which the files of a call are named for other programs: this one where all that the call names lies below
 * it, else the nearest that holds all of it.
 */
export class SourceRoot {
  readonly folder: string;
  private readonly named: readonly string[];

  /**
   * @param operands the paths of the call; none stands for this folder
   * @param files the names under which the files that were read are shown
   */
  constructor(operands: readonly string[], files: readonly string[]) {
    const here = process.cwd();
    const read = new Set(files.map((file) => resolve(file)));
    this.named = operands.length > 0 ? operands.map((operand) => resolve(operand)) : [here];
    const folders = this.named.map((path) => (read.has(path) ? dirname(path) : path));
    this.folder = folders.every((folder) => isBelow(folder, here)) ? here : commonFolder(folders);
  }

  /** The folder's address, with a slash at its end. */
  get address(): string {
    return pathToFileURL(this.folder).href.replace(/\/?$/, '/');
  }

  /** The way to a file that is shown under a name; its path where there is none. */
  wayTo(file: string): string {
    const path = resolve(file);
    return isBelow(path, this.folder) ? slashed(relative(this.folder, path)) : slashed(path);
  }

  /** The file for those who read addresses: relative to the folder where it lies below. */
  locate(file: string): ArtifactLocation {
    const way = this.wayTo(file);
    if (isAbsolute(way)) return { uri: pathToFileURL(way).href };
    return { uri: way.split('/').map(encodeURIComponent).join('/'), uriBaseId: rootId };
  }

  /** Whether the call speaks of a file, be it there or not. */
  covers(way: string): boolean {
    const path = resolve(this.folder, way);
    return this.named.some((named) => isBelow(path, named));
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
}

/** The root of the first where they have nothing in common. */
function commonFolder(folders: readonly string[]): string {
  const [first = process.cwd()] = folders;
  const { root } = parse(first);
  const parts = first
    .slice(root.length)
    .split(sep)
    .filter((part) => part !== '');
  for (let count = parts.length; count > 0; count -= 1) {
    const folder = root + parts.slice(0, count).join(sep);
    if (folders.every((each) => isBelow(each, folder))) return folder;
  }
  return root;
}
