import fc from 'fast-check';

/** A source of a bind mount, and one way to write it in YAML. */
export interface WrittenSource {
  readonly value: string;
  readonly style: 'plain' | 'single' | 'double';
  /** The source as it stands in the file, without quotes. */
  readonly raw: string;
}

const starts = ['./', '../', '/', '~/', 'C:\\', 'd:/', '\\\\nas\\'];
const tame = ['a', 'Z', '9', '-', '_', '.', '/', 'é', 'ß', '日', '𝒳', '😀'];
const wild = [...tame, ' ', '\\', "'", '"', '#', ',', '[', '}', '&', '*', '!', '%', '@', '?', '\t'];

function source(units: readonly string[]): fc.Arbitrary<string> {
  const rest = fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 12 });
  // A blank at the end would belong to the YAML of a plain scalar, not to the source.
  return fc.tuple(fc.constantFrom(...starts), rest).map(([start, end]) => `${start}${end}x`);
}

/** One of the ways in which YAML 1.2 §5.7 lets a character stand between double quotes. */
function escaped(character: string, choice: number): string {
  const code = character.codePointAt(0)!;
  const hex = (width: number): string => code.toString(16).padStart(width, '0');
  const short: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\t': '\\t', '/': '\\/', ' ': '\\ ' };
  const ways = [
    character === '\\' || character === '"' ? undefined : character,
    short[character],
    code <= 0xff ? `\\x${hex(2)}` : undefined,
    code <= 0xffff ? `\\u${hex(4)}` : undefined,
    `\\U${hex(8).toUpperCase()}`,
  ].filter((way) => way !== undefined);
  return ways[choice % ways.length]!;
}

const plain = source(tame).map((value): WrittenSource => ({ value, style: 'plain', raw: value }));
const single = source(wild).map((value): WrittenSource => ({ value, style: 'single', raw: value.replace(/'/g, "''") }));
const double = fc
  .tuple(source(wild), fc.array(fc.nat(4), { minLength: 40, maxLength: 40 }))
  .map(([value, choices]): WrittenSource => ({
    value,
    style: 'double',
    raw: Array.from(value, (character, index) => escaped(character, choices[index]!)).join(''),
  }));

export const writtenSources = fc.oneof(plain, single, double);

/** A scalar in the quotes of its source. */
export function inQuotes(style: WrittenSource['style'], raw: string): string {
  return { plain: raw, single: `'${raw}'`, double: `"${raw}"` }[style];
}
