import { ended, TestMachine } from '../spec/machine';
import { canHaveUserlands, runningProcesses } from '../prepare';
import { settingsText, usualSettings, withDocker } from '../scenarios/docker-parts';
import type { State } from '../state/model';
import type { Beside } from '../../../src/doctor/beside/beside';
import type { BesideId } from '../../../src/doctor/checks';
import { Examination, type ExaminationOptions } from '../../../src/doctor/examination';
import { examine, type Report } from '../../../src/doctor/examine';
import type { Verdict } from '../../../src/doctor/verdict';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { takeSnapshot } from '../../../src/state/snapshot';
import { productMachine } from './product';

/** Something broken, or what only looks so: in the state before the machine is made, or by hands in the machine. */
export interface Fault {
  readonly scenario?: string;
  readonly change?: (state: State) => void;
  readonly act?: (machine: TestMachine) => Promise<unknown>;
}

/** The default distro, which is examined where no other one is named. */
export function ubuntu({ distros }: State): State['distros'][number] {
  return distros.find(({ name }) => name === 'Ubuntu')!;
}

/** Changes the settings that Docker Desktop begins with. */
export function settings(more: object): (state: State) => void {
  return (state) => void withDocker(state, state.docker!, settingsText({ ...usualSettings, ...more }));
}

/** Runs a script in a distro as root, as somebody at a terminal would. */
export async function asRoot(machine: TestMachine, script: string, distro = 'Ubuntu'): Promise<string> {
  const args = ['-d', distro, '-u', 'root', '-e', 'sh', '-c', script];
  const { code, stdout, stderr } = await ended(machine.start('wsl', args, { env: { WSL_UTF8: '1' } }));
  if (code !== 0) throw new Error(`${script}: exit ${String(code)} ${stdout.toString()} ${stderr.toString()}`);
  return stdout.toString();
}

/** The same as the distro's user. */
export async function asUser(machine: TestMachine, script: string, distro = 'Ubuntu'): Promise<void> {
  const { code, stderr } = await ended(machine.start('wsl', ['-d', distro, '-e', 'sh', '-c', script]));
  if (code !== 0) throw new Error(`${script}: exit ${String(code)} ${stderr.toString()}`);
}

export interface DoctorOptions {
  readonly distro?: string | null;
  readonly start?: boolean;
  readonly settleSeconds?: number;
  /** The distro in which the product runs; on Windows by default. */
  readonly inside?: string;
}

/** Examines a distro with the product's own code. */
export async function callDoctor(machine: TestMachine, options: DoctorOptions = {}): Promise<Report> {
  return (await examine(await beginExamination(machine, options)))!;
}

/** What one look beside the chain finds, asked alone: most of the time of an examination goes into all the others. */
export async function lookBesideAlone(machine: TestMachine, look: Beside, id: BesideId): Promise<Verdict> {
  const found = await look.probe(new Examination(await beginExamination(machine, {})));
  return found!.get(id)!;
}

async function beginExamination(
  machine: TestMachine,
  { distro = 'Ubuntu', start = false, settleSeconds = 0, inside }: DoctorOptions,
): Promise<ExaminationOptions> {
  const product =
    inside === undefined
      ? productMachine(machine)
      : openMachine(silentLog, { SLIPWAY_MACHINE: machine.prepared.machineFileIn(inside) });
  const snapshot = (await takeSnapshot(product, null))!;
  const chosen = distro === null ? null : snapshot.distros.find(({ name }) => name === distro)!;
  const { signal } = new AbortController();
  return { machine: product, snapshot, distro: chosen, start, signal, settleSeconds };
}

/** Makes a machine with real userlands and a fault, does something with it, and checks that nothing is left running. */
export async function withFault(fault: Fault, act: (machine: TestMachine) => Promise<void>): Promise<void> {
  const machine = await TestMachine.make(fault.scenario ?? 'healthy', fault.change, null, true);
  try {
    await fault.act?.(machine);
    await act(machine);
    const left = runningProcesses(machine.folder);
    if (left.length > 0) throw new Error(`The product left processes: ${JSON.stringify(left)}`);
  } finally {
    await machine.remove();
  }
}

/** What is not as it should be: ids with their status, in order. */
export function complaints({ links, beside }: Report): string[] {
  return [...links, ...beside]
    .filter(({ verdict }) => verdict.status === 'fail' || verdict.status === 'warn')
    .map(({ id, verdict }) => (verdict.status === 'fail' ? id : `${id} (warn)`));
}

export function skipWithoutUserlands(this: Mocha.Context): void {
  if (!canHaveUserlands()) this.skip();
}
