import { isMinusOne, type Command, type Output } from '../machine/command';
import { decodeText, nonEmptyLines } from '../machine/decode';
import { explainFailure, outputEvidence } from './failure';
import { wslCommand } from './wslCommand';
import type { Parsed, WslProblem } from './problem';

/** `unknown` is a word this product does not know, or a state nobody could ask for. */
export const distroStates = [
  'running',
  'stopped',
  'installing',
  'uninstalling',
  'converting',
  'exporting',
  'unknown',
] as const;
export type DistroState = (typeof distroStates)[number];

/** A row of `wsl -l -v`. */
export interface ListedDistro {
  readonly name: string;
  readonly state: DistroState;
  readonly wslVersion: 1 | 2;
  readonly isDefault: boolean;
}

export interface DistroList {
  readonly distros: readonly ListedDistro[];
  /** Windows Admin Protection may hide the distros of the other account. */
  readonly otherAccount: boolean;
  /**
   * Null for a table. "No distro" is a failed call whose text nobody can read in all languages: this is what it means
   * when nothing else confirms that there is none.
   */
  readonly failure: WslProblem | null;
}

/** `wsl -l -v`: every distro with state and version. Starts nothing. */
export function listDistros(): Command<Parsed<DistroList>> {
  return wslCommand(['-l', '-v'], parseDistroList);
}

/** `wsl -l -q`: the names of the distros that are not being installed, converted, exported or removed. */
export function listNames(): Command<Parsed<readonly string[]>> {
  return wslCommand(['-l', '-q'], parseNames);
}

/** Reads the table of `wsl -l -v`. */
export function parseDistroList(output: Output, command: string): Parsed<DistroList> {
  if (output.exitCode !== 0) return readFailedList(output, command);
  const [header, ...rows] = nonEmptyLines(decodeText(output.stdout));
  const stateColumn = header === undefined ? null : findStateColumn(header);
  const distros = rows.map((row) => readRow(row, stateColumn)).filter((distro) => distro !== null);
  // Without any distro wsl.exe fails, so a table without rows is none.
  if (distros.length === 0 || distros.length < rows.length) {
    return { ok: false, problem: { kind: 'unreadableOutput', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: { distros, otherAccount: false, failure: null } };
}

/** No distro at all is a failure to wsl.exe, with a text of its own; only very old ones put a code behind it. */
function readFailedList(output: Output, command: string): Parsed<DistroList> {
  const text = decodeText(output.stdout);
  const problem = explainFailure(output, command);
  const plainText = problem.kind === 'unexpectedExit' && isMinusOne(output.exitCode) && isText(text);
  if (plainText || problem.kind === 'noDefaultDistro') {
    return { ok: true, value: { distros: [], otherAccount: text.includes('aka.ms/apdevguide'), failure: problem } };
  }
  return { ok: false, problem };
}

function isText(text: string): boolean {
  return /\S/.test(text) && !/[\0\uFFFD]/.test(text);
}

/** Reads the names of `wsl -l -q`: nothing printed and exit 0 means none. */
export function parseNames(output: Output, command: string): Parsed<readonly string[]> {
  if (output.exitCode !== 0) return { ok: false, problem: explainFailure(output, command) };
  return { ok: true, value: nonEmptyLines(decodeText(output.stdout)) };
}

/**
 * Where the states begin in each row; null where the header has not three words. The words themselves are not looked
 * at: an older WSL translates them.
 */
function findStateColumn(header: string): number | null {
  return /^( {2}\S+ +)\S+ +\S+ *$/.exec(header)?.[1]?.length ?? null;
}

/**
 * Reads one row: the name by the header's column, since it may hold blanks or even a state's word; where the header does
 * not help, from the right end.
 */
function readRow(row: string, stateColumn: number | null): ListedDistro | null {
  const marker = row.slice(0, 2);
  if (marker !== '* ' && marker !== '  ') return null;
  const cells = stateColumn === null ? splitFromRight(row) : splitAtColumn(row, stateColumn);
  if (!cells?.name || !/^[12]$/.test(cells.version)) return null;
  const { name, state, version } = cells;
  return { name, state: readState(state), wslVersion: version === '1' ? 1 : 2, isDefault: marker === '* ' };
}

interface Cells {
  readonly name: string;
  readonly state: string;
  readonly version: string;
}

/** A translated state may be more than one word; the version is the last one. */
function splitAtColumn(row: string, stateColumn: number): Cells | null {
  if (row.charAt(stateColumn - 1) !== ' ' || row.charAt(stateColumn) === ' ') return splitFromRight(row);
  const words = row.slice(stateColumn).trimEnd().split(/ +/);
  const version = words.pop() ?? '';
  return words.length === 0 ? null : { name: trimPadding(row.slice(2, stateColumn)), state: words.join(' '), version };
}

function splitFromRight(row: string): Cells | null {
  const words = row.slice(2).trimEnd().split(/( +)/);
  if (words.length < 5) return null;
  const [state = '', , version = ''] = words.slice(-3);
  return { name: words.slice(0, -4).join(''), state, version };
}

/** Blanks in front belong to the name; those behind it cannot be told from the padding. */
function trimPadding(cell: string): string {
  let end = cell.length;
  while (cell.charAt(end - 1) === ' ') end -= 1;
  return cell.slice(0, end);
}

function readState(word: string): DistroState {
  return distroStates.find((state) => state === word.toLowerCase()) ?? 'unknown';
}
