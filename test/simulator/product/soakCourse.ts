import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Machine } from '../../../src/machine/machine';
import type { SnapshotStore } from '../../../src/state/store';
import { changeState } from '../prepare';
import { distro } from '../scenarios/parts';
import type { TestMachine } from '../spec/machine';
import { flagWsl2, type State } from '../state/model';
import { harmless, lengthy, soakFaults, type SoakFault, type SoakFront } from './soakFront';

/** Milliseconds; a refresh of a user has 15 seconds. */
const timeout = 400;
const refreshesPerChange = 20;

/** Mulberry32: the same numbers below 1 for the same seed. */
export function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const kinds = (Object.keys(soakFaults) as SoakFault[]).flatMap((kind) =>
  Array.from({ length: lengthy.has(kind) ? 1 : 5 }, () => kind),
);

/** The list as it has to be, from the machine's own state. */
function truth({ distros, running, locks, defaultDistribution }: State): string[] {
  const rows = distros.map(({ guid, name, flags }) => {
    const state = locks[guid]?.toLowerCase() ?? (running.includes(guid) ? 'running' : 'stopped');
    const isDefault = guid === defaultDistribution;
    return { guid, isDefault, text: `${guid} ${name} ${state} ${flags & flagWsl2 ? 2 : 1} ${isDefault}` };
  });
  rows.sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || (a.guid < b.guid ? -1 : 1));
  return rows.map(({ text }) => text);
}

/** The product's machine, less patient. */
export function impatient(machine: Machine): Machine {
  return { ...machine, run: (command, options) => machine.run(command, { ...options, timeout }) };
}

/** Refreshes under random faults on a machine that changes meanwhile, each held against the machine's own state. */
export class Course {
  /** The kinds of problems that were told so far. */
  readonly seen = new Set<string>();
  private readonly random: () => number;
  private serial = 0x70000000;
  private lastGood: readonly string[] = [];
  private count = 0;

  constructor(
    private readonly machine: TestMachine,
    private readonly front: SoakFront,
    private readonly store: SnapshotStore,
    private readonly seed: number,
  ) {
    this.random = randomNumbers(seed);
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)]!;
  }

  private shown(): string[] {
    return this.store.current!.distros.map(
      ({ id, name, state, wslVersion, isDefault }) => `${id} ${name} ${state} ${wslVersion} ${isDefault}`,
    );
  }

  /** The first looks, at a machine that nothing ails. */
  async begin(): Promise<void> {
    await this.store.refresh();
    await this.store.refresh();
    await wait(100);
    this.lastGood = this.shown();
  }

  /** One more. @throws AssertionError where what is shown is not so. */
  async refresh(): Promise<void> {
    this.count += 1;
    if (this.count % refreshesPerChange === 0) {
      changeState(this.machine.folder, this.pick(this.changes));
      await this.front.record();
    }
    const faults = this.planFaults();
    const about = `seed ${this.seed}, refresh ${this.count}, wsl: ${faults.wsl}, reg: ${faults.reg}`;
    const started = performance.now();
    await this.store.refresh();
    assert.ok(performance.now() - started < 10_000, `it took too long: ${about}`);
    const current = this.store.current!;
    const problems = current.problems.map(({ kind }) => kind);
    problems.forEach((kind) => this.seen.add(kind));
    const isListed = faults.wsl === null || harmless.has(faults.wsl);
    const isRegistered = faults.reg === null || harmless.has(faults.reg);
    // On a loaded computer an answer may come too late: then it has to be told as that.
    const late = problems.includes('timeout');
    if (isListed && isRegistered && !late && !problems.includes('registryUnreadable')) {
      assert.deepEqual([problems, current.staleSince, this.shown()], [[], null, truth(this.machine.state)], about);
    } else {
      assert.ok(problems.length > 0, `a fault went untold: ${about}`);
      if (!isListed) assert.deepEqual([this.shown(), current.staleSince !== null], [this.lastGood, true], about);
    }
    this.lastGood = this.shown();
  }

  private planFaults(): Record<'wsl' | 'reg', SoakFault | null> {
    const draw = (share: number): SoakFault | null => (this.random() < share ? this.pick(kinds) : null);
    const faults = { wsl: draw(0.35), reg: draw(0.1) };
    this.front.plan('wsl', faults.wsl);
    this.front.plan('reg', faults.reg);
    return faults;
  }

  private readonly changes: readonly ((state: State) => void)[] = [
    ({ distros, running }) => running.push(this.pick(distros).guid),
    (state) => (state.running = state.running.filter(() => this.random() < 0.5)),
    (state) => (state.defaultDistribution = this.pick(state.distros).guid),
    ({ distros, locks }) => (locks[this.pick(distros).guid] = this.pick(['Converting', 'Exporting', 'Installing'])),
    (state) => (state.locks = {}),
    ({ distros }) => (this.pick(distros).name = `renamed ${this.serial++} 日本語`),
    ({ distros }) => distros.push(distro(this.serial, `new-${this.serial++}`)),
    ({ distros }) => (this.pick(distros).flags ^= flagWsl2),
    (state) => (state.language = this.pick(['en-US', 'ja-JP', 'de-DE', 'zh-CN'])),
    ({ distros, defaultDistribution }) => {
      const last = distros.findIndex(({ guid }) => guid !== defaultDistribution);
      if (distros.length > 3) distros.splice(last, 1);
    },
  ];
}
