import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { readMachineFile } from '../../../src/machine/machineFile';
import { resolveHere } from '../../../src/machine/names';
import { useFolder } from './temporary';

const folder = useFolder();

describe('the names of hosts', () => {
  it('are looked up by the resolver of this system', async () => {
    assert.equal(await resolveHere('localhost'), 'found');
    // Reserved, so that nobody has it; without a network nobody could say so.
    assert.notEqual(await resolveHere('nowhere.invalid'), 'found');
  });

  it('are those of a machine file where there is one', async () => {
    const path = join(folder(), 'machine.json');
    writeFileSync(path, '{"platform":"windows","names":["registry.example"]}');
    const machine = openMachine(silentLog, { SLIPWAY_MACHINE: path });
    assert.deepEqual(
      [await machine.resolveName('registry.example'), await machine.resolveName('localhost')],
      ['found', 'absent'],
    );
    for (const names of ['"x"', '[1]', '{}']) {
      writeFileSync(path, `{"platform":"windows","names":${names}}`);
      assert.throws(() => readMachineFile(path), /"names" must be a list of strings/);
    }
  });
});
