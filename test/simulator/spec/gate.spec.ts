import assert from 'node:assert/strict';
import { appendFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { layoutOf } from '../state/layout';
import { changeState, readCalls, readGateLog } from '../prepare';
import { ended, useMachine } from './machine';

describe('simulator: shares and shared state', () => {
  const machine = useMachine('healthy', (state) => {
    state.running = [];
    state.vmUp = false;
  });
  const touch = (distro: string, end = '\n') => {
    const line = { at: new Date().toISOString(), distro, path: `\\\\wsl.localhost\\${distro}\\etc` };
    appendFileSync(layoutOf(machine().folder).gate, JSON.stringify(line) + end);
  };
  const running = () => machine().lines('-l', '-q', '--running');

  it('begins with an empty gate.log and nothing running', async () => {
    assert.deepEqual([readGateLog(machine().folder), await running()], [[], []]);
  });

  it('turns an access to a share into a running distro', async () => {
    touch('debian');
    assert.deepEqual(await running(), ['Debian']);
    assert.equal(machine().state.vmUp, true);
    assert.deepEqual(
      readGateLog(machine().folder).map(({ distro }) => distro),
      ['debian'],
    );
  });

  it('does so once: a later stop holds until the next access', async () => {
    await machine().wsl('-t', 'Debian');
    assert.deepEqual(await running(), []);
    touch('Debian');
    assert.deepEqual(await running(), ['Debian']);
  });

  it('waits for the end of a line that is being written', async () => {
    await machine().wsl('--shutdown');
    touch('Fedora', '');
    assert.deepEqual(await running(), []);
    appendFileSync(layoutOf(machine().folder).gate, '\n');
    assert.deepEqual(await running(), ['Fedora']);
  });

  it('starts nothing for a name nobody has', async () => {
    await machine().wsl('--shutdown');
    touch('Nope');
    assert.deepEqual(await running(), []);
  });

  it('loses no change when many processes write at once', async () => {
    const names = ['Ubuntu', 'Debian', 'Fedora', 'Legacy-18.04', 'docker-desktop'];
    const before = readCalls(machine().folder).length;
    const results = await Promise.all(names.map((name) => machine().wsl('-d', name, '-e', 'true')));
    assert.deepEqual(
      results.map(({ code }) => code),
      [0, 0, 0, 0, 0],
    );
    assert.deepEqual((await running()).sort(), [...names].sort());
    const calls = readCalls(machine().folder).slice(before);
    assert.equal(calls.filter(({ exitCode }) => exitCode === 0).length, 6);
  });

  it('waits for whoever holds the lock', async () => {
    const { lock } = layoutOf(machine().folder);
    appendFileSync(lock, String(process.pid));
    let code: number | null | undefined;
    const result = ended(machine().start('wsl', ['-s', 'Debian'])).then((end) => (code = end.code));
    await wait(300);
    assert.equal(code, undefined);
    rmSync(lock);
    assert.equal(await result, 0);
  });

  it('gets over a lock whose owner was killed', async () => {
    const child = machine().start('wsl', ['--version']);
    await ended(child);
    const { lock } = layoutOf(machine().folder);
    appendFileSync(lock, String(child.pid));
    changeState(machine().folder, (state) => (state.running = []));
    assert.deepEqual(machine().state.running, []);
  });
});
