import type { Command, Output } from '../machine/command';
import { allLines, decodeText } from '../machine/decode';
import { explainFailure, outputEvidence } from './failure';
import type { Parsed } from './problem';
import { wslCommand } from './wslCommand';

/** A distro that Microsoft's list offers. */
export interface OnlineDistro {
  /** What `wsl --install` takes. */
  readonly name: string;
  /** How people call it. */
  readonly title: string;
}

/** `wsl --list --online`: asks Microsoft's list, or the one an administrator has set, over the network. Starts nothing. */
export function listOnline(): Command<Parsed<readonly OnlineDistro[]>> {
  return wslCommand(['--list', '--online'], parseOnline);
}

/**
 * Reads the table of `--list --online`: sentences in some language, an empty line, a heading of two columns, and a row for
 * each distro. Names that are no plain word are left out: they are typed into a terminal.
 */
export function parseOnline(output: Output, command: string): Parsed<readonly OnlineDistro[]> {
  if (output.exitCode !== 0) return { ok: false, problem: explainFailure(output, command) };
  const lines = allLines(decodeText(output.stdout));
  const [heading = '', ...rows] = lines.slice(lines.indexOf('') + 1);
  const column = /^\S+ {2,}(?=\S)/.exec(heading)?.[0].length;
  const distros =
    column === undefined
      ? []
      : rows
          .map((row) => ({ name: row.slice(0, column).trim(), title: row.slice(column).trim() }))
          .filter(({ name }) => /^[A-Za-z0-9._][A-Za-z0-9._-]*$/.test(name));
  if (distros.length === 0) {
    return { ok: false, problem: { kind: 'unreadableOutput', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: distros };
}
