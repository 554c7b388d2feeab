import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { SnapshotStore } from '../../../src/state/store';
import { changeState } from '../prepare';
import { distro } from '../scenarios/parts';
import { useMachine } from '../spec/machine';
import { flagWsl2, type State } from '../state/model';
import { harmless, lengthy, SoakFront, soakFaults, type SoakFault } from './soakFront';

const refreshes = Number(process.env['SLIPWAY_SOAK'] ?? 250);
const seed = Number(process.env['SLIPWAY_SEED'] ?? 20_261);
/** Milliseconds; a refresh of a user has 15 seconds. */
const timeout = 400;
const refreshesPerChange = 20;

/** Mulberry32: the same numbers below 1 for the same seed. */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomNumbers(seed);
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;

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

let serial = 0x70000000;
const changes: readonly ((state: State) => void)[] = [
  ({ distros, running }) => running.push(pick(distros).guid),
  (state) => (state.running = state.running.filter(() => random() < 0.5)),
  (state) => (state.defaultDistribution = pick(state.distros).guid),
  ({ distros, locks }) => (locks[pick(distros).guid] = pick(['Converting', 'Exporting', 'Installing'])),
  (state) => (state.locks = {}),
  ({ distros }) => (pick(distros).name = `renamed ${serial++} 日本語`),
  ({ distros }) => distros.push(distro(serial, `new-${serial++}`)),
  ({ distros }) => (pick(distros).flags ^= flagWsl2),
  (state) => (state.language = pick(['en-US', 'ja-JP', 'de-DE', 'zh-CN'])),
  ({ distros, defaultDistribution }) => {
    const last = distros.findIndex(({ guid }) => guid !== defaultDistribution);
    if (distros.length > 3) distros.splice(last, 1);
  },
];

/** The product's machine, less patient. */
function impatient(machine: Machine): Machine {
  return { ...machine, run: (command, options) => machine.run(command, { ...options, timeout }) };
}

function markedProcesses(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
}

/** What this process holds: open files, what keeps it alive, and whom it tells of its end. */
function held(): object {
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  // What a timer of mocha or of this moment adds is none of the product's.
  delete resources['Timeout'];
  delete resources['Immediate'];
  const files = readdirSync('/proc/self/fd').length;
  return { resources, files, exitListeners: process.listenerCount('exit') };
}

describe(`${refreshes} refreshes under random faults`, function () {
  this.timeout(300_000);
  const machine = useMachine('healthy', (state) => {
    delete state.docker;
    state.oemCodePage = 65001;
  });
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-soak-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('show the truth whenever nothing fails, and leave nothing behind', async function () {
    if (process.platform !== 'linux') return this.skip();
    const front = new SoakFront(machine());
    await front.record();
    const store = new SnapshotStore(
      impatient(openMachine(silentLog, { SLIPWAY_MACHINE: front.machineFile })),
      silentLog,
      folder,
    );
    const shown = (): string[] =>
      store.current!.distros.map(
        ({ id, name, state, wslVersion, isDefault }) => `${id} ${name} ${state} ${wslVersion} ${isDefault}`,
      );
    await store.refresh();
    await store.refresh();
    await wait(100);
    const before = held();

    let lastGood = shown();
    const seen = new Set<string>();
    for (let count = 1; count <= refreshes; count++) {
      if (count % refreshesPerChange === 0) {
        changeState(machine().folder, pick(changes));
        await front.record();
      }
      const faults = planFaults(front);
      const about = `seed ${seed}, refresh ${count}, wsl: ${faults.wsl}, reg: ${faults.reg}`;
      const started = performance.now();
      await store.refresh();
      assert.ok(performance.now() - started < 10_000, `it took too long: ${about}`);
      const problems = store.current!.problems.map(({ kind }) => kind);
      problems.forEach((kind) => seen.add(kind));
      const isListed = faults.wsl === null || harmless.has(faults.wsl);
      const isRegistered = faults.reg === null || harmless.has(faults.reg);
      // On a loaded computer an answer may come too late: then it has to be told as that.
      const late = problems.includes('timeout');
      if (isListed && isRegistered && !late && !problems.includes('registryUnreadable')) {
        assert.deepEqual([problems, store.current!.staleSince, shown()], [[], null, truth(machine().state)], about);
      } else {
        assert.ok(problems.length > 0, `a fault went untold: ${about}`);
        if (!isListed) assert.deepEqual([shown(), store.current!.staleSince !== null], [lastGood, true], about);
      }
      lastGood = shown();
    }

    store.dispose();
    // What was ended has to be gone, and the last streams have to close.
    for (let tries = 0; tries < 50 && markedProcesses(front.mark).length > 0; tries++) await wait(50);
    assert.deepEqual(markedProcesses(front.mark), [], 'processes were left');
    await wait(100);
    assert.deepEqual(held(), before);
    for (const kind of [
      'timeout',
      'unreadableOutput',
      'unexpectedExit',
      'accessDenied',
      'diskFull',
      'outputTooLarge',
      'registryUnreadable',
    ]) {
      assert.ok(refreshes < 500 || seen.has(kind), `${kind} was never told`);
    }
  });
});

const kinds = (Object.keys(soakFaults) as SoakFault[]).flatMap((kind) =>
  Array.from({ length: lengthy.has(kind) ? 1 : 5 }, () => kind),
);

function planFaults(front: SoakFront): Record<'wsl' | 'reg', SoakFault | null> {
  const draw = (share: number): SoakFault | null => (random() < share ? pick(kinds) : null);
  const faults = { wsl: draw(0.35), reg: draw(0.1) };
  front.plan('wsl', faults.wsl);
  front.plan('reg', faults.reg);
  return faults;
}
