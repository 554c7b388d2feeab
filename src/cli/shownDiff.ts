import { printable } from '../text/printable';
import type { Paint } from '../text/report/paint';

/** The diff of one file for people. */
export function shownDiff(diff: string, paint: Paint): string {
  return diff.replace(/.*\n/g, (text: string, offset: number) => {
    // A tab does no harm, and shows how the file is indented.
    const line = text
      .replace(/\r?\n$/, '')
      .split('\t')
      .map(printable)
      .join('\t');
    const isAboutFile = offset <= diff.indexOf('\n');
    const shade = isAboutFile || line.startsWith('@') ? 'dim' : line.startsWith('+') ? 'added' : 'removed';
    return `${/^[-+@]/.test(line) ? paint(line, shade) : line}\n`;
  });
}
