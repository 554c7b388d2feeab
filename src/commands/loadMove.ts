import type * as Move from '../projects/move';

/** Loads what moves projects, from its own bundle: few sessions ever do. */
export function loadMove(): Promise<typeof Move> {
  return import('../projects/move');
}
