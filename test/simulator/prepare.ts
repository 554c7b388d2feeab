import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundlePrograms, wrapperText } from './bundle';
import { makeDistroFiles, makeDrives } from './files';
import { machineFile } from './machine-file';
import { bakeMessages, sharedFolder } from './messages/bake';
import { scenarioNamed } from './scenarios';
import { layoutOf } from './state/layout';
import type { State } from './state/model';
import { endProcesses, isAlive } from './state/processes';
import { writeState } from './state/store';
import { writeWorkspaces } from './workspaces';

export { readCalls, readGateLog } from './state/logs';
export { runningProcesses } from './state/processes';
export { changeState, readState } from './state/store';

export interface PrepareOptions {
  /** Changes the scenario's state before anything is written. */
  change?: (state: State) => void;
  /** The folder with the real sentences; null for our own English even where there is one. */
  shared?: string | null;
}

export interface PreparedMachine {
  folder: string;
  /** The value for SLIPWAY_MACHINE. */
  machineFile: string;
  /** The folder that stands for a drive, by its upper-case letter. */
  drives: Record<string, string>;
}

/** Makes a simulated machine in a folder, which must be new, empty, or hold an older machine of ours. */
export async function prepareMachine(
  dir: string,
  scenarioName: string,
  options: PrepareOptions = {},
): Promise<PreparedMachine> {
  const scenario = scenarioNamed(scenarioName);
  const state = scenario.state();
  options.change?.(state);
  const folder = resolve(dir);
  const layout = layoutOf(folder);
  await clearFolder(folder);
  for (const each of [folder, layout.bin, layout.pids, layout.distros]) mkdirSync(each, { recursive: true });
  for (const log of [layout.calls, layout.gate]) writeFileSync(log, '');
  bakeMessages(layout.messages, options.shared === null ? undefined : (options.shared ?? sharedFolder()));
  makeDrives(folder);
  for (const distro of state.distros) makeDistroFiles(folder, distro);
  const hasUbuntu = state.distros.some(({ name }) => name === 'Ubuntu');
  writeWorkspaces(folder, hasUbuntu);
  const machine = machineFile(folder, scenario.hasWsl, state.distros);
  for (const [name, bundle] of Object.entries(await bundlePrograms())) {
    if (name === 'wsl' && !scenario.hasWsl) continue;
    writeFileSync(join(layout.bin, name), wrapperText(bundle, folder));
    chmodSync(join(layout.bin, name), 0o755);
  }
  writeState(folder, state);
  // Last, so that a machine file always names a whole machine.
  writeFileSync(layout.machine, JSON.stringify(machine, null, 2) + '\n');
  return { folder, machineFile: layout.machine, drives: machine.drives };
}

/** Ends every process the machine left behind and waits until they are gone. Returns how many there were. */
export async function stopMachine(dir: string): Promise<number> {
  const folder = resolve(dir);
  if (!isMachine(folder)) throw new Error(`${folder} holds no simulated machine`);
  const ended = endProcesses(folder, () => true);
  while (ended.some(isAlive)) await new Promise((wake) => setTimeout(wake, 5));
  return ended.length;
}

async function clearFolder(folder: string): Promise<void> {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!isMachine(folder)) throw new Error(`${folder} is not empty and holds no simulated machine: nothing was changed`);
  await stopMachine(folder);
  for (const path of Object.values(layoutOf(folder))) rmSync(path, { recursive: true, force: true });
}

function isMachine(folder: string): boolean {
  try {
    const state = JSON.parse(readFileSync(layoutOf(folder).state, 'utf8')) as Partial<State>;
    return state.format === 'slipway-simulator-1';
  } catch {
    return false;
  }
}
