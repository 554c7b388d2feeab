import type { Command } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';
import type { Machine } from '../machine/machine';
import { backendPipe, dockerPipes } from './pipes';

const timeout = 15_000;
/** The core, which writes the settings at its end, and the window. */
const images = new Set(['com.docker.backend.exe', 'docker desktop.exe']);

/**
 * Which processes of Docker Desktop there are, by the names of their programs; null where the list says nothing. Nothing of
 * it is translated but the sentence for an empty list, which a Windows that runs never prints.
 */
export function listDesktopProcesses(): Command<readonly string[] | null> {
  return {
    program: 'tasklist',
    args: ['/FO', 'CSV', '/NH'],
    parse: ({ exitCode, stdout }) => {
      const names = nonEmptyLines(decodeConsoleText(stdout)).flatMap((line) => /^"([^"]+)",/.exec(line)?.[1] ?? []);
      if (exitCode !== 0 || names.length === 0) return null;
      return names.filter((name) => images.has(name.toLowerCase()));
    },
  };
}

/** Whether anything of Docker Desktop is there, its pipe or a process of it; null where that cannot be told. */
export async function isDesktopThere(machine: Machine, signal?: AbortSignal): Promise<boolean | null> {
  const pipes = await machine.pipes.list();
  if (pipes !== null && dockerPipes(pipes).includes(backendPipe)) return true;
  const ran = await machine.run(listDesktopProcesses(), { timeout, ...(signal ? { signal } : {}) });
  if (ran.outcome !== 'done' || ran.value === null) return null;
  return ran.value.length > 0 ? true : pipes === null ? null : false;
}
