import fc from 'fast-check';

export interface TableRow {
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly isDefault: boolean;
}

/** The table of `wsl -l -v`: widths count UTF-16 units, the name's column is four wider than the longest of them. */
export function tableText(rows: readonly TableRow[], nameHeader = 'NAME'): string {
  const width = Math.max(4, ...rows.map(({ name }) => name.length), nameHeader.length) + 4;
  const line = (marker: string, name: string, state: string, version: string | number): string =>
    `${marker} ${name.padEnd(width)}${state.padEnd(16)}${version}\r\n`;
  return (
    line(' ', nameHeader, 'STATE', 'VERSION') +
    rows.map(({ name, state, version, isDefault }) => line(isDefault ? '*' : ' ', name, state, version)).join('')
  );
}

const words = ['Running', 'Stopped', 'NAME', '2', ' ', '  ', 'Ubuntu-24.04', '開発', '环境', 'Тест', '한글', '🐧', 'é'];

/**
 * Names as a registry edit could make them: words of the table, digits, blanks, any script. Blanks at the end cannot be
 * told from the padding, and control characters would end the line.
 */
export const distroName: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...words),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.string({ minLength: 1, maxLength: 20 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts
      .join('')
      .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/gu, '')
      .replace(/ +$/, ''),
  )
  .filter((name) => name.trim() !== '');
