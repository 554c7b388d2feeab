import childProcess from 'node:child_process';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { ProgramName } from '../state/model';

/** A call of a program: the first that has this argument anywhere, or, where that is empty, the first of all. */
export interface ProgramHeart {
  readonly program: ProgramName;
  readonly holds: string;
}

/** The moment in an operation that faults aim at: a call, or the first touch of a file. */
export type Heart = ProgramHeart | { readonly file: string };

export type FileFault = 'EACCES' | 'ENOSPC';

/** What the world does to this process, and whom it tells where the process is. */
export const world = {
  heart: null as Heart | null,
  /** Called once at the heart; what touches a file waits for it. */
  onHeart: (() => Promise.resolve()) as () => Promise<void>,
  fileFault: null as FileFault | null,
  /** How far the clock of the computer was set forward, in milliseconds. */
  clockOffset: 0,
  /** Patience of minutes would make a matrix of hours: what waits longer than this waits a tenth, and never less than this. */
  longest: 15_000,
};

let isReached = false;

function reach(): Promise<void> {
  if (isReached) return Promise.resolve();
  isReached = true;
  return world.onHeart();
}

const shortened = (milliseconds = 0): number =>
  milliseconds <= world.longest ? milliseconds : Math.max(world.longest, milliseconds / 10);

function shortenTimers(): void {
  const { setTimeout: once, setInterval: often } = globalThis;
  globalThis.setTimeout = Object.assign((act: () => void, after?: number) => once(act, shortened(after)), {
    __promisify__: once.__promisify__,
  });
  globalThis.setInterval = (act: () => void, every?: number) => often(act, shortened(every));
  const { setTimeout: wait } = timers;
  timers.setTimeout = ((after?: number, value?: unknown, options?: object) =>
    wait(shortened(after), value, options)) as typeof timers.setTimeout;
}

function moveClock(): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: number[]) {
      super(...((given.length === 0 ? [RealDate.now() + world.clockOffset] : given) as [number]));
    }

    static override now(): number {
      return RealDate.now() + world.clockOffset;
    }
  } as DateConstructor;
}

/** Fails as a drive does whose rights or room have gone, and leaves behind what such a drive leaves: half of it. */
async function hinder(path: unknown, half?: () => Promise<unknown>): Promise<void> {
  const { heart, fileFault } = world;
  if (heart && 'file' in heart && String(path).includes(heart.file)) await reach();
  if (fileFault === null || !String(path).includes('/drives/')) return;
  if (fileFault === 'ENOSPC') await half?.();
  const says = fileFault === 'ENOSPC' ? 'no space left on device' : 'permission denied';
  throw Object.assign(new Error(`${fileFault}: ${says}, '${String(path)}'`), { code: fileFault });
}

function hinderFiles(): void {
  const { open, writeFile, copyFile, rename, mkdir } = fs;
  fs.open = (async (path: string, flags?: string | number, mode?: number) => {
    const writes = flags !== undefined && flags !== 'r' && flags !== 0;
    if (writes && world.fileFault !== 'ENOSPC') await hinder(path);
    const handle = await open(path, flags, mode);
    if (!writes) return handle;
    // Methods of a handle are those of its class, which every handle has.
    const write = handle.writeFile.bind(handle);
    handle.writeFile = async (data: string | Uint8Array) => {
      await hinder(path, () => write(data.slice(0, data.length / 2) as string));
      return write(data);
    };
    return handle;
  }) as typeof fs.open;
  fs.writeFile = (async (path: string, data: string | Uint8Array, options?: object) => {
    await hinder(path, () => writeFile(path, data.slice(0, data.length / 2), options));
    return writeFile(path, data, options);
  }) as typeof fs.writeFile;
  fs.copyFile = async (from, to, mode) => {
    await hinder(to, () => writeFile(String(to), '', { flag: 'wx' }));
    return copyFile(from, to, mode);
  };
  fs.rename = async (from, to) => {
    // A name needs no room.
    if (world.fileFault !== 'ENOSPC') await hinder(to);
    return rename(from, to);
  };
  fs.mkdir = (async (path: string, options?: object) => {
    if (world.fileFault !== 'ENOSPC') await hinder(path);
    return mkdir(path, options);
  }) as typeof fs.mkdir;
}

function fileNameOf(program: ProgramName): string {
  const names: Partial<Record<ProgramName, string>> = { dockerDesktop: 'Docker Desktop.exe', docker: 'docker.exe' };
  return names[program] ?? program;
}

function watchPrograms(): void {
  const spawn = childProcess.spawn as (...args: unknown[]) => unknown;
  childProcess.spawn = ((program: string, args: readonly string[], ...rest: unknown[]) => {
    const { heart } = world;
    const isHeart =
      heart !== null &&
      'program' in heart &&
      program.endsWith(`/${fileNameOf(heart.program)}`) &&
      (heart.holds === '' || args.includes(heart.holds));
    const started = spawn(program, args, ...rest);
    // Who has to start a process cannot wait: the simulator delays what was started instead.
    if (isHeart) void reach();
    return started;
  }) as typeof childProcess.spawn;
}

/** Puts this process into a world that somebody else has in hand. */
export function enterWorld(): void {
  shortenTimers();
  moveClock();
  hinderFiles();
  watchPrograms();
  syncBuiltinESMExports();
}
