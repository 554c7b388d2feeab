import type { Place } from '../../src/mounts/mount';

/** The one in the middle; of an even number the slower of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Milliseconds of processor time of this thread: other programs do not count, be the machine as busy as it is. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Where all rules have something to say: a project on a Windows drive. */
export function placeOnDrive(file: string): Place {
  const folder = { kind: 'windows', path: 'C:\\work' } as const;
  return { file, folder, project: folder, side: null, automountRoot: '/mnt/', variables: new Map() };
}
