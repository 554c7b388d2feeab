import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageKey, ownMessages } from './own';

/** Gives sentences in one language; placeholders are filled in the order they stand, as the real program does. */
export class Speaker {
  private readonly sentences: Partial<Record<string, string>>;

  constructor(messagesFolder: string, language: string) {
    this.sentences = load(messagesFolder, language) ?? load(messagesFolder, 'en-US') ?? {};
  }

  say(key: MessageKey, ...values: (string | number)[]): string {
    return fill(this.sentences[key] ?? ownMessages[key], ...values);
  }
}

/** Fills `{}` placeholders from left to right. */
export function fill(sentence: string, ...values: (string | number)[]): string {
  let next = 0;
  return sentence.replace(/\{\}/g, () => String(values[next++] ?? ''));
}

function load(folder: string, language: string): Record<string, string> | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, string>;
  } catch {
    return undefined;
  }
}
