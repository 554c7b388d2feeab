import { execa } from 'execa';
import type { Command, Ran, RunOptions } from './command';
import { quoteForLog, type Log } from './log';
import { endProcessTree, ownsProcessGroup } from './processTree';

/** More than any list or registry branch needs; a program that prints this much is not answering the question. */
const outputLimit = 8 * 1024 * 1024;

/** What running needs to know of the machine. */
export interface Launcher {
  readonly path: string;
  /** A local folder: a working directory behind `\\wsl` would start that distro, and WSL translates the one it is given. */
  readonly neutralFolder: string;
  readonly log: Log;
}

/**
 * Runs a command to its end: absolute program, argument array, no console, bounded time and output. Whatever ends it
 * early ends the whole process tree. Never throws for what the process does; throws only when `parse` does.
 */
export async function runProcess<T>(command: Command<T>, launcher: Launcher, options: RunOptions): Promise<Ran<T>> {
  const line = [launcher.path, ...command.args].map(quoteForLog).join(' ');
  if (options.signal?.aborted) return { outcome: 'cancelled' };

  const started = performance.now();
  const child = execa(launcher.path, command.args, {
    encoding: 'buffer',
    reject: false,
    stdin: 'ignore',
    windowsHide: true,
    cwd: launcher.neutralFolder,
    maxBuffer: outputLimit,
    // A group of its own lets everything the program started be ended with it.
    detached: ownsProcessGroup,
    ...(command.env ? { env: command.env } : {}),
  });

  const ended: { by: 'timeout' | 'cancel' | null } = { by: null };
  const end = (cause: 'timeout' | 'cancel'): void => {
    ended.by ??= cause;
    endProcessTree(child.pid);
  };
  const timer = setTimeout(() => end('timeout'), options.timeout);
  const onAbort = (): void => end('cancel');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const onExit = (): void => endProcessTree(child.pid);
  process.once('exit', onExit);

  const result = await child.finally(() => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    process.removeListener('exit', onExit);
  });

  const took = `${Math.round(performance.now() - started)} ms`;
  const log = (outcome: string): void => launcher.log.info(`${line} -> ${outcome}, ${took}`);
  if (ended.by === 'cancel') {
    log('cancelled');
    return { outcome: 'cancelled' };
  }
  if (ended.by === 'timeout') {
    log('timed out');
    return { outcome: 'failed', failure: { kind: 'timeout', command: line, seconds: options.timeout / 1000 } };
  }
  if (result.isMaxBuffer) {
    endProcessTree(child.pid);
    log('too much output');
    return { outcome: 'failed', failure: { kind: 'outputTooLarge', command: line, bytes: outputLimit } };
  }
  const exitCode = result.exitCode;
  if (exitCode === undefined) {
    const reason = result.signal ?? result.originalMessage ?? 'unknown';
    log(`did not run: ${quoteForLog(reason)}`);
    return { outcome: 'failed', failure: { kind: 'startFailed', command: line, reason } };
  }
  log(`exit ${exitCode}, ${result.stdout.length} + ${result.stderr.length} bytes`);
  const value = command.parse({ exitCode: exitCode >>> 0, stdout: result.stdout, stderr: result.stderr });
  return { outcome: 'done', value };
}
