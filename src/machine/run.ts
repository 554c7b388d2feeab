import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Command, Ran, RunFailure, RunOptions } from './command';
import { feed } from './feed';
import { quoteForLog, type Log } from './log';
import { programEnvironment } from './programEnvironment';
import { endLeftovers, endProcessTree, endWithThisProcess, ownsProcessGroup } from './processTree';

/** More than any list or registry branch needs; a program that prints this much is not answering the question. */
const outputLimit = 8 * 1024 * 1024;
/** How long output may still come once the program itself has ended, or was ended: somebody else holds its pipes then. */
const pipeGrace = 1000;
/** How long a process that was ended is waited for: one that hangs in a driver of Windows stays, whatever ends it. */
const endGrace = 5000;

/** What running needs to know of the machine. */
export interface Launcher {
  readonly path: string;
  /** A local folder: a working directory behind `\\wsl` would start that distro, and WSL translates the one it is given. */
  readonly neutralFolder: string;
  readonly log: Log;
  /** Whether the program is Windows' and this process runs in a distro. */
  readonly crossesToWindows: boolean;
}

/** What ended a process before it ended by itself. */
type Cause = 'timeout' | 'cancel' | 'flood';

/**
 * Runs a command to its end: absolute program, argument array, no console, bounded time and output. Whatever ends it
 * early ends the whole process tree. Never throws for what the process does; throws only when `parse` does.
 */
export async function runProcess<T>(command: Command<T>, launcher: Launcher, options: RunOptions): Promise<Ran<T>> {
  const line = [launcher.path, ...command.args].map(quoteForLog).join(' ');
  if (options.signal?.aborted) return { outcome: 'cancelled' };

  const started = performance.now();
  const child = start(command, launcher);
  const limit = command.outputLimit ?? outputLimit;
  const watch = child instanceof Error ? null : watchOver(child, options, limit);
  const result = (await watch?.end) ?? notRun(child instanceof Error ? child : null);
  watch?.stop();

  const took = `${Math.round(performance.now() - started)} ms`;
  const log = (outcome: string): void => launcher.log.info(`${line} -> ${outcome}, ${took}`);
  const { program } = command;
  const failed = (failure: RunFailure, outcome: string): Ran<T> => {
    log(outcome);
    return { outcome: 'failed', failure };
  };
  switch (watch?.endedBy() ?? null) {
    case 'cancel':
      log('cancelled');
      return { outcome: 'cancelled' };
    case 'timeout':
      return failed({ kind: 'timeout', program, command: line, seconds: options.timeout / 1000 }, 'timed out');
    case 'flood':
      return failed({ kind: 'outputTooLarge', program, command: line, bytes: limit }, 'too much output');
    case null:
      break;
  }
  // A signal has no exit code; shells give it one.
  const exitCode = result.exitCode ?? (result.signal ? 128 + constants.signals[result.signal] : null);
  if (result.error !== null || exitCode === null) {
    const reason = result.error?.message ?? 'unknown';
    return failed({ kind: 'startFailed', program, command: line, reason }, `did not run: ${quoteForLog(reason)}`);
  }
  log(`exit ${exitCode}, ${result.stdout.length} + ${result.stderr.length} bytes`);
  const value = command.parse({ exitCode: exitCode >>> 0, stdout: result.stdout, stderr: result.stderr });
  return { outcome: 'done', value };
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

/** An error is what keeps it from being tried at all, such as a NUL in an argument. */
function start(command: Command<unknown>, launcher: Launcher): Child | Error {
  try {
    const options = {
      windowsHide: true,
      cwd: launcher.neutralFolder,
      // A group of its own lets everything the program started be ended with it.
      detached: ownsProcessGroup,
      env: { ...programEnvironment(process.env), ...environmentOf(command, launcher) },
    };
    if (!command.input) return spawn(launcher.path, command.args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const child = spawn(launcher.path, command.args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    void feed(child.stdin, command.input);
    return child;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** How a process ended, with all it printed. `error` is why it did not even begin. */
interface Ended {
  readonly error: Error | null;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

function notRun(error: Error | null): Ended {
  return { error, exitCode: null, signal: null, stdout: new Uint8Array(), stderr: new Uint8Array() };
}

/** Waits for a process and for the end of what it prints. Bytes are kept: half a UTF-16 character may look like a line end. */
function endOf(child: Child, limit: number): Promise<Ended> {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let room = limit;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      if ((room -= chunk.length) >= 0) chunks[name].push(chunk);
    });
    // A pipe that was closed under a writer is no news of its own.
    child[name].on('error', () => undefined);
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(notRun(error)));
    child.once('close', (exitCode, signal) =>
      resolve({
        error: null,
        exitCode,
        signal,
        stdout: Buffer.concat(chunks.stdout),
        stderr: Buffer.concat(chunks.stderr),
      }),
    );
  });
}

/** What the process has in its environment besides what it inherits; undefined takes a variable out. */
function environmentOf(command: Command<unknown>, { crossesToWindows }: Launcher): Record<string, string | undefined> {
  const without = Object.fromEntries((command.withoutEnv ?? []).map((name) => [name, undefined]));
  if (!command.env || !crossesToWindows) return { ...without, ...command.env };
  // From a distro only those variables reach a Windows program that WSLENV names.
  const names = Object.keys(command.env).map((name) => `${name}/w`);
  const inherited = programEnvironment(process.env)['WSLENV'] ?? '';
  return { ...without, ...command.env, WSLENV: [inherited, ...names].filter((name) => name !== '').join(':') };
}

interface Watch {
  endedBy(): Cause | null;
  /** How the process ended. One that was ended and is there all the same is not waited for any longer. */
  readonly end: Promise<Ended>;
  stop(): void;
}

/** Ends a process tree when its time is over, when it prints too much, or when somebody cancels. */
function watchOver(child: Child, { timeout, signal }: RunOptions, limit: number): Watch {
  let endedBy: Cause | null = null;
  const timers: NodeJS.Timeout[] = [];
  // A process that left the tree may hold the pipes for ever: what it prints is no longer waited for.
  const closePipes = (): void => {
    child.stdout.destroy();
    child.stderr.destroy();
    child.stdin?.destroy();
  };
  let giveUp = (): void => undefined;
  const givenUp = new Promise<Ended>((resolve) => (giveUp = () => resolve(notRun(null))));
  const end = (cause: Cause): void => {
    endedBy ??= cause;
    // What it started elsewhere, in a distro, ends when there is nothing more to read.
    child.stdin?.destroy();
    const isGone = child.exitCode !== null || child.signalCode !== null;
    (isGone ? endLeftovers : endProcessTree)(child.pid);
    timers.push(setTimeout(closePipes, pipeGrace));
    const leave = (): void => {
      child.unref();
      giveUp();
    };
    timers.push(setTimeout(leave, endGrace));
  };
  const onAbort = (): void => end('cancel');
  const afterExit = (): void => {
    endLeftovers(child.pid);
    timers.push(setTimeout(closePipes, pipeGrace));
  };
  let bytes = 0;
  const count = (chunk: Uint8Array): void => {
    if (bytes <= limit && (bytes += chunk.length) > limit) end('flood');
  };

  timers.push(setTimeout(() => end('timeout'), timeout));
  signal?.addEventListener('abort', onAbort, { once: true });
  child.once('exit', () => timers.push(setTimeout(afterExit, pipeGrace)));
  child.stdout.on('data', count);
  child.stderr.on('data', count);
  const release = endWithThisProcess(child.pid);
  return {
    endedBy: () => endedBy,
    end: Promise.race([endOf(child, limit), givenUp]),
    stop() {
      timers.forEach(clearTimeout);
      signal?.removeEventListener('abort', onAbort);
      release();
    },
  };
}
