import type { Command, Output } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';

/** A socket of TCP on Windows that waits for connections. */
export interface Listener {
  /** IPv6 in brackets. */
  readonly address: string;
  readonly port: number;
  readonly pid: number;
}

/** What listens on Windows; null where the output is not of the form that is known. It needs no elevation. */
export function queryListeners(): Command<readonly Listener[] | null> {
  return { program: 'netstat', args: ['-ano'], parse: parseListeners };
}

/**
 * Reads the lines by their form: the word for the state is translated, and what listens has 0 for the port of its other end.
 * Some program of Windows listens on every machine.
 */
export function parseListeners({ exitCode, stdout }: Output): readonly Listener[] | null {
  const found = nonEmptyLines(decodeConsoleText(stdout)).flatMap((line): Listener[] => {
    const [, address = '', port, pid] = /^\s*TCP\s+(\S+):(\d{1,5})\s+\S+:0\s+.*?(\d+)\s*$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ address, port: Number(port), pid: Number(pid) }];
  });
  return exitCode === 0 && found.length > 0 ? found : null;
}

/** The name of the program behind a process of Windows; null where it has ended, or nobody can tell. */
export function queryProcessImage(pid: number): Command<string | null> {
  return {
    program: 'tasklist',
    args: ['/FO', 'CSV', '/NH', '/FI', `PID eq ${pid}`],
    parse: ({ stdout }) => {
      // Where there is none, a sentence stands in place of the line.
      const lines = nonEmptyLines(decodeConsoleText(stdout));
      const [, image, id] = /^"([^"]+)","(\d+)",/.exec(lines[0] ?? '') ?? [];
      return image !== undefined && Number(id) === pid ? image : null;
    },
  };
}
