import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineFile } from '../machine-file';
import { layoutOf } from '../state/layout';
import { changeState, readState } from '../state/store';

/** The pipes that Docker Desktop publishes (reference 5). */
export const pipeNames = {
  backend: 'dockerBackendApiServer',
  linux: 'dockerDesktopLinuxEngine',
  windows: 'dockerDesktopWindowsEngine',
  /** The default endpoint, for whichever engine is in use. */
  usual: 'docker_engine',
} as const;

/** The pipes that are published now, with the sockets that stand for them. */
export function readPipes(folder: string): Record<string, string> {
  return (JSON.parse(readFileSync(layoutOf(folder).machine, 'utf8')) as MachineFile).pipes ?? {};
}

/** Changes what machine.json says of pipes: under the lock of the state, and whole or not at all. */
export function changePipes(folder: string, change: (pipes: Record<string, string>) => void): void {
  const { machine } = layoutOf(folder);
  changeState(folder, () => {
    const content = JSON.parse(readFileSync(machine, 'utf8')) as MachineFile;
    const pipes = { ...content.pipes };
    change(pipes);
    const temporary = `${machine}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify({ ...content, pipes }, null, 2) + '\n');
    renameSync(temporary, machine);
  });
}

/** Takes all pipes of Docker Desktop away, as Windows does when the process behind them ends. */
export function dropPipes(folder: string): void {
  const gone = Object.values(pipeNames);
  if (!gone.some((name) => name in readPipes(folder))) return;
  changePipes(folder, (pipes) => {
    for (const name of gone) Reflect.deleteProperty(pipes, name);
  });
}

/** The socket that stands for a pipe. */
export function socketOf(folder: string, name: string): string {
  return join(readState(folder).sockets, name);
}
