import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson } from '../../unit/house/sources';
import type { Ended } from './product';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  readJson('docs/schema/move.schema.json') as object,
);

interface Sample {
  readonly total: number;
  readonly first: readonly string[];
}

interface UndoOutput {
  readonly files: number;
  readonly links: number;
  readonly gone: number;
  readonly changed: Sample;
  readonly added: Sample;
  readonly withoutOriginal: Sample;
  readonly result: { readonly files: number; readonly left: Sample; readonly isAllGone: boolean } | null;
}

export interface MoveOutput {
  readonly git: Readonly<Record<string, unknown>> | null;
  readonly outcome: string;
  readonly plan: Readonly<Record<string, unknown>> | null;
  readonly result: { readonly files: number; readonly bytes: number; readonly resumed: number } | null;
  readonly problem: { readonly kind: string } | null;
  readonly pointers: readonly { readonly file: string; readonly diff: string; readonly applied: boolean }[];
  readonly checklist: readonly string[];
  readonly undo: UndoOutput | null;
}

/** The JSON of a run, which is valid. */
export function outputOf({ stdout, stderr }: Ended): MoveOutput {
  const output: unknown = JSON.parse(stdout || 'null');
  assert.ok(validate(output), `${JSON.stringify(validate.errors)}\n${stdout}${stderr}`);
  return output as MoveOutput;
}

/** What another program finds different; empty where nothing is. */
export function difference(a: string, b: string): string[] {
  try {
    execFileSync('diff', ['-r', '--no-dereference', a, b], { encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.trim().split('\n').sort();
  }
}

/** One number for all that is in a folder: names, kinds, times, contents. */
export function hashOf(folder: string): string {
  const listed = execFileSync('find', ['.', '-printf', '%P %y %s %T@ %m %l\\0'], { cwd: folder, maxBuffer: 2 ** 28 });
  const sums = execFileSync('sh', ['-c', 'find . -type f -print0 | sort -z | xargs -0 sha256sum'], {
    cwd: folder,
    maxBuffer: 2 ** 28,
  });
  const lines = listed.toString().split('\0').sort().join('\0');
  return createHash('sha256').update(lines).update(sums).digest('hex');
}

/** How many files are in a folder, as another program counts them. */
export function filesIn(folder: string): number {
  return execFileSync('find', [folder, '-type', 'f', '-printf', '.'], { maxBuffer: 2 ** 28 }).length;
}

/** What another program lists in a folder: the kind of each path, and more of it by the letters of `find -printf`. */
export function listed(folder: string, ...letters: readonly ('T@' | 'l' | 'm')[]): Map<string, string[]> {
  const format = ['P', 'y', ...letters];
  const args = ['.', '-mindepth', '1', '-printf', format.map((letter) => `%${letter}\\0`).join('')];
  const fields = execFileSync('find', args, { cwd: folder, maxBuffer: 2 ** 28 })
    .toString()
    .split('\0')
    .slice(0, -1);
  const found = new Map<string, string[]>();
  for (let at = 0; at < fields.length; at += format.length) {
    const [path = '', ...rest] = fields.slice(at, at + format.length);
    found.set(path, rest);
  }
  return found;
}
