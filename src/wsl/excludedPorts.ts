import type { Command, Output } from '../machine/command';
import { allLines, decodeConsoleText } from '../machine/decode';
import type { PortRange } from '../text/portRange';

/** The reserved ports of TCP, and what was printed, as evidence. */
export interface ExcludedPorts {
  /** Null where the output is not of the form that is known. */
  readonly ranges: readonly PortRange[] | null;
  readonly evidence: string;
}

/** Asks Windows which ports of TCP it keeps from programs, mostly for Hyper-V. It needs no elevation. */
export function queryExcludedPorts(): Command<ExcludedPorts> {
  return {
    program: 'netsh',
    args: ['interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp'],
    parse: parseExcludedPorts,
  };
}

/**
 * Reads the table by its form, since every word in it is translated: two groups of dashes, below them two numbers a line. A
 * range with an asterisk was excluded by an administrator: it is kept from being handed out, and whoever names one of its
 * ports gets it. That is how people keep a port for Docker (docker/for-win#3171).
 */
export function parseExcludedPorts({ exitCode, stdout }: Output): ExcludedPorts {
  const evidence = decodeConsoleText(stdout);
  return { ranges: exitCode === 0 ? readTable(allLines(evidence)) : null, evidence };
}

function readTable(lines: readonly string[]): PortRange[] | null {
  const rule = lines.findIndex((line) => /^\s*-+\s+-+\s*$/.test(line));
  if (rule < 0) return null;
  const ranges: PortRange[] = [];
  for (const line of lines.slice(rule + 1)) {
    if (line.trim() === '') continue;
    const [, from, to, mark] = /^\s*(\d{1,5})\s+(\d{1,5})\s*(\*?)\s*$/.exec(line) ?? [];
    // What the asterisk means stands at the end: without it the table is not whole.
    if (from === undefined) return /^\s*\*/.test(line) ? ranges : null;
    const [first, last] = [Number(from), Number(to)];
    if (first > last || last > 65_535) return null;
    if (mark === '') ranges.push({ first, last });
  }
  return null;
}
