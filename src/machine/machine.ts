import { existsSync, realpathSync } from 'node:fs';
import type { Location } from '../text/location';
import type { Command, ProgramName, Ran, RunFailure, RunOptions } from './command';
import { Files } from './files';
import { Gate } from './gate';
import { hardwareHere, type Hardware } from './hardware';
import { quoteForLog, type Log } from './log';
import { launchProcess } from './launch';
import { besideOtherWork, type ManyFiles } from './manyFiles';
import { readMachineFile, type MachineFile, type Platform } from './machineFile';
import { resolveHere, type NameAnswer } from './names';
import { noPipes, socketPipes, windowsPipes, type Pipes } from './pipes';
import { realPlaces, standInPlaces, type Places } from './places';
import { detectPlatform } from './platform';
import { RealPrograms, type Programs } from './programs';
import { runProcess, type Launcher } from './run';
import { systemRoot } from './systemRoot';
import { readDriveMounts, readMountinfoHere, readText, type DriveMount } from './driveMounts';
import { noVariables, variablesOf, windowsVariables, type Variables } from './variables';

/**
 * The one door to the outside. The real machine and the one a machine file describes differ only in which programs and
 * folders they name, never in the code that uses them.
 */
export interface Machine {
  readonly platform: Platform;
  /** The name of the distro this process runs in; null elsewhere, and where nothing tells it. */
  readonly ownDistro: string | null;
  readonly gate: Gate;
  readonly files: Files;
  readonly pipes: Pipes;
  readonly hardware: Hardware;
  /** The absolute path of a program, for what starts it elsewhere (a terminal); null when it is not installed. */
  programPath(name: ProgramName): string | null;
  /**
   * Tells where an installer put a program, as Windows writes the path, or null that it is not there any more. A described
   * machine knows its own already.
   */
  learnProgram(name: ProgramName, path: string | null): void;
  run<T>(command: Command<T>, options: RunOptions): Promise<Ran<T>>;
  /** Starts a program that lives on by itself. Null once it runs, else why it does not. */
  launch(program: ProgramName, args: readonly string[]): Promise<RunFailure | null>;
  /** What the name servers of this side say of a name. Only because somebody asked, and for a name that is theirs. */
  resolveName(name: string): Promise<NameAnswer>;
  /** The environment variables of the user on the Windows side; none away from Windows. */
  variables(): Promise<Variables>;
  /** The environment variables of this process, on whichever side it runs. */
  readonly ownVariables: Variables;
  /** Where a real absolute path lives, as the machine's user sees it. */
  locate(path: string): Location;
  /** The path this process opens for one as the machine's user writes it; other paths come back unchanged. */
  realPath(path: string): string;
  /** The path this process opens for an absolute path of the distro it runs in. */
  pathInOwnDistro(path: string): string;
  /** The text of /proc/self/mountinfo of the distro this process runs in; null elsewhere, and where it is not known. */
  readonly ownMountinfo: string | null;
  /** A path of the own distro with its links followed; null where it leads nowhere. */
  realPathInOwnDistro(path: string): string | null;
  /** A local folder to start programs in: one behind `\\wsl` would start that distro. */
  readonly neutralFolder: string;
  now(): Date;
}

/**
 * The machine this process runs on, or the one that `SLIPWAY_MACHINE` names.
 * @param many is how its files are read where there are thousands.
 * @throws MachineFileError when that variable names a file that cannot be used.
 */
export function openMachine(
  log: Log,
  env: NodeJS.ProcessEnv = process.env,
  many: ManyFiles = besideOtherWork,
): Machine {
  const machineFile = env['SLIPWAY_MACHINE'];
  return machineFile ? describedMachine(log, machineFile, many) : realMachine(log, env, many);
}

function describedMachine(log: Log, path: string, many: ManyFiles): Machine {
  log.warn(`SLIPWAY_MACHINE is in force: ${quoteForLog(path)} stands for this machine.`);
  const file = readMachineFile(path);
  return createMachine(log, {
    platform: file.platform,
    ownDistro: file.platform === 'wsl' ? (file.env['WSL_DISTRO_NAME'] ?? null) : null,
    programs: { pathOf: (name) => file.programs[name] ?? null, learn: () => undefined },
    places: standInPlaces(file),
    // Read again at each look: pipes come and go while the machine lives. From inside a distro none can be seen.
    pipes: file.platform === 'windows' ? socketPipes(() => readMachineFile(path).pipes) : noPipes,
    variables: () => Promise.resolve(variablesOf(file.env)),
    ownVariables: variablesOf(file.env),
    gateLog: file.gateLog,
    ownMountinfo: overlayOf(file, '/proc/self/mountinfo'),
    hardware: file.hardware,
    freeSpace: file.freeSpace,
    many,
    resolveName: (name) => Promise.resolve(file.names.includes(name) ? 'found' : 'absent'),
    neutralFolder: hostFolder(),
  });
}

function realMachine(log: Log, env: NodeJS.ProcessEnv, many: ManyFiles): Machine {
  const platform = detectPlatform(env);
  const ownDistro = platform === 'wsl' ? (env['WSL_DISTRO_NAME'] ?? null) : null;
  const ownMountinfo = platform === 'wsl' ? readMountinfoHere() : null;
  const drives: readonly DriveMount[] = readDriveMounts(ownMountinfo ?? '');
  const places = realPlaces(platform, ownDistro, drives);
  const programs = new RealPrograms(platform, env, drives, places);
  const machine: Machine = createMachine(log, {
    platform,
    ownDistro,
    programs,
    places,
    pipes: platform === 'windows' ? windowsPipes : noPipes,
    variables: () => windowsVariables(machine, env, programs.windowsDrive),
    ownVariables: variablesOf(env),
    gateLog: null,
    hardware: hardwareHere(platform),
    freeSpace: {},
    many,
    resolveName: resolveHere,
    ownMountinfo,
    neutralFolder: programs.windowsFolder ?? hostFolder(),
  });
  return machine;
}

/** In what machines differ. */
interface Parts {
  readonly platform: Platform;
  readonly ownDistro: string | null;
  readonly programs: Programs;
  readonly places: Places;
  readonly pipes: Pipes;
  /** Null where they could not be had this time. */
  readonly variables: () => Promise<Variables | null>;
  readonly ownVariables: Variables;
  readonly gateLog: string | null;
  readonly ownMountinfo: string | null;
  readonly hardware: Hardware;
  /** By letter of a drive, in place of what its file system says. */
  readonly freeSpace: Readonly<Record<string, number>>;
  readonly many: ManyFiles;
  readonly neutralFolder: string;
  readonly resolveName: (name: string) => Promise<NameAnswer>;
}

function createMachine(log: Log, parts: Parts): Machine {
  const { platform, ownDistro, programs, places, pipes, hardware, neutralFolder } = parts;
  const gate = new Gate(log, parts.gateLog);
  let variables: Variables | null = null;
  /** How to start a program, or that it is not installed. */
  const launcherOf = (program: ProgramName, args: readonly string[]): Launcher | RunFailure => {
    const path = programs.pathOf(program);
    if (path !== null && existsSync(path)) return { path, neutralFolder, log, crossesToWindows: platform === 'wsl' };
    const line = [path ?? program, ...args].map(quoteForLog).join(' ');
    log.info(`${line} -> not installed`);
    return { kind: 'programMissing', program, command: line };
  };
  return {
    platform,
    ownDistro,
    neutralFolder,
    gate,
    files: new Files(places, gate, parts.freeSpace, parts.many),
    pipes,
    hardware,
    programPath: (name) => programs.pathOf(name),
    learnProgram: (name, path) => programs.learn(name, path),
    async run(command, options) {
      const launcher = launcherOf(command.program, command.args);
      return 'kind' in launcher ? { outcome: 'failed', failure: launcher } : runProcess(command, launcher, options);
    },
    async launch(program, args) {
      const launcher = launcherOf(program, args);
      return 'kind' in launcher ? launcher : launchProcess(program, args, launcher);
    },
    async variables() {
      variables ??= await parts.variables();
      return variables ?? noVariables;
    },
    ownVariables: parts.ownVariables,
    locate: (path) => places.locate(path),
    realPath: (path) => places.realPath(path),
    pathInOwnDistro: (path) => places.pathInOwnDistro(path),
    ownMountinfo: parts.ownMountinfo,
    realPathInOwnDistro: (path) => realPathOf(path, places),
    resolveName: parts.resolveName,
    now: () => new Date(),
  };
}

/** What the machine file lays over a file of the distro this process stands in; null where it says nothing of it. */
function overlayOf({ env, overlays }: MachineFile, path: string): string | null {
  const file = overlays[env['WSL_DISTRO_NAME'] ?? '']?.[path];
  return file === undefined ? null : readText(file);
}

function realPathOf(path: string, places: Places): string | null {
  try {
    const found = places.locate(realpathSync(places.pathInOwnDistro(path)));
    return found.kind === 'distro' ? found.path : null;
  } catch {
    return null;
  }
}

/** A folder of this host. The home may lie on a server or be missing, and nothing starts in a folder that is not there. */
function hostFolder(): string {
  return process.platform === 'win32' ? systemRoot() : '/';
}
