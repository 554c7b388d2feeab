import fc from 'fast-check';

/** A text, and one of the ways in which RFC 8259 §7 lets it stand between the quotes of a JSON string. */
export interface WrittenJson {
  readonly value: string;
  readonly raw: string;
}

function escaped(character: string, choice: number): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const short: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '/': '\\/', '\t': '\\t', '\n': '\\n' };
  const ways = [
    /["\\\t\n]/.test(character) ? undefined : character,
    short[character],
    units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join(''),
    units.map((unit) => `\\u${unit.toString(16).padStart(4, '0').toUpperCase()}`).join(''),
  ].filter((way) => way !== undefined);
  return ways[choice % ways.length]!;
}

/** Sources of bind mounts that hold neither colons nor commas beyond the drive's, so that every syntax takes them. */
export const writtenPaths: fc.Arbitrary<WrittenJson> = fc
  .tuple(
    fc.constantFrom('/', './', 'C:\\', 'd:/', '\\\\nas\\'),
    fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '/', '\\', "'", '#', 'é', '日', '𝒳', '😀', '\t'), maxLength: 10 }),
    fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }),
  )
  .map(([start, rest, choices]) => {
    const value = `${start}${rest}x`;
    return { value, raw: Array.from(value, (character, index) => escaped(character, choices[index]!)).join('') };
  });
