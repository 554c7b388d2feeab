import { plainText } from '../../../../src/mounts/readers/scalarText';
import type { Dialect } from '../../../../src/mounts/shell/dialect';
import type { Step } from '../../../../src/mounts/shell/word';
import { nothingKnown, wordText } from '../../../../src/mounts/shell/wordText';

/** The words of each command, as the program gets them; expressions stay as they are written. */
export function commandsOf(text: string, dialect: Dialect): string[][] {
  const outer = plainText(text);
  return dialect
    .split(text, 0, text.length)
    .filter((step): step is Extract<Step, { kind: 'command' }> => step.kind === 'command')
    .map(({ words }) => words.map((word) => wordText(word, outer, nothingKnown, dialect).value))
    .filter((words) => words.length > 0);
}
