import type * as Handlers from './handlers';

/** What the commands do: a bundle of its own, loaded when somebody calls for one of them first, only from here. */
export function loadHandlers(): Promise<typeof Handlers> {
  return import('./handlers');
}
