import type * as Doctor from '../doctor';

/** The doctor. It is a bundle of its own (docs/adr/0035), loaded when somebody calls it, and only from here. */
export function loadDoctor(): Promise<typeof Doctor> {
  return import('../doctor');
}
