import type { WslConfigFile } from '../../../src/wslconf/scan';

/** What a reading of a text by the reference comes to. */
export interface ReferenceReading {
  /** `section.key=value`; a `?` for the section below a damaged header. */
  readonly entries: readonly string[];
  readonly badLines: number;
}

const blank = /[ \t]*(?:#[^\n]*|\r?)(?=\n|$)/y;
const header = /[ \t]*\[([A-Za-z][A-Za-z0-9]*)\][ \t]*(?:#[^\n]*|\r?)(?=\n|$)/y;
const damagedHeader = /[ \t]*\[[A-Za-z]/y;
const keyAndEquals = /[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*/y;
const bareValue = /(?:[^"#\\\r\n]|\\["\\bnt]|\\\r?\n|"(?:[^"\\\r\n]|\\["\\bnt]|\\\r?\n)*")*/y;
const openQuotes = /"(?:[^"\\\r\n]|\\["\\bnt]|\\\r?\n)*/y;
const endOfValue = /(?:#[^\n]*|\r?)(?=\n|$)/y;

/**
 * Reads a text by the grammar of the reference (wsl.md §8.2), line by line with regular expressions: another way than the product's
 * scanner, which goes unit by unit. A CR that no LF follows is not spoken of there: no text with one comes here.
 */
export function readByReference(text: string, file: WslConfigFile): ReferenceReading {
  const entries: string[] = [];
  let [badLines, section, at] = [0, '', file === 'wslconfig' && text.startsWith('\uFEFF') ? 1 : 0];
  const match = (pattern: RegExp, from = at): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  while (at < text.length) {
    /** Where the line is at fault; null where it is not. */
    let fault: number | null = null;
    const [opened, entry] = [match(header), match(keyAndEquals)];
    if (match(blank)) {
      // Nothing is set.
    } else if (opened) section = opened[1] ?? '';
    else if (entry) {
      const from = at + entry[0].length;
      const written = match(bareValue, from)?.[0] ?? '';
      const end = from + written.length;
      if (match(endOfValue, end)) {
        entries.push(`${section}.${entry[1] ?? ''}=${valueOf(written)}`);
        at = end;
      } else fault = end + (match(openQuotes, end)?.[0].length ?? 0);
    } else {
      if (match(damagedHeader)) section = '?';
      fault = at;
    }
    if (fault !== null) {
      badLines += 1;
      if (file === 'wsl.conf') break;
    }
    const next = text.indexOf('\n', fault ?? at);
    at = next < 0 ? text.length : next + 1;
  }
  return { entries, badLines };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t' };

/** A value without its quotes, its escapes, its joined lines, and the blanks behind it that nothing protects. */
function valueOf(written: string): string {
  let isQuoted = false;
  // What is protected is carried through the trimming as a letter that stands for itself.
  const units = [...written.matchAll(/\\\r?\n|\\[^]|[^]/g)].flatMap(([unit]): [string, boolean][] => {
    if (/^\\\r?\n$/.test(unit)) return [];
    if (unit === '"') {
      isQuoted = !isQuoted;
      return [['', true]];
    }
    if (unit.length === 2) return [[escapes[unit[1] ?? ''] ?? unit[1] ?? '', true]];
    return [[unit, isQuoted || !/[ \t]/.test(unit)]];
  });
  return units
    .slice(0, units.findLastIndex(([, isKept]) => isKept) + 1)
    .map(([unit]) => unit)
    .join('');
}
