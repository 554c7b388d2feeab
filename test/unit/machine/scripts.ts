import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A second process that runs a TypeScript text; `from(name)` in it is the address of a file of src/machine. */
export function startScript(
  folder: string,
  text: string,
  args: readonly string[] = [],
): ChildProcessByStdio<null, Readable, Readable> {
  const script = join(folder, 'script.mts');
  const replaced = text.replace(/from\('(\w+)'\)/g, (_, name: string) =>
    JSON.stringify(new URL(`../../../src/machine/${name}.ts`, import.meta.url).href),
  );
  writeFileSync(script, replaced);
  return spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end; gives what it printed on stderr. */
export async function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  child.stdout.resume();
  await new Promise((resolve) => child.once('close', resolve));
  return complaints;
}

/** Waits until it prints something. */
export function firstWord(child: ChildProcessByStdio<null, Readable, Readable>): Promise<unknown> {
  return new Promise((resolve) => child.stdout.once('data', resolve).once('close', resolve));
}
