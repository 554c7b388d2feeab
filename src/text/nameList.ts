import { printable } from './printable';

const namesAtMost = 6;

/** Names from the machine for a sentence: the first ones, and none that could forge a line. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, namesAtMost).map(printable).join(', ');
  return names.length > namesAtMost ? `${shown}, … (+${names.length - namesAtMost})` : shown;
}
