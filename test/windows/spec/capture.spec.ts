import assert from 'node:assert/strict';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { record } from '../../../scripts/capture/record';
import { readCapture, writeCapture } from '../../../scripts/capture/recording';
import { redact } from '../../../scripts/capture/redact';
import { findSecrets, leaksIn } from '../../../scripts/capture/secrets';
import { readCalls } from '../../simulator/state/logs';
import { readState } from '../../simulator/state/store';
import { windowsFolder } from './place';

const usual = join(windowsFolder, 'machines', 'usual');
/** Stays behind, to become a fixture: test/fixtures/capture/README.md. */
const folder = join(windowsFolder, 'capture');

describe('capturing on Windows', function () {
  // Some thirty programs of Wine, one after the other.
  this.timeout(300_000);

  it('records every answer, changes nothing, and leaves no name', async () => {
    const before = JSON.stringify(readState(usual));
    const callsBefore = readCalls(usual).length;
    const machine = openMachine(silentLog, { SLIPWAY_MACHINE: join(usual, 'machine.json') });
    const recorded = await record(machine, 'machine file');
    assert.equal(JSON.stringify(readState(usual)), before);
    assert.equal(readCalls(usual).length - callsBefore, recorded.answers.length);

    const secrets = findSecrets(recorded, {});
    for (const { name, guid } of readState(usual).distros.filter((each) => each.name !== 'docker-desktop')) {
      assert.ok(secrets.has(name) && secrets.has(guid.slice(1, -1)), name);
    }
    await writeCapture(folder, redact(recorded, secrets));
    const capture = await readCapture(folder);
    for (const { id, answer } of capture.answers) {
      assert.ok('exitCode' in answer, `${id}: ${JSON.stringify(answer)}`);
      for (const bytes of [answer.stdout, answer.stderr]) assert.deepEqual(leaksIn(bytes, secrets), [], id);
    }
    const refused = capture.answers.find(({ id }) => id === 'no-such-distro')?.answer;
    assert.ok(refused && 'exitCode' in refused && refused.exitCode === 0xffff_ffff);
  });
});
