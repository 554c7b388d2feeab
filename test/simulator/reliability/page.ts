import { faultIds, faults, type FaultId } from './faults';
import { operations as all, type Operation } from './operations';

/** The lines between which a page has what a program made. */
type Marks = readonly [begin: string, end: string];

const faultMarks: Marks = ['<!-- faults: made by npm run reliability -->', '<!-- faults end -->'];
export const soakMarks: Marks = ['<!-- soak: made by npm run soak -->', '<!-- soak end -->'];

/** The page with that part of it made anew. */
export function between(page: string, [begin, end]: Marks, text: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/reliability.md has no ${begin}`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

/** The page with its table of faults made anew. */
export function pageWith(
  page: string,
  rows: readonly Operation[],
  outcomeOf: (operation: string, fault: FaultId) => string,
): string {
  return between(page, faultMarks, table(rows, outcomeOf));
}

/** What the page tells of each cell, by `operation/fault`, as `pageWith` was given it: whoever tries one row has not forgotten the others. */
export function outcomesOn(page: string): ReadonlyMap<string, string> {
  const part = page.split(faultMarks[0])[1]?.split(faultMarks[1])[0] ?? '';
  const notes = new Map([...part.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number, text]) => [number!, text!]));
  const [header = [], , ...rows] = part
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const found = new Map<string, string>();
  for (const row of rows) {
    const operation = all.find(({ title }) => title === row[1]);
    for (const fault of faultIds) {
      const cell = row[header.indexOf(faults[fault].title)];
      if (!operation || !cell || cell.startsWith('cannot be')) continue;
      const number = /^told \[(\d+)\]$/.exec(cell)?.[1];
      found.set(`${operation.id}/${fault}`, number === undefined ? cell : notes.get(number)!);
    }
  }
  return found;
}

/** Reasons and sentences stand below the table, each once, by their number. */
class Notes {
  private readonly texts: string[] = [];

  of(text: string): string {
    if (!this.texts.includes(text)) this.texts.push(text);
    return `[${this.texts.indexOf(text) + 1}]`;
  }

  get lines(): string[] {
    return this.texts.map((text, index) => `${index + 1}. ${text}`);
  }
}

const isShort = (outcome: string): boolean =>
  /^(?:`[^`]*`|done|taken up again)(?: \/ (?:`[^`]*`|done))*$/.test(outcome);

function table(operations: readonly Operation[], outcomeOf: (operation: string, fault: FaultId) => string): string {
  const notes = new Notes();
  const rows = operations.map(({ id, title, cannot }) => {
    const cells = faultIds.map((fault) => {
      const reason = cannot?.[fault];
      if (reason !== undefined) return `cannot be ${notes.of(reason)}`;
      const outcome = outcomeOf(id, fault);
      return isShort(outcome) ? outcome : `told ${notes.of(plain(outcome))}`;
    });
    return `| ${[title, ...cells].join(' | ')} |`;
  });
  const header = ['operation', ...faultIds.map((fault) => faults[fault].title)];
  return [
    `| ${header.join(' | ')} |`,
    `| ${header.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    ...notes.lines,
    ...untried(operations),
  ].join('\n');
}

/** What of `npm run reliability` is not in the table, since not all of it was tried here and found right. */
function untried(shown: readonly Operation[]): string[] {
  const rest = all.filter((each) => !shown.includes(each)).map(({ title }) => title);
  return rest.length === 0 ? [] : ['', `Not yet tried under all of them and found right: ${rest.join('; ')}.`];
}

/** A sentence as it was told, without what differs from run to run. */
function plain(text: string): string {
  return text
    .replace(/\d+ s\b/g, '… s')
    .replace(/[\w-]{36}/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}
