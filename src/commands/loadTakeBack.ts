import type * as TakeBack from './takeBack';

/** What takes a move back: a bundle of its own, loaded when somebody calls for it, only from here. */
export function loadTakeBack(): Promise<typeof TakeBack> {
  return import('./takeBack');
}
