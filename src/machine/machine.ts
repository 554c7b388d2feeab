import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import type { Location } from '../text/location';
import type { Command, ProgramName, Ran, RunOptions } from './command';
import { Files } from './files';
import { Gate } from './gate';
import { quoteForLog, type Log } from './log';
import { readMachineFile, type MachineFile, type Platform } from './machineFile';
import { realPlaces, standInPlaces, type Places } from './places';
import { detectPlatform } from './platform';
import { runProcess } from './run';
import { systemRoot } from './systemRoot';

/**
 * The one door to the outside. The real machine and the one a machine file describes differ only in which programs and
 * folders they name, never in the code that uses them.
 */
export interface Machine {
  readonly platform: Platform;
  readonly gate: Gate;
  readonly files: Files;
  /** The absolute path of a program, for what starts it elsewhere (a terminal); null when it is not installed. */
  programPath(name: ProgramName): string | null;
  run<T>(command: Command<T>, options: RunOptions): Promise<Ran<T>>;
  /** Where a real absolute path lives, as the machine's user sees it. */
  locate(path: string): Location;
  /** The path this process opens for one as the machine's user writes it; other paths come back unchanged. */
  realPath(path: string): string;
  /** A local folder to start programs in: one behind `\\wsl` would start that distro. */
  readonly neutralFolder: string;
  now(): Date;
}

/**
 * The machine this process runs on, or the one that `SLIPWAY_MACHINE` names.
 * @throws MachineFileError when that variable names a file that cannot be used.
 */
export function openMachine(log: Log, env: NodeJS.ProcessEnv = process.env): Machine {
  const machineFile = env['SLIPWAY_MACHINE'];
  if (machineFile) {
    log.warn(`SLIPWAY_MACHINE is in force: ${quoteForLog(machineFile)} stands for this machine.`);
    const file = readMachineFile(machineFile);
    return createMachine(log, file.platform, (name) => file.programs[name] ?? null, standInPlaces(file), file);
  }
  const platform = detectPlatform(env);
  const distro = platform === 'wsl' ? (env['WSL_DISTRO_NAME'] ?? null) : null;
  return createMachine(log, platform, (name) => findProgram(platform, name, env), realPlaces(platform, distro), null);
}

function createMachine(
  log: Log,
  platform: Platform,
  programPath: (name: ProgramName) => string | null,
  places: Places,
  file: MachineFile | null,
): Machine {
  const gate = new Gate(log, file?.gateLog ?? null);
  const neutralFolder = localFolder();
  return {
    platform,
    neutralFolder,
    gate,
    files: new Files(places, gate),
    programPath,
    run(command, options) {
      const path = programPath(command.program);
      if (path === null || !existsSync(path)) {
        const line = [command.program, ...command.args].map(quoteForLog).join(' ');
        log.info(`${line} -> not installed`);
        return Promise.resolve({
          outcome: 'failed',
          failure: { kind: 'programMissing', program: command.program, command: line },
        });
      }
      return runProcess(command, { path, neutralFolder, log }, options);
    },
    locate: (path) => places.locate(path),
    realPath: (path) => places.realPath(path),
    now: () => new Date(),
  };
}

/** The home may lie on a server or be missing, and a program cannot be started in a folder that is not there. */
function localFolder(): string {
  return process.platform === 'win32' ? systemRoot() : '/';
}

/** Windows' own programs are where Windows puts them: a name searched in PATH or a workspace could be anybody's. */
function findProgram(platform: Platform, name: ProgramName, env: NodeJS.ProcessEnv): string | null {
  if (platform !== 'windows' || (name !== 'wsl' && name !== 'reg')) return null;
  // A 32-bit process sees another System32, without wsl.exe; Sysnative is its way to the real one.
  const folder = env['PROCESSOR_ARCHITEW6432'] ? 'Sysnative' : 'System32';
  return win32.join(systemRoot(env), folder, `${name}.exe`);
}
