import type * as Resources from './resources';

/** The commands of limits, disks and of what a drive costs: a bundle of its own, loaded when somebody calls for one of them first, only from here. */
export function loadResources(): Promise<typeof Resources> {
  return import('./resources');
}
