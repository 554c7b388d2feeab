import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const guard = join(import.meta.dirname, 'processGuard.cjs');

export interface OwnedProcess {
  /** Lines as they come, from both streams. */
  readonly child: ChildProcess;
  /** Settles once the whole tree has ended, with the exit code (128 + n after signal n). */
  readonly ended: Promise<number>;
  /** Ends the whole tree, and returns when it has. */
  stop(): Promise<void>;
}

export interface OwnedOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** `inherit` shows the output; `pipe` leaves it to the caller, who has to read it. */
  output: 'inherit' | 'pipe';
}

/** Starts a program whose whole process tree ends with `stop()`, or with this process, however this process ends. */
export function startOwned(program: string, args: readonly string[], options: OwnedOptions): OwnedProcess {
  const child = spawn(process.execPath, [guard, program, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['pipe', options.output, options.output],
    // Its own group: a Ctrl+C in the terminal is for us to answer, in our order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    // An `exit` alone could come before the last of the output.
    child.on('close', (code, signal) => resolve(signal ? 137 : (code ?? 1)));
  });
  // The guard may be gone when its pipe is closed a second time.
  child.stdin?.on('error', () => undefined);
  return {
    child,
    ended,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}

/** Calls `onEnd` once at the first Ctrl+C, SIGTERM or hang-up, so that the caller ends what it started, in its order. */
export function onInterrupt(onEnd: (code: number) => void): void {
  let done = false;
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      if (!done) onEnd(code);
      done = true;
    });
  }
}
