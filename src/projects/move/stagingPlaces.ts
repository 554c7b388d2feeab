import { folderOf, nameOf } from '../../mounts/slashPath';

/** Where a copy lies until it is whole: beside the destination, so that one rename brings it there. */
export interface StagingPlaces {
  readonly staging: string;
  /** The file that makes it ours. */
  readonly mark: string;
  readonly files: string;
  readonly journal: string;
}

/** @param destination an absolute path of the distro */
export function stagingPlaces(destination: string): StagingPlaces {
  const staging = `${folderOf(destination)}/.${nameOf(destination)}.slipway-move`;
  return { staging, mark: `${staging}/move.json`, files: `${staging}/files`, journal: `${staging}/journal` };
}

/** What the mark of an unfinished copy says: whence and whither. */
export interface StagingMark {
  readonly version: 1;
  readonly source: string;
  readonly destination: string;
  readonly begun: string;
  readonly include: readonly string[];
  /** The folders above the destination that were not there before, the outermost first. */
  readonly made: readonly string[];
}

/** Reads a mark; null for what is none of ours. */
export function readMark(text: string): StagingMark | null {
  try {
    const read = JSON.parse(text) as Partial<StagingMark> | null;
    const { version, source, destination, begun, include, made } = read ?? {};
    if (version !== 1 || typeof source !== 'string' || typeof destination !== 'string') return null;
    if (typeof begun !== 'string' || !Array.isArray(include)) return null;
    return { version, source, destination, begun, include: include.filter(isText), made: (made ?? []).filter(isText) };
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
