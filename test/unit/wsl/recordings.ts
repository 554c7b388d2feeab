import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Output } from '../../../src/machine/command';
import { it } from 'mocha';

/** What a recorded output must be read as; which of these are there depends on the command. */
export interface Expected {
  readonly distros?: readonly {
    readonly name: string;
    readonly state?: string;
    readonly version: number;
    readonly default?: boolean;
    readonly guid?: string;
    readonly defaultUid?: number;
  }[];
  readonly broken?: readonly { readonly guid: string }[];
  readonly names?: readonly string[];
  readonly versions?: Readonly<Record<string, string>>;
  readonly wsl2Available?: boolean;
  readonly adminProtection?: boolean;
  readonly condition?: string;
  readonly errorCode?: string | null;
  readonly errorPath?: readonly string[];
  readonly guid?: string;
  readonly property?: string;
  readonly defaultGuid?: string;
  readonly defaultVersion?: number;
  readonly online?: readonly { readonly name: string; readonly friendlyName: string }[];
}

/** One output of a program of Windows, as bytes in a file, and what it means. */
export interface Recording {
  readonly file: string;
  readonly argv: readonly string[];
  readonly exitCode: number;
  readonly stream: 'stdout' | 'stderr';
  readonly expected: Expected;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const own = join(root, 'test/fixtures/wsl');
export const sharedRoot = process.env['SLIPWAY_SHARED'] ?? join(root, '../shared');
const shared = join(sharedRoot, 'fixtures/wsl');

function read(folder: string): Recording[] {
  return JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Recording[];
}

/** A test for each recording that is chosen: ours, which are made up, and the real ones, where they are. */
export function eachRecording(
  chosen: (recording: Recording) => boolean,
  check: (output: Output, recording: Recording) => void,
): void {
  const add = (folder: string, title: string): void => {
    for (const recording of read(folder).filter(chosen)) {
      it(`${title} ${recording.file}`, () => check(outputOf(folder, recording), recording));
    }
  };
  add(own, 'ours:');
  if (existsSync(join(shared, 'index.json'))) return add(shared, 'recorded:');
  it('recorded: ../shared/fixtures/wsl is not here', function () {
    this.skip();
  });
}

function outputOf(folder: string, { file, exitCode, stream }: Recording): Output {
  const bytes = readFileSync(join(folder, file));
  const none = new Uint8Array();
  return { exitCode, stdout: stream === 'stdout' ? bytes : none, stderr: stream === 'stderr' ? bytes : none };
}

/** The sentences of wsl.exe by language and key; null where the shared folder is not here. */
export function recordedSentences(): Readonly<Record<string, Readonly<Record<string, string>>>> | null {
  const file = join(sharedRoot, 'data/wsl-messages.json');
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { messages: Record<string, Record<string, string>> }).messages;
}

/** Whether a recording is of `wsl.exe` with exactly these arguments. */
export function calledWith(...args: readonly string[]): (recording: Recording) => boolean {
  return ({ argv }) => argv.join(' ') === args.join(' ');
}

export const minusOne = 0xffff_ffff;

/** What a program that printed this text left behind. */
export function printed(text: string, exitCode = 0, encoding: 'utf8' | 'utf16le' = 'utf8'): Output {
  return { exitCode, stdout: Buffer.from(text, encoding), stderr: new Uint8Array() };
}
