import type { Message } from '../text/message';

export { nameList } from '../text/nameList';

/** A modal question, before somebody translates and asks it. Cancelling is always possible and does nothing. */
export interface Question<Choice extends string> {
  readonly message: Message;
  /** What will happen: a paragraph each. */
  readonly detail: readonly Message[];
  /** What may be chosen, with the button that says it, the first as default. */
  readonly choices: readonly (readonly [Choice, Message])[];
}
