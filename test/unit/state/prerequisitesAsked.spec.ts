import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askPrerequisites } from '../../../src/state/askPrerequisites';
import { snapshot } from '../views/snapshots';
import { FakeMachine } from './fakeMachine';

const never = new AbortController().signal;

function programs(machine: FakeMachine): string[] {
  return machine.calls.map((call) => call.split(' ').slice(0, 2).join(' ')).sort();
}

describe('asking for the prerequisites', () => {
  it('takes four processes, none of which starts a distro', async () => {
    const machine = new FakeMachine({});
    await askPrerequisites(machine, snapshot(), never);
    assert.deepEqual(programs(machine), ['powershell -NoProfile', 'reg query', 'wsl --status', 'wsl --version']);
  });

  it('does not wait for the service where that did not answer the list', async () => {
    const machine = new FakeMachine({});
    await askPrerequisites(machine, snapshot({ listed: false }), never);
    assert.ok(!programs(machine).includes('wsl --status'));
  });

  it('gives unknowns where no program is there', async () => {
    const answers = await askPrerequisites(new FakeMachine({}), snapshot(), never);
    const unknown = answers!.filter(({ verdict }) => verdict === 'unknown').map(({ id }) => id);
    assert.deepEqual(unknown, [
      'windows',
      'virtualization',
      'virtualMachinePlatform',
      'subsystemForLinux',
      'wsl',
      'memory',
    ]);
  });

  it('is cancelled as a whole', async () => {
    const machine = new FakeMachine({});
    machine.answer = ({ program }) =>
      program === 'powershell' ? 'cancelled' : { kind: 'programMissing', program, command: program };
    assert.equal(await askPrerequisites(machine, snapshot(), never), null);
  });
});
