// `refreshRounds FOLDER MACHINE-FILE ROUNDS`: bare calls of `wsl -l -v`, the same beside the question to the registry, and refreshes in turns, in a
// process like the extension's.
import { join } from 'node:path';
import { silentLog } from '../../src/machine/log';
import { openMachine } from '../../src/machine/machine';
import { SnapshotStore } from '../../src/state/store';
import { listDistros } from '../../src/wsl/list';
import { queryRegistry } from '../../src/wsl/registry';
import { readCalls } from '../simulator/state/logs';
import { median } from './measure';

/** What somebody did, in milliseconds that passed and in those of this process's processors. */
interface Spent {
  readonly passed: number[];
  processor: number;
}

const [folder = '', machineFile = '', rounds = ''] = process.argv.slice(2);
const timeout = 15_000;
const warmUp = 20;
const machine = openMachine(silentLog, { SLIPWAY_MACHINE: machineFile });
const store = new SnapshotStore(machine, silentLog, join(folder, 'shared'));
// What is looked for once only: where Docker Desktop is installed.
await store.refresh();

const bare: Spent = { passed: [], processor: 0 };
const both: Spent = { passed: [], processor: 0 };
const refresh: Spent = { passed: [], processor: 0 };
// A window does it every few seconds for hours: what costs more until the engine has compiled it is not in the figures.
for (let round = 0; round < warmUp; round += 1) await store.refresh();

const called = readCalls(folder).length;
for (let round = 0; round < Number(rounds); round += 1) {
  await spend(bare, () => machine.run(listDistros(), { timeout }));
  await spend(both, () =>
    Promise.all([machine.run(listDistros(), { timeout }), machine.run(queryRegistry(), { timeout })]),
  );
  await spend(refresh, () => store.refresh());
}
store.dispose();
// Processor time is counted in ticks of some milliseconds: of one round it says little, of all of them enough.
const own = refresh.processor / Number(rounds);
const start = both.processor / Number(rounds);
const calls = (readCalls(folder).length - called) / Number(rounds);
const [alone, together, whole] = [bare, both, refresh].map(({ passed }) => median(passed));
console.log(JSON.stringify({ bare: alone, both: together, refresh: whole, own, start, calls }));

async function spend(on: Spent, act: () => Promise<unknown>): Promise<void> {
  const [before, start] = [process.cpuUsage(), performance.now()];
  await act();
  on.passed.push(performance.now() - start);
  const { user, system } = process.cpuUsage(before);
  on.processor += (user + system) / 1000;
}
