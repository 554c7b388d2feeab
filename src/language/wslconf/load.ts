import type * as Wslconf from '../../wslconf';

/** What knows .wslconfig and wsl.conf. It is a bundle of its own, loaded when the first of them appears, and only from here. */
export function loadWslconf(): Promise<typeof Wslconf> {
  return import('../../wslconf');
}
