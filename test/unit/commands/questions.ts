import assert from 'node:assert/strict';
import type { Question } from '../../../src/commands/question';
import { inEnglish } from '../../../src/text/message';

/** A question as its user reads it, in English. */
export interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** Reads a question, and checks what holds for each: sentences are short, buttons say what is done. */
export function asked({ message, detail, choices }: Question<string>): Asked {
  const sentences = [message, ...detail].map(inEnglish);
  const templates = [message, ...detail].map(({ template }) => template);
  for (const template of templates) assert.ok(template.length < 140, template);
  for (const sentence of sentences) assert.doesNotMatch(sentence, /\{\d\}|[\u0000-\u001f]/);
  const buttons = choices.map(([, title]) => inEnglish(title));
  for (const button of buttons) assert.doesNotMatch(button, /^(?:yes|ok|repair|continue)$/i);
  return { message: inEnglish(message), detail: sentences.slice(1).join('\n'), buttons };
}
