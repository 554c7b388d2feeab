import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { Command, Output } from '../../../src/machine/command';
import { silentLog } from '../../../src/machine/log';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { realPlaces } from '../../../src/machine/places';
import { RealPrograms } from '../../../src/machine/programs';
import { writeMachine } from './standIn';
import { useFolder } from './temporary';

const folder = useFolder();

/** A machine seen from inside Ubuntu, in which `wsl` is this shell script. */
function inside(script = 'exit 0'): Machine {
  const program = join(folder(), 'wsl');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const env = { WSL_DISTRO_NAME: 'Ubuntu', APPDATA: 'C:\\Users\\dev\\AppData\\Roaming' };
  const file = writeMachine(folder(), { platform: 'wsl', env, programs: { wsl: program } });
  return openMachine(silentLog, { SLIPWAY_MACHINE: file });
}

describe('a machine seen from inside a distro', () => {
  it('knows which distro that is', () => {
    assert.equal(inside().ownDistro, 'Ubuntu');
    assert.equal(openMachine(silentLog, { SLIPWAY_MACHINE: writeMachine(folder()) }).ownDistro, null);
  });

  it('sees its own share as its root, and drives where it mounts them', () => {
    const machine = inside();
    const at = (...parts: string[]): string => join(folder(), ...parts);
    assert.deepEqual(machine.locate(at('distros/Ubuntu/etc')), { kind: 'distro', name: 'Ubuntu', path: '/etc' });
    assert.deepEqual(machine.locate(at('C/Users')), { kind: 'distro', name: 'Ubuntu', path: '/mnt/c/Users' });
    assert.equal(machine.locate(at('distros/Ubuntu-24.04/etc')).kind, 'unc');
  });

  it('reads its own files without the gate, and asks it for those of others', async () => {
    const machine = inside();
    const own = await machine.files.read(join(folder(), 'distros/Ubuntu/etc/a.txt'));
    assert.equal(own.kind, 'ok');
    const others = await machine.files.read('\\\\wsl.localhost\\Ubuntu-24.04\\etc\\a.txt');
    assert.deepEqual(others, { kind: 'wouldStart', distro: 'Ubuntu-24.04' });
    assert.equal(readFileSync(join(folder(), 'gate.log'), 'utf8'), '');
  });

  it('reads files of Windows by the paths Windows has for them', async () => {
    const content = await inside().files.read('C:\\Users\\dev\\a.txt');
    assert.deepEqual(content, { kind: 'ok', value: 'C/Users/dev/a.txt' });
  });

  it('names in WSLENV what is to reach a program of Windows', async () => {
    const command: Command<Output> = {
      program: 'wsl',
      args: [],
      env: { WSL_UTF8: '1', OTHER: 'x' },
      parse: (output) => output,
    };
    const ran = await inside('echo "$WSLENV"').run(command, { timeout: 5000 });
    assert.ok(ran.outcome === 'done');
    assert.match(Buffer.from(ran.value.stdout).toString(), /(?:^|:)WSL_UTF8\/w:OTHER\/w\n$/);
  });

  it('cannot list the pipes of Windows', async () => {
    const { pipes } = inside();
    assert.equal(await pipes.list(), null);
    assert.deepEqual(await pipes.ask('x', '/', { timeout: 1000 }), { outcome: 'absent' });
  });

  it('opens its own absolute paths below its own root', () => {
    assert.equal(inside().pathInOwnDistro('/var/run/../run/x'), join(folder(), 'distros/Ubuntu/var/run/x'));
    assert.equal(realPlaces('wsl', 'Ubuntu').pathInOwnDistro('/var/run/x'), '/var/run/x');
  });
});

describe('the programs of Windows outside a distro', () => {
  it('are below the folder of Windows, on whichever drive that is', () => {
    const system = join(folder(), 'd/Windows/System32');
    mkdirSync(system, { recursive: true });
    writeFileSync(join(system, 'wsl.exe'), '');
    const drives = ['c', 'd'].map((name) => ({ letter: name.toUpperCase(), mountPoint: join(folder(), name) }));
    const programs = new RealPrograms('wsl', {}, drives, realPlaces('wsl', 'Ubuntu', drives));
    assert.equal(programs.windowsFolder, join(folder(), 'd/Windows'));
    assert.equal(programs.pathOf('reg'), join(system, 'reg.exe'));
    assert.equal(programs.pathOf('explorer'), join(folder(), 'd/Windows/explorer.exe'));
    assert.equal(programs.pathOf('dockerDesktop'), null);
    programs.learn('dockerDesktop', 'D:\\Docker\\Docker Desktop.exe');
    assert.equal(programs.pathOf('dockerDesktop'), join(folder(), 'd/Docker/Docker Desktop.exe'));
  });

  it('are none where no drive with Windows is mounted', () => {
    const programs = new RealPrograms('wsl', {}, [], realPlaces('wsl', 'Ubuntu'));
    assert.deepEqual([programs.windowsFolder, programs.pathOf('wsl')], [null, null]);
  });

  it('of a Windows itself are in System32, or in Sysnative for a 32-bit process', () => {
    const of = (env: NodeJS.ProcessEnv): string | null =>
      new RealPrograms('windows', { SystemRoot: 'C:\\Windows', ...env }, [], realPlaces('windows', null)).pathOf('wsl');
    assert.equal(of({}), 'C:\\Windows\\System32\\wsl.exe');
    assert.equal(of({ PROCESSOR_ARCHITEW6432: 'AMD64' }), 'C:\\Windows\\Sysnative\\wsl.exe');
  });
});
