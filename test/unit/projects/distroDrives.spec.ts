import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { DistroDrives } from '../../../src/projects/distroDrives';
import { parseLocation, type Location } from '../../../src/text/location';
import { writeMachine } from '../machine/standIn';

const quiet = { info: () => undefined, warn: () => undefined };
const share = parseLocation('\\\\wsl.localhost\\Ubuntu\\home\\u')!;
const connected = parseLocation('/home/u', 'Ubuntu')!;

describe('where a distro has the drives, as Windows sees it', () => {
  let folder: string;
  let machine: Machine;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-drives-'));
    const machineFile = writeMachine(folder);
    writeFileSync(join(folder, 'distros/Ubuntu/etc/wsl.conf'), '[automount]\nroot = /windows\n');
    machine = openMachine(quiet, { SLIPWAY_MACHINE: machineFile });
  });
  after(() => rmSync(folder, { recursive: true }));

  const rootFor = async (place: Location): Promise<string> =>
    (await new DistroDrives(machine, false).of(place)).automountRoot;
  const touched = (): string => readFileSync(join(folder, 'gate.log'), 'utf8');

  it('is as usual while it does not run, and nothing is touched', async () => {
    for (const place of [share, connected]) assert.equal(await rootFor(place), '/mnt/');
    assert.equal(touched(), '');
  });

  it('is as its wsl.conf says while it runs, also for a window that is connected to it', async () => {
    machine.gate.setRunning(['ubuntu']);
    for (const place of [share, connected]) assert.equal(await rootFor(place), '/windows/');
    assert.notEqual(touched(), '');
  });

  it('is asked once for all folders', async () => {
    const drives = new DistroDrives(machine, false);
    const before = touched();
    await Promise.all([drives.of(share), drives.of(connected), drives.of(share)]);
    assert.equal(touched().slice(before.length).trim().split('\n').length, 1);
  });

  it('is as usual for what is in no distro', async () => {
    assert.equal(await rootFor(parseLocation('C:\\x')!), '/mnt/');
    assert.equal(await rootFor({ kind: 'unknown' }), '/mnt/');
    assert.equal(await rootFor({ kind: 'distro', name: null, path: '/x' }), '/mnt/');
  });
});
