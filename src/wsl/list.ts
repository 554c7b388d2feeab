import { isMinusOne, type Command, type Output } from '../machine/command';
import { decodeText, nonEmptyLines } from '../machine/decode';
import { explainFailure, findErrorCode, outputEvidence } from './failure';
import { wslCommand } from './wslCommand';
import type { Parsed } from './problem';

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

/** All distros, or none; `otherAccount` is set when Windows Admin Protection may hide those of the other account. */
export interface DistroList {
  readonly distros: readonly ListedDistro[];
  readonly otherAccount: boolean;
}

/** `wsl -l -v`: every distro with state and version. Starts nothing. */
export function listDistros(): Command<Parsed<DistroList>> {
  return wslCommand(['-l', '-v'], parseDistroList);
}

/** `wsl -l -q --running`: the names of the running distros, the right probe before anything inside one is touched. */
export function listRunning(): Command<Parsed<readonly string[]>> {
  return wslCommand(['-l', '-q', '--running'], parseNames);
}

/** `wsl -l -q`: the names of the distros that are not being installed, converted, exported or removed. */
export function listNames(): Command<Parsed<readonly string[]>> {
  return wslCommand(['-l', '-q'], parseNames);
}

/** Reads the table of `wsl -l -v`. */
export function parseDistroList(output: Output, command: string): Parsed<DistroList> {
  const text = decodeText(output.stdout);
  const lines = nonEmptyLines(text);
  if (output.exitCode !== 0) {
    const problem = explainFailure(output, command);
    // No distro at all is a failure to wsl.exe, with a text of its own and no code line.
    if (problem.kind === 'unexpectedExit' && isMinusOne(output.exitCode) && lines.length > 0 && !findErrorCode(text)) {
      return { ok: true, value: { distros: [], otherAccount: text.includes('aka.ms/apdevguide') } };
    }
    return { ok: false, problem };
  }
  const [header, ...rows] = lines;
  const columns = header === undefined ? null : readHeader(header);
  const distros = rows.map((row) => readRow(row, columns));
  if (header === undefined || distros.some((distro) => distro === null)) {
    return { ok: false, problem: { kind: 'unreadableOutput', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: { distros: distros.filter((distro) => distro !== null), otherAccount: false } };
}

/** Reads the names of `wsl -l -q`: nothing printed and exit 0 means none. */
export function parseNames(output: Output, command: string): Parsed<readonly string[]> {
  if (output.exitCode !== 0) return { ok: false, problem: explainFailure(output, command) };
  return { ok: true, value: nonEmptyLines(decodeText(output.stdout)) };
}

interface Columns {
  readonly state: number;
  readonly version: number;
}

/** Where the columns begin. The words are not looked at: an older WSL translates them. */
function readHeader(header: string): Columns | null {
  const match = /^( {2}\S+\s+)(\S+\s+)\S+\s*$/.exec(header);
  if (!match?.[1] || !match[2]) return null;
  return { state: match[1].length, version: match[1].length + match[2].length };
}

/**
 * Reads one row: by the header's columns, since a name may hold blanks or even a state's word; where the header does
 * not help, from the right end.
 */
function readRow(row: string, columns: Columns | null): ListedDistro | null {
  const marker = row.slice(0, 2);
  if (marker !== '* ' && marker !== '  ') return null;
  const cut =
    columns && row.charAt(columns.state - 1) === ' ' && row.charAt(columns.version - 1) === ' '
      ? [row.slice(2, columns.state), row.slice(columns.state, columns.version), row.slice(columns.version)]
      : /^.{2}(.+?)\s+(\S+)\s+(\S+)\s*$/.exec(row)?.slice(1);
  const [name = '', state = '', version = ''] = (cut ?? []).map((cell) => cell.trim());
  if (name === '' || !/^\S+$/.test(state) || !/^[12]$/.test(version)) return null;
  return { name, state: readState(state), wslVersion: version === '1' ? 1 : 2, isDefault: marker === '* ' };
}

function readState(word: string): DistroState {
  return distroStates.find((state) => state === word.toLowerCase()) ?? 'unknown';
}
