import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './places';

// The first is where the package puts its program when it is installed, the other where it comes from.
const places = ['bun/bin/bun.exe', `@oven/bun-${process.platform}-${process.arch}/bin/bun`];

/** What begins the command line of a simulated program. */
interface Runtime {
  readonly words: readonly string[];
  /** The form of a bundle that it starts from, as the text to put before and behind that of the bundle. */
  readonly form: readonly [before: string, behind: string];
  /** Ends the name of a bundle in that form. */
  readonly ending: string;
}

// Threads that would compile what runs long are for nothing here.
const node: Runtime = { words: [process.execPath, '--single-threaded'], form: ['', ''], ending: '.cjs' };

// It would take settings from the folder in which a program is called, and keep what it has read of a bundle at home:
// what stands in this form it takes as it is.
const bun = (program: string): Runtime => ({
  words: [program, '--no-env-file', '--config=/dev/null', '--no-install'],
  form: ['// @bun @bun-cjs\n(function(exports, require, module, __filename, __dirname) {', '\n})'],
  ending: '.bun.cjs',
});

let found: Runtime | undefined;

/**
 * Bun, which needs half the time of Node to start, and with that comes nearer to a program of Windows; this very Node where
 * Bun is not or does not run. What lives long, and what runs inside a userland, is Node's in any case. Tried out once per
 * process.
 */
export function programRuntime(): Runtime {
  found ??= findRuntime();
  return found;
}

function findRuntime(): Runtime {
  const program = places.map((place) => join(projectFolder, 'node_modules', place)).find(runs);
  return program === undefined ? node : bun(program);
}

function runs(program: string): boolean {
  return existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
