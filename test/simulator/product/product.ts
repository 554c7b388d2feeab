import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { silentLog } from '../../../src/machine/log';
import { readCalls, runningProcesses } from '../prepare';
import { TestMachine } from '../spec/machine';
import type { State } from '../state/model';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const cli = join(root, 'dist/cli.cjs');

/** What the JSON of `slipway distros` holds, as far as tests look at it. */
export interface DistrosOutput {
  readonly version: number;
  readonly at: string;
  readonly wsl: Readonly<Record<string, string | number | boolean | null>>;
  readonly distros: readonly {
    readonly name: string;
    readonly id: string | null;
    readonly state: string;
    readonly wslVersion: number;
    readonly default: boolean;
    readonly kind: string;
    readonly disk: string | null;
  }[];
  readonly problems: readonly {
    readonly kind: string;
    readonly message: string;
    readonly nextStep: string;
    readonly evidence: string;
  }[];
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Builds the command line where it has not been built. */
export function buildCli(this: Mocha.Context): void {
  this.timeout(60_000);
  if (!existsSync(cli)) execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
}

/** Starts `slipway` on a simulated machine. */
export function startSlipway(
  machine: TestMachine,
  args: readonly string[],
  cwd = machine.folder,
  machineFile = machine.prepared.machineFile,
): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, SLIPWAY_MACHINE: machineFile, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a `slipway`. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const started = performance.now();
  let [stdout, stderr] = ['', ''];
  child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr, seconds: (performance.now() - started) / 1000 };
}

/** Runs `slipway distros --format json` and reads what it printed. */
export async function askDistros(machine: TestMachine): Promise<Ended & { readonly output: DistrosOutput }> {
  const ended = await endOf(startSlipway(machine, ['distros', '--format', 'json']));
  return { ...ended, output: JSON.parse(ended.stdout) as DistrosOutput };
}

/** The command lines of all calls so far, sorted, since some run side by side; without those of `looksForDocker`. */
export function callsOf(machine: TestMachine): string[] {
  return allCalls(machine)
    .filter((call) => !isLookForDocker(call))
    .sort();
}

/** How often the registry was asked where Docker Desktop is installed: twice, once for the user and once for all. */
export function looksForDocker(machine: TestMachine): number {
  return allCalls(machine).filter(isLookForDocker).length;
}

function allCalls(machine: TestMachine): string[] {
  return readCalls(machine.folder).map(({ program, argv }) => [program, ...argv].join(' '));
}

function isLookForDocker(call: string): boolean {
  return /^reg query HK(?:CU|LM)\\SOFTWARE\\.*\\Uninstall\\Docker Desktop$/.test(call);
}

export const regQuery = 'reg query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss /s';

/** The product's own machine over a simulated one. */
export function productMachine(machine: TestMachine): Machine {
  return openMachine(silentLog, { SLIPWAY_MACHINE: machine.prepared.machineFile });
}

/** Makes a machine, does something with it, and checks that no process is left before it is removed. */
export async function withMachine(
  scenario: string,
  act: (machine: TestMachine) => Promise<void>,
  change?: (state: State) => void,
  shared: string | null = null,
): Promise<void> {
  const machine = await TestMachine.make(scenario, change, shared);
  try {
    await act(machine);
    const left = runningProcesses(machine.folder);
    if (left.length > 0) throw new Error(`The product left processes: ${JSON.stringify(left)}`);
  } finally {
    await machine.remove();
  }
}
