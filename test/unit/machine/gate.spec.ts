import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { Gate } from '../../../src/machine/gate';
import { silentLog } from '../../../src/machine/log';
import { KeptLog, useFolder } from './temporary';

const folder = useFolder();

describe('the gate', () => {
  it('is closed before anything was listed', () => {
    assert.deepEqual(new Gate(silentLog, null).pass('Ubuntu', '/etc', false), { open: false, wouldStart: 'Ubuntu' });
  });

  it('is open for the distros of the last list that ran, without case, and for no other', () => {
    const gate = new Gate(silentLog, null);
    gate.setRunning(['Ubuntu', 'Größe']);
    const open = (name: string): boolean => gate.pass(name, '/', false).open;
    assert.deepEqual(['ubuntu', 'UBUNTU', 'GRÖSSE', 'grÖße'].map(open), [true, true, false, true]);
    assert.deepEqual(['Ubuntu-24.04', 'Ubunt', '', 'Ubuntu ', 'Debian'].map(open), [false, false, false, false, false]);
    gate.setRunning(['Debian']);
    assert.deepEqual(['Ubuntu', 'Debian'].map(open), [false, true]);
  });

  it('stays open for the others when one more is seen to run', () => {
    const gate = new Gate(silentLog, null);
    gate.setRunning(['Ubuntu']);
    gate.addRunning('Debian');
    assert.deepEqual(
      ['ubuntu', 'DEBIAN', 'Alpine'].map((name) => gate.pass(name, '/', false).open),
      [true, true, false],
    );
  });

  it('opens for a wish, and only for that one', () => {
    const gate = new Gate(silentLog, null);
    assert.deepEqual(gate.pass('Ubuntu', '/etc', true), { open: true });
    assert.equal(gate.pass('Ubuntu', '/etc', false).open, false);
  });

  it('logs each access and no refusal, each in one line', () => {
    const log = new KeptLog();
    const file = join(folder(), 'gate.log');
    const gate = new Gate(log, file);
    gate.pass('Ubuntu', '/etc', false);
    gate.pass('Ubuntu', '/a\n{"distro":"x"}', true);
    gate.setRunning(['Debian']);
    gate.pass('Debian', '/b', false);
    assert.deepEqual(log.lines, ['asked for: Ubuntu "/a\\n{\\"distro\\":\\"x\\"}"', 'running: Debian /b']);
    const entries = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { at: string; distro: string; path: string });
    assert.deepEqual(
      entries.map(({ distro, path }) => [distro, path]),
      [
        ['Ubuntu', '/a\n{"distro":"x"}'],
        ['Debian', '/b'],
      ],
    );
    for (const { at } of entries) assert.ok(!Number.isNaN(Date.parse(at)));
  });
});
