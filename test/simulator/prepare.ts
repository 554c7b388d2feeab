import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type BundleName, bundlePrograms, wrapperText } from './bundle';
import { writeDockerFiles } from './docker/prepare-files';
import { dropPipes } from './docker/pipes';
import { belongsToMachine } from './docker/processes';
import { makeSocketFolder } from './docker/sockets';
import { startPreparedMachine } from './docker/start-prepared';
import { makeDisk, makeDistroFiles, makeDrives, writeDriveFiles } from './files';
import { interopWrapperText } from './interop';
import { hasFiles, machineFile, machineFileInside, programsOf } from './machine-file';
import { bakeMessages, sharedFolder } from './messages/bake';
import { type Scenario, scenarioNamed } from './scenarios';
import { layoutOf, machineFileIn } from './state/layout';
import type { ProgramName, State } from './state/model';
import { type NotedProcess, endProcesses, isAlive, runningProcesses as allProcesses } from './state/processes';
import { readState, writeState } from './state/store';
import { logVmStart } from './state/vm-log';
import { whyNoUserlands } from './userland/available';
import { prepareUserlands } from './userland/prepare';
import { writeWorkspaces } from './workspaces';

export { changeDockerSettings, quitDockerDesktop, readSettings, writeSettings } from './docker/test-hands';
export { readEngineLog, readRemoteLog } from './docker/logs';
export { readPipes } from './docker/pipes';
export { readCalls, readGateLog } from './state/logs';
export { readOpened } from './state/opened';
export { readVmStarts } from './state/vm-log';
export { changeState, readState } from './state/store';
export { canHaveUserlands } from './userland/available';

export interface PrepareOptions {
  /** Changes the scenario's state before anything is written. */
  change?: (state: State) => void;
  /** The folder with the real sentences; null for our own English even where there is one. */
  shared?: string | null;
  /** Distros are real userlands. Throws where `canHaveUserlands` says that there can be none. */
  userlands?: boolean;
}

export interface PreparedMachine {
  folder: string;
  /** The value for SLIPWAY_MACHINE. */
  machineFile: string;
  /** The same for the view from inside a distro that has files. */
  machineFileIn(distro: string): string;
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
  state.userlands = options.userlands ?? false;
  options.change?.(state);
  const reason = state.userlands ? whyNoUserlands() : null;
  if (reason !== null) throw new Error(`There can be no real userlands here: ${reason}`);
  const folder = resolve(dir);
  const layout = layoutOf(folder);
  await clearFolder(folder);
  for (const each of [folder, layout.bin, layout.interop, layout.pids, layout.distros, layout.shared]) {
    mkdirSync(each, { recursive: true });
  }
  for (const log of [layout.calls, layout.gate]) writeFileSync(log, '');
  state.sockets = makeSocketFolder(folder);
  bakeMessages(layout.messages, options.shared === null ? undefined : (options.shared ?? sharedFolder()));
  writeTrees(folder, state);
  const bundles = await bundlePrograms();
  writePrograms(folder, scenario, state, bundles);
  if (state.userlands) prepareUserlands(folder, dirname(bundles.wsl), state.distros.filter(hasFiles));
  writeState(folder, state);
  if (state.vmUp) logVmStart(folder, state);
  const { drives } = writeMachineFiles(folder, scenario, state);
  await startPreparedMachine(folder, bundles);
  return {
    folder,
    machineFile: layout.machine,
    machineFileIn: (distro) => machineFileIn(folder, distro),
    drives,
  };
}

/** Ends every process the machine left behind and waits until they are gone. Returns how many there were. */
export async function stopMachine(dir: string): Promise<number> {
  const folder = resolve(dir);
  if (!isMachine(folder)) throw new Error(`${folder} holds no simulated machine`);
  const ended = endProcesses(folder, () => true);
  while (ended.some(isAlive)) await new Promise((wake) => setTimeout(wake, 5));
  if (existsSync(layoutOf(folder).machine)) dropPipes(folder);
  const { sockets } = readState(folder);
  // A machine of an older version has none.
  if (sockets) rmSync(sockets, { recursive: true, force: true });
  return ended.length;
}

/** The processes that programs left behind. Those of the machine itself, such as its Docker Desktop, are none. */
export function runningProcesses(dir: string): NotedProcess[] {
  return allProcesses(resolve(dir)).filter((noted) => !belongsToMachine(noted));
}

function writeTrees(folder: string, state: State): void {
  if (state.platform === 'other') return;
  makeDrives(folder);
  for (const distro of state.distros) makeDistroFiles(folder, distro);
  writeWorkspaces(
    folder,
    state.distros.some(({ name }) => name === 'Ubuntu'),
  );
  writeDockerFiles(folder, state);
  writeDriveFiles(folder, state.files);
  for (const disk of state.disks) makeDisk(folder, disk);
}

function writePrograms(
  folder: string,
  { hasWsl }: Scenario,
  state: State,
  bundles: Readonly<Record<BundleName, string>>,
): void {
  if (state.platform === 'other') return;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  };
  const { bin, interop } = layoutOf(folder);
  for (const [name, path] of Object.entries(programsOf(folder, hasWsl, state)) as [ProgramName, string][]) {
    const text = wrapperText(bundles[name], folder);
    for (const place of new Set([path, join(bin, name)])) write(place, text);
    write(join(interop, name), interopWrapperText(path));
  }
}

// Last of all files, so that a machine file always names a whole machine.
function writeMachineFiles(folder: string, { hasWsl }: Scenario, state: State) {
  const write = (path: string, content: object): void => writeFileSync(path, JSON.stringify(content, null, 2) + '\n');
  if (state.platform !== 'other') {
    for (const distro of state.distros.filter(hasFiles)) {
      write(machineFileIn(folder, distro.name), machineFileInside(folder, hasWsl, state, distro));
    }
  }
  const machine = machineFile(folder, hasWsl, state);
  write(layoutOf(folder).machine, machine);
  return machine;
}

async function clearFolder(folder: string): Promise<void> {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!isMachine(folder)) throw new Error(`${folder} is not empty and holds no simulated machine: nothing was changed`);
  await stopMachine(folder);
  const inside = readdirSync(folder).filter((name) => /^machine-wsl-.*\.json$/.test(name));
  for (const path of [...Object.values(layoutOf(folder)), ...inside.map((name) => join(folder, name))]) {
    rmSync(path, { recursive: true, force: true });
  }
}

function isMachine(folder: string): boolean {
  try {
    const state = JSON.parse(readFileSync(layoutOf(folder).state, 'utf8')) as Partial<State>;
    // Of any version: an older one is ended and replaced like one of today.
    return state.format?.startsWith('slipway-simulator-') ?? false;
  } catch {
    return false;
  }
}
