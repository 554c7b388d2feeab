import type * as Window from './window';

/** All that a window has: a bundle of its own, loaded once the editor had its turn, only from here. */
export function loadWindow(): Promise<typeof Window> {
  return import('./window');
}
