import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output, RunFailure } from '../../src/machine/command';

/** The answer to a call, byte for byte; or why there was none. */
export interface Answered {
  readonly id: string;
  readonly milliseconds: number;
  readonly answer: Output | { readonly failure: RunFailure['kind'] };
}

/** What was recorded of a machine. */
export interface Capture {
  /** Whether a Windows answered, or what a machine file describes. */
  readonly source: 'windows' | 'machine file';
  readonly at: string;
  /** The version of Slipway whose calls these are. */
  readonly slipway: string;
  /** The named pipes of Docker; null where pipes could not be listed. */
  readonly pipes: readonly string[] | null;
  readonly answers: readonly Answered[];
}

interface Noted {
  readonly id: string;
  readonly milliseconds: number;
  readonly exitCode?: number;
  readonly failure?: RunFailure['kind'];
}

type Index = Omit<Capture, 'answers'> & { readonly version: 1; readonly answers: readonly Noted[] };

const streams = ['stdout', 'stderr'] as const;

/** Writes a capture: an index, and a file with the raw bytes of each stream that is not empty. */
export async function writeCapture(folder: string, { answers, ...capture }: Capture): Promise<void> {
  await mkdir(folder, { recursive: true });
  const noted: Noted[] = [];
  for (const { id, milliseconds, answer } of answers) {
    if ('failure' in answer) {
      noted.push({ id, milliseconds, failure: answer.failure });
      continue;
    }
    noted.push({ id, milliseconds, exitCode: answer.exitCode });
    for (const name of streams) {
      if (answer[name].length > 0) await writeFile(join(folder, `${id}.${name}`), answer[name]);
    }
  }
  const index: Index = { version: 1, ...capture, answers: noted };
  await writeFile(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
}

/**
 * Reads a capture.
 * @throws Error where the folder holds none
 */
export async function readCapture(folder: string): Promise<Capture> {
  const { version, answers, ...capture } = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as Index;
  if ((version as number) !== 1) throw new Error(`index.json has version ${version}, and this reads version 1.`);
  const read = async ({ id, milliseconds, exitCode, failure }: Noted): Promise<Answered> => {
    if (exitCode === undefined) return { id, milliseconds, answer: { failure: failure ?? 'startFailed' } };
    const [stdout, stderr] = await Promise.all(streams.map((name) => bytesOf(join(folder, `${id}.${name}`))));
    return { id, milliseconds, answer: { exitCode, stdout: stdout ?? empty, stderr: stderr ?? empty } };
  };
  return { ...capture, answers: await Promise.all(answers.map(read)) };
}

const empty = new Uint8Array();

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
    throw error;
  }
}
