import type { Message } from '../text/message';
import { printable } from '../text/printable';

/** A modal question, before somebody translates and asks it. Cancelling is always possible and does nothing. */
export interface Question<Choice extends string> {
  readonly message: Message;
  /** What will happen: a paragraph each. */
  readonly detail: readonly Message[];
  /** What may be chosen, with the button that says it, the first as default. */
  readonly choices: readonly (readonly [Choice, Message])[];
}

const namesAtMost = 6;

/** Names from the machine for a sentence: the first ones, and none that could forge a line. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, namesAtMost).map(printable).join(', ');
  return names.length > namesAtMost ? `${shown}, … (+${names.length - namesAtMost})` : shown;
}
