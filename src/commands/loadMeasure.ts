import type * as Measure from '../projects/measure';

/** Loads what measures drives, from its own bundle: few sessions ever do. */
export function loadMeasure(): Promise<typeof Measure> {
  return import('../projects/measure');
}
