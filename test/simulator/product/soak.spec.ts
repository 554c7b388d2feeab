import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { SnapshotStore } from '../../../src/state/store';
import { useMachine } from '../spec/machine';
import { Course, impatient } from './soakCourse';
import { SoakFront } from './soakFront';

const refreshes = Number(process.env['SLIPWAY_SOAK'] ?? 250);
const seed = Number(process.env['SLIPWAY_SEED'] ?? 20_261);

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
    const course = new Course(machine(), front, store, seed);
    await course.begin();
    const before = held();
    for (let count = 1; count <= refreshes; count++) await course.refresh();

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
      assert.ok(refreshes < 500 || course.seen.has(kind), `${kind} was never told`);
    }
  });
});
