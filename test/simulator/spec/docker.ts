import { findBackend, findWindow } from '../docker/processes';
import { readPipes } from '../prepare';
import type { Docker } from '../state/docker';
import type { TestMachine } from './machine';

/** The pipes by what they are for. */
export const backend = 'dockerBackendApiServer';
export const linux = 'dockerDesktopLinuxEngine';
export const windows = 'dockerDesktopWindowsEngine';
export const usual = 'docker_engine';

/** Docker Desktop as the state has it. */
export const dockerOf = ({ state }: TestMachine): Docker => state.docker!;

/** The names of the pipes that are published, sorted. */
export const pipesOf = ({ folder }: TestMachine): string[] => Object.keys(readPipes(folder)).sort();

/** The kinds of all dialogs so far. */
export const kinds = (machine: TestMachine): string[] => dockerOf(machine).dialogs.map(({ kind }) => kind);

/** Whether the engine runs. */
export const isUp = (machine: TestMachine): boolean => dockerOf(machine).engine === 'running';

/** Whether the window runs, and whether the backend does. */
export const processes = ({ folder }: TestMachine): [boolean, boolean] => [
  findWindow(folder) !== undefined,
  findBackend(folder) !== undefined,
];

/** The names of the distros that run. */
export const runningNames = ({ state }: TestMachine): string[] =>
  state.distros.filter(({ guid }) => state.running.includes(guid)).map(({ name }) => name);

/** Starts Docker Desktop as somebody who clicks on it does. */
export function click(machine: TestMachine): ReturnType<TestMachine['start']> {
  return machine.start('dockerDesktop', [], {}, true);
}
