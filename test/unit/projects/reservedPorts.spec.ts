import assert from 'node:assert/strict';
import { isPublishedOnWindows, publishersIn, ReservedPortsHere } from '../../../src/projects/reservedPorts';
import type { Snapshot } from '../../../src/state/snapshot';
import { parseLocation, unknownLocation } from '../../../src/text/location';
import { FakeMachine, hangs } from '../state/fakeMachine';
import { printed } from '../wsl/recordings';

const table = (rows: string): string => `\r\nStart  End\r\n-----  ---\r\n${rows}\r\n\r\n* - x\r\n`;

/** A machine on which Windows answers with a table, and the clock stands. */
function machineWith(rows: string): FakeMachine {
  const machine = new FakeMachine({ netsh: printed(table(rows)) });
  machine.environment = { USERPROFILE: 'C:\\Users\\nobody' };
  machine.clock = () => new Date('2026-09-01T10:00:00Z');
  return machine;
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const installed = { isInstalled: true };

describe('the ports that Windows has reserved, as the editor knows them', () => {
  it('are asked for when somebody wants them, and once', async () => {
    const machine = machineWith('80 80');
    let changes = 0;
    const ports = new ReservedPortsHere(machine, () => (changes += 1));
    assert.deepEqual([ports.ranges, machine.calls], [null, []]);
    ports.want(installed);
    ports.want(installed);
    await settled();
    ports.want(installed);
    assert.deepEqual(ports.ranges, [{ first: 80, last: 80 }]);
    assert.deepEqual([changes, machine.calls], [1, ['netsh interface ipv4 show excludedportrange protocol=tcp']]);
  });

  it('are asked for again after five minutes, and told where they changed', async () => {
    const machine = machineWith('80 80');
    let changes = 0;
    const ports = new ReservedPortsHere(machine, () => (changes += 1));
    const later = async (minutes: number): Promise<unknown> => {
      machine.clock = () => new Date(Date.UTC(2026, 8, 1, 10, minutes));
      ports.want(installed);
      await settled();
      return [ports.ranges?.map(({ first }) => first), changes, machine.calls.length];
    };
    assert.deepEqual(await later(0), [[80], 1, 1]);
    assert.deepEqual(await later(4), [[80], 1, 1]);
    assert.deepEqual(await later(5), [[80], 1, 2]);
    machine.answer = () => printed(table('90 90'));
    assert.deepEqual(await later(10), [[90], 2, 3]);
    // What is not known any more is not told any more.
    machine.answer = () => hangs;
    assert.deepEqual(await later(15), [undefined, 3, 4]);
  });

  it('are not asked for where Docker Desktop is not there', async () => {
    const machine = machineWith('80 80');
    const ports = new ReservedPortsHere(machine, () => assert.fail());
    ports.want({ isInstalled: false });
    await settled();
    // Nobody has looked for it, and its pipe is not there.
    const others = new ReservedPortsHere(machine, () => assert.fail());
    others.want({ isInstalled: null });
    await settled();
    assert.deepEqual([ports.ranges, others.ranges, machine.calls], [null, null, []]);
  });

  it('change nothing once nobody is there to see', async () => {
    const machine = machineWith('80 80');
    const ports = new ReservedPortsHere(machine, () => assert.fail());
    ports.want(installed);
    ports.dispose();
    await settled();
  });
});

describe('whose ports are on Windows', () => {
  const snapshot = (install: object, set: Readonly<Record<string, 'on' | 'off'>>): Snapshot =>
    ({
      docker: { install },
      distros: Object.entries(set).map(([name, value]) => ({ name, integration: { set: { value } } })),
    }) as unknown as Snapshot;
  const there = { value: { version: '4.94.0' }, source: 'files', at: '' };

  it('follows from the place, and from what Docker Desktop is integrated with', () => {
    const publishers = publishersIn(snapshot(there, { Ubuntu: 'on', Fedora: 'off' }));
    for (const [place, expected] of [
      ['C:\\p', true],
      ['\\\\wsl.localhost\\ubuntu\\home\\u\\p', true],
      ['\\\\wsl$\\Fedora\\home\\u\\p', false],
    ] as const)
      assert.equal(isPublishedOnWindows(parseLocation(place)!, publishers), expected, place);
    assert.equal(isPublishedOnWindows({ kind: 'distro', name: 'Ubuntu', path: '/p' }, publishers), true);
    assert.equal(isPublishedOnWindows({ kind: 'distro', name: null, path: '/p' }, publishers), false);
    assert.equal(isPublishedOnWindows(unknownLocation, publishers), false);
  });

  it('is none where Docker Desktop is not installed, and of drives alone where nobody has looked', () => {
    const drive = parseLocation('C:\\p')!;
    assert.equal(isPublishedOnWindows(drive, publishersIn(snapshot({ ...there, value: null }, {}))), false);
    assert.equal(isPublishedOnWindows(drive, publishersIn(null)), true);
    assert.deepEqual(publishersIn(null), { isInstalled: null, distros: [] });
  });
});
