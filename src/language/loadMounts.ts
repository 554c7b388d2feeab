import type * as Mounts from '../mounts';

/**
 * What reads texts. It is a bundle of its own (docs/adr/0020), loaded when the first file with mounts appears, and only from
 * here.
 */
export function loadMounts(): Promise<typeof Mounts> {
  return import('../mounts');
}
