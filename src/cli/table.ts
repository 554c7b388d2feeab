import { countText } from '../text/count';
import { displayWidth } from '../text/displayWidth';

/** A cell that takes more columns of the terminal stands out of its table, which would be all blanks otherwise. */
const widest = 60;

/** Rows in columns, parted by two blanks. Cells of the last column are not padded. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => {
      const width = displayWidth(row[column] ?? '');
      return width > widest ? most : Math.max(most, width);
    }, 0),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** "no files", "1 file", "2,000 files". */
export function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : countText(number, 'en')} ${noun}${number === 1 ? '' : 's'}`;
}
