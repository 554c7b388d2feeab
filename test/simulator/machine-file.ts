import { join } from 'node:path';
import { dockerPrograms } from './docker/install';
import { distroRootOf, hostPathOf, layoutOf } from './state/layout';
import { type Distro, type ProgramName, type State, programNames, stateInstalled } from './state/model';
import { userEnvironment } from './state/user';

/** The content of `machine.json`: the contract with the product, which reads it through SLIPWAY_MACHINE. */
export interface MachineFile {
  platform: 'windows' | 'wsl' | 'other';
  programs: Partial<Record<ProgramName, string>>;
  env: Record<string, string>;
  drives: Record<string, string>;
  uncRoots: Record<string, string>;
  /** Pipe name to socket; Docker Desktop rewrites it whenever a pipe comes or goes. Absent where no pipe can be seen. */
  pipes?: Record<string, string>;
  overlays: Record<string, Record<string, string>>;
  gateLog: string;
  /** Of the computer, which a process inside a distro does not see. */
  hardware?: { memory: number; processors: number };
  freeSpace: Record<string, number>;
  /** What the name servers of Windows know; a distro asks its own. */
  names?: string[];
}

/** The drives of every machine. */
export const driveLetters = ['C', 'D'];

/** Describes the machine in a state folder as Windows sees it. */
export function machineFile(folder: string, hasWsl: boolean, state: State): MachineFile {
  const { gate } = layoutOf(folder);
  if (state.platform === 'other') {
    const env = { HOME: '/home/dev', ...state.env };
    return {
      platform: 'other',
      programs: {},
      env,
      drives: {},
      uncRoots: {},
      pipes: {},
      overlays: {},
      gateLog: gate,
      freeSpace: {},
    };
  }
  return {
    platform: 'windows',
    programs: programsOf(folder, hasWsl, state),
    env: { ...userEnvironment, ...state.env },
    drives: drivesOf(folder),
    uncRoots: Object.assign({}, ...state.distros.filter(hasFiles).map((distro) => sharesOf(folder, distro))) as Record<
      string,
      string
    >,
    pipes: {},
    overlays: {},
    gateLog: gate,
    hardware: { memory: state.windows.memoryBytes, processors: state.windows.processors },
    freeSpace: state.windows.freeBytes,
    names: state.windows.names,
  };
}

/** Describes the machine as a process inside one of its distros sees it: Windows programs only through interop. */
export function machineFileInside(folder: string, hasWsl: boolean, state: State, distro: Distro): MachineFile {
  const { gate, interop } = layoutOf(folder);
  const names = Object.keys(programsOf(folder, hasWsl, state)) as ProgramName[];
  const inside = { WSL_DISTRO_NAME: distro.name, WSL_INTEROP: '/run/WSL/1_interop' };
  return {
    platform: 'wsl',
    programs: Object.fromEntries(names.map((name) => [name, join(interop, name)])),
    env: { ...userEnvironment, ...state.env, ...inside },
    drives: drivesOf(folder),
    uncRoots: sharesOf(folder, distro),
    overlays: {},
    gateLog: gate,
    freeSpace: state.windows.freeBytes,
  };
}

/** The programs of the machine and where each lies: Docker's own where it was installed, the others in `bin`. */
export function programsOf(folder: string, hasWsl: boolean, state: State): Partial<Record<ProgramName, string>> {
  const docker = state.docker && dockerPrograms(state.docker.install);
  const programs: Partial<Record<ProgramName, string>> = {};
  for (const name of programNames) {
    if (name === 'wsl' && !hasWsl) continue;
    if (name !== 'docker' && name !== 'dockerDesktop') programs[name] = join(layoutOf(folder).bin, name);
    else if (docker) programs[name] = hostPathOf(folder, docker[name])!;
  }
  return programs;
}

/** Whether a distro has files to show: one that is half installed has none. */
export function hasFiles(distro: Distro): boolean {
  return distro.state === stateInstalled && distro.name !== '';
}

/** The Windows folders every machine has. */
export const windowsFolders = [
  userEnvironment.APPDATA,
  userEnvironment.TEMP,
  userEnvironment.ProgramFiles,
  userEnvironment.ProgramData,
  'C:\\Windows\\System32',
];

function drivesOf(folder: string): Record<string, string> {
  return Object.fromEntries(driveLetters.map((letter) => [letter, join(layoutOf(folder).drives, letter)]));
}

function sharesOf(folder: string, { name }: Distro): Record<string, string> {
  const root = distroRootOf(folder, name);
  return Object.fromEntries(['wsl.localhost', 'wsl$'].map((host) => [`\\\\${host}\\${name}`, root]));
}
