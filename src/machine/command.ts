/** The closed list of programs the product may start. Nothing else is ever searched for. */
export const programNames = [
  'wsl',
  'reg',
  'docker',
  'dockerDesktop',
  'powershell',
  'tasklist',
  'taskkill',
  'explorer',
  'netsh',
  'netstat',
  'route',
  'code',
] as const;
export type ProgramName = (typeof programNames)[number];

/** What a finished process left behind. */
export interface Output {
  /** Unsigned, as Windows has it: -1 is 4294967295. On Linux only 8 bits arrive, so there it is 255. */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** A process to run, as a value: made by pure functions, run by a `Machine`. */
export interface Command<T> {
  readonly program: ProgramName;
  readonly args: readonly string[];
  /** Added to the environment the process inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** Taken out of the environment the process inherits. */
  readonly withoutEnv?: readonly string[];
  /** What it reads from its standard input, which is empty by default. Taken piece by piece, as fast as it reads. */
  readonly input?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** The bytes that it may print at most; a few megabytes by default. */
  readonly outputLimit?: number;
  readonly parse: (output: Output) => T;
}

export interface RunOptions {
  /** Milliseconds after which the whole process tree is ended. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** Why a command has no output that could be parsed. `command` is the command line, for evidence. */
export type RunFailure = { readonly program: ProgramName; readonly command: string } & (
  | { readonly kind: 'programMissing' }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'outputTooLarge'; readonly bytes: number }
  | { readonly kind: 'startFailed'; readonly reason: string }
);

/** `cancelled` is an outcome, not an error: somebody asked for it. */
export type Ran<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'failed'; readonly failure: RunFailure }
  | { readonly outcome: 'cancelled' };

/** -1 is shown as 4294967295 by Node, as -1 by some hosts, and as 255 where an exit status has 8 bits. */
export function isMinusOne(exitCode: number): boolean {
  return exitCode >>> 0 === 0xffff_ffff || exitCode === 255;
}
