import { join } from 'node:path';
import { distroRootOf, layoutOf } from './state/layout';
import { type Distro, stateInstalled } from './state/model';

/** The content of `machine.json`: the contract with the product, which reads it through SLIPWAY_MACHINE. */
export interface MachineFile {
  platform: 'windows';
  programs: { wsl?: string; reg: string };
  env: Record<string, string>;
  drives: Record<string, string>;
  uncRoots: Record<string, string>;
  pipes: Record<string, string>;
  overlays: Record<string, Record<string, string>>;
  gateLog: string;
}

/** The drives of every machine. */
export const driveLetters = ['C', 'D'];

const env = {
  USERPROFILE: 'C:\\Users\\dev',
  USERNAME: 'dev',
  HOMEDRIVE: 'C:',
  HOMEPATH: '\\Users\\dev',
  APPDATA: 'C:\\Users\\dev\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\dev\\AppData\\Local',
  TEMP: 'C:\\Users\\dev\\AppData\\Local\\Temp',
  ProgramFiles: 'C:\\Program Files',
  ProgramData: 'C:\\ProgramData',
  SystemRoot: 'C:\\Windows',
  COMPUTERNAME: 'SIMULATED',
};

/** Describes the machine in a state folder. */
export function machineFile(folder: string, hasWsl: boolean, distros: Distro[]): MachineFile {
  const { bin, drives, gate } = layoutOf(folder);
  const uncRoots: Record<string, string> = {};
  for (const { name } of distros.filter(hasFiles)) {
    for (const host of ['wsl.localhost', 'wsl$']) uncRoots[`\\\\${host}\\${name}`] = distroRootOf(folder, name);
  }
  return {
    platform: 'windows',
    programs: { ...(hasWsl ? { wsl: join(bin, 'wsl') } : {}), reg: join(bin, 'reg') },
    env,
    drives: Object.fromEntries(driveLetters.map((letter) => [letter, join(drives, letter)])),
    uncRoots,
    pipes: {},
    overlays: {},
    gateLog: gate,
  };
}

/** Whether a distro has files to show: one that is half installed has none. */
export function hasFiles(distro: Distro): boolean {
  return distro.state === stateInstalled && distro.name !== '';
}

/** The Windows folders every machine has. */
export const windowsFolders = [env.APPDATA, env.TEMP, env.ProgramFiles, env.ProgramData, 'C:\\Windows\\System32'];
