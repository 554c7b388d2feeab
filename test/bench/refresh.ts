// What a refresh costs beside one bare `wsl -l -v`, on a simulated machine, whose programs take longer to start than real ones.
import { join } from 'node:path';
import { silentLog } from '../../src/machine/log';
import { openMachine } from '../../src/machine/machine';
import { SnapshotStore } from '../../src/state/store';
import { listDistros } from '../../src/wsl/list';
import { prepareMachine, readCalls, stopMachine } from '../simulator/prepare';
import { median } from './measure';

const [folder = '', rounds = '15'] = process.argv.slice(2);
const { machineFile } = await prepareMachine(folder, 'healthy');
try {
  const machine = openMachine(silentLog, { SLIPWAY_MACHINE: machineFile });
  const store = new SnapshotStore(machine, silentLog, join(folder, 'shared'));
  // What is looked for once only: where Docker Desktop is installed.
  await store.refresh();

  const [bare, refresh, own]: [number[], number[], number[]] = [[], [], []];
  let processes = 0;
  for (let round = 0; round < Number(rounds); round += 1) {
    bare.push(await timed(() => machine.run(listDistros(), { timeout: 15_000 })));
    const [callsBefore, before] = [readCalls(folder).length, process.cpuUsage()];
    refresh.push(await timed(() => store.refresh()));
    const { user, system } = process.cpuUsage(before);
    own.push((user + system) / 1000);
    processes = Math.max(processes, readCalls(folder).length - callsBefore);
  }
  store.dispose();
  console.log(JSON.stringify({ bare: median(bare), refresh: median(refresh), own: median(own), processes }));
} finally {
  await stopMachine(folder);
}

/** Milliseconds that pass while something is done. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
