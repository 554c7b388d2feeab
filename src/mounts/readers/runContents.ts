import type { Mount } from '../mount';
import type { PublishedPort } from '../publishedPort';
import type { ParseProblem, ReadFile } from './readFile';

/** What calls of `docker run` ask for. */
export interface RunContents {
  readonly mounts: readonly Mount[];
  readonly ports: readonly PublishedPort[];
}

export const noContents: RunContents = { mounts: [], ports: [] };

/** As what a reader found in a file. */
export function asRead({ mounts, ports }: RunContents, errors: readonly ParseProblem[] = []): ReadFile {
  return { mounts, errors, ...(ports.length > 0 ? { ports: () => ports } : {}) };
}

export function together(contents: readonly RunContents[]): RunContents {
  return { mounts: contents.flatMap(({ mounts }) => mounts), ports: contents.flatMap(({ ports }) => ports) };
}
