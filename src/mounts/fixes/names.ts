import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import type { ClassifiedMount } from '../mount';
import type { FileFacts } from '../rules/rule';

/** A longer name for a volume of one letter, and its declaration. Under the short one it never held anything. */
export function longerNameFix({ text, services, kind }: ClassifiedMount, { editing }: FileFacts): Fix | null {
  if (!text || kind !== 'compose-short') return null;
  const letter = text.part(0, 1);
  const name = `${letter.value}_${nameFor(text.value) || nameFor(services[0] ?? '') || 'data'}`;
  const newText = letter.write(name);
  const declared = editing?.declareVolume(name);
  if (newText === null || !declared || !/^[a-z]$/i.test(letter.value)) return null;
  return {
    title: message('Name it {0}', name),
    safe: false,
    cures: true,
    edits: [{ range: letter.range, newText }, ...declared],
  };
}

/** A word of the target that says what the volume is for. */
function nameFor(target: string): string {
  return (target.replace(/:\w+$/, '').split('/').at(-1) ?? '').replace(/[^A-Za-z0-9_.-]+/g, '_');
}
