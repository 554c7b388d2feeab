import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProgramName, State } from '../state/model';
import { type PreparedMachine, prepareMachine, readState, stopMachine } from '../prepare';
import { runningProcesses as allProcesses } from '../state/processes';

/** How a program ended: the status as this host has it, and the raw bytes of both streams. */
export interface Ended {
  code: number | null;
  stdout: Buffer;
  stderr: Buffer;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  stdin?: string;
}

/** A machine in a temporary folder, and ways to call its programs. */
export class TestMachine {
  private constructor(
    readonly prepared: PreparedMachine,
    private readonly parent: string,
  ) {}

  /** Prepares one; with our own English unless `shared` is given. */
  static async make(
    scenario: string,
    change?: (state: State) => void,
    shared: string | null = null,
    userlands = false,
  ) {
    // A blank and a quote in the path, so that every test runs with a folder that needs quoting.
    const parent = mkdtempSync(join(tmpdir(), "slipway o'machine "));
    const folder = join(parent, 'machine');
    return new TestMachine(
      await prepareMachine(folder, scenario, { shared, userlands, ...(change ? { change } : {}) }),
      parent,
    );
  }

  get folder(): string {
    return this.prepared.folder;
  }

  get state(): State {
    return readState(this.folder);
  }

  /** Starts a program and leaves it running. */
  start(program: ProgramName, args: string[], options: RunOptions = {}, detached = false): ChildProcess {
    const child = spawn(join(this.folder, 'bin', program), args, {
      cwd: options.cwd ?? this.prepared.drives['C']!,
      env: { PATH: process.env['PATH'], ...options.env },
      stdio: 'pipe',
      detached,
    });
    child.stdin.on('error', () => undefined); // It may end without reading.
    child.stdin.end(options.stdin ?? '');
    return child;
  }

  /** Runs a program to its end. */
  async run(program: ProgramName, args: string[], options: RunOptions = {}): Promise<Ended> {
    return ended(this.start(program, args, options));
  }

  /** Runs wsl with UTF-8 and gives stdout as text. */
  async wsl(...args: string[]): Promise<{ code: number | null; text: string; warnings: string }> {
    const { code, stdout, stderr } = await this.run('wsl', args, { env: { WSL_UTF8: '1' } });
    return { code, text: stdout.toString(), warnings: stderr.toString() };
  }

  /** Runs reg and gives both streams as text. */
  async reg(...args: string[]): Promise<{ code: number | null; text: string; error: string }> {
    const { code, stdout, stderr } = await this.run('reg', args);
    return { code, text: stdout.toString(), error: stderr.toString() };
  }

  /** Runs docker and gives both streams as text. */
  async docker(...args: string[]): Promise<{ code: number | null; text: string; error: string }> {
    const { code, stdout, stderr } = await this.run('docker', args);
    return { code, text: stdout.toString(), error: stderr.toString() };
  }

  /** The lines of a text of wsl's own, without their line ends. */
  async lines(...args: string[]): Promise<string[]> {
    return linesOf((await this.wsl(...args)).text);
  }

  /** Waits until something is so, for ten seconds at most. */
  async until(condition: () => boolean): Promise<void> {
    for (let tries = 0; !condition(); tries++) {
      if (tries > 2000) throw new Error('It did not come to be in ten seconds');
      await wait(5);
    }
  }

  /** Ends what the machine left behind, checks that nothing is alive and removes the folder. */
  async remove(): Promise<void> {
    await stopMachine(this.folder);
    const left = allProcesses(this.folder);
    rmSync(this.parent, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`Processes left: ${JSON.stringify(left)}`);
  }
}

/** Waits for the end of a process and of its streams. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout!.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  return { code, stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) };
}

/** Splits own text, insisting on CR LF at the end of each line. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  if (!text.endsWith('\r\n') || /[^\r]\n/.test(text)) throw new Error(`Not CR LF throughout: ${JSON.stringify(text)}`);
  return text.slice(0, -2).split('\r\n');
}

/** Prepares a machine before the tests of a block and removes it behind them. */
export function useMachine(scenario: string, change?: (state: State) => void): () => TestMachine {
  let machine: TestMachine;
  before(async () => {
    machine = await TestMachine.make(scenario, change);
  });
  after(() => machine.remove());
  return () => machine;
}

/** Makes a machine for one test and removes it afterwards. */
export async function withMachine(
  scenario: string,
  act: (machine: TestMachine) => void | Promise<void>,
  change?: (state: State) => void,
): Promise<void> {
  const machine = await TestMachine.make(scenario, change);
  try {
    await act(machine);
  } finally {
    await machine.remove();
  }
}
