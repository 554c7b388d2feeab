import type { Command } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';

/** What Windows counts for the process that holds the memory of a virtual machine. */
export interface VmMemory {
  /** `vmmemWSL` is WSL's own; any virtual machine may be behind a mere `vmmem`, which is WSL's in older releases. */
  readonly process: 'vmmemWSL' | 'vmmem';
  readonly bytes: number;
}

/** Asks tasklist for that process; null where there is none. It is not in a distro and starts nothing. */
export function queryVmMemory(): Command<VmMemory | null> {
  return {
    program: 'tasklist',
    args: ['/FO', 'CSV', '/NH', '/FI', 'IMAGENAME eq vmmem*'],
    parse: ({ exitCode, stdout }) => (exitCode === 0 ? readProcesses(decodeConsoleText(stdout)) : null),
  };
}

/** Five quoted fields in each line. That nothing was found is a sentence, without quotes in front. */
function readProcesses(text: string): VmMemory | null {
  const found = nonEmptyLines(text).flatMap((line): VmMemory[] => {
    const [name, , , , memory] = [...line.matchAll(/"([^"]*)"/g)].map(([, field = '']) => field);
    const process = (['vmmemWSL', 'vmmem'] as const).find((each) => each.toLowerCase() === name?.toLowerCase());
    // Digits in groups, parted by what is usual in the country, then the K of kilobytes.
    const digits = memory?.replace(/\D/g, '') ?? '';
    return process && digits !== '' ? [{ process, bytes: Number(digits) * 1024 }] : [];
  });
  return found.find(({ process }) => process === 'vmmemWSL') ?? found[0] ?? null;
}
