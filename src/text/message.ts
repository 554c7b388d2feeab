/** A sentence for people, not yet translated: an English template with `{0}`-style placeholders, and what fills them. */
export interface Message {
  readonly template: string;
  readonly args: readonly string[];
}

/** Turns a message into text in the reader's language. */
export type Translate = (message: Message) => string;

/**
 * Makes a message. The first argument must be a string literal: the test that compares the translations finds the
 * templates by reading the calls of this function.
 */
export function message(template: string, ...args: readonly (string | number)[]): Message {
  return { template, args: args.map(String) };
}

/** The message in English, the language of the templates. */
export const inEnglish: Translate = ({ template, args }) =>
  template.replace(/\{(\d+)\}/g, (placeholder, index: string) => args[Number(index)] ?? placeholder);
