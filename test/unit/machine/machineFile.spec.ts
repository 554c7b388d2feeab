import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { silentLog } from '../../../src/machine/log';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { MachineFileError, readMachineFile } from '../../../src/machine/machineFile';
import { writeMachine } from './standIn';
import { KeptLog, useFolder } from './temporary';

const folder = useFolder();

describe('the machine file', () => {
  it('is read whole, with the keys of later versions', () => {
    const path = writeMachine(folder(), { pipes: {}, overlays: {}, programs: { wsl: '/bin/wsl' } });
    const file = readMachineFile(path);
    assert.deepEqual(file.programs, { wsl: '/bin/wsl' });
    assert.deepEqual(Object.keys(file.drives), ['C']);
    assert.equal(file.gateLog, join(folder(), 'gate.log'));
  });

  it('may be no more than a platform', () => {
    const path = join(folder(), 'machine.json');
    writeFileSync(path, '{"platform":"other"}');
    assert.deepEqual(readMachineFile(path), {
      platform: 'other',
      programs: {},
      env: {},
      drives: {},
      uncRoots: {},
      gateLog: null,
      pipes: {},
      overlays: {},
      hardware: { memory: null, processors: null },
      freeSpace: {},
      names: [],
    });
  });

  it('lays recorded files over those of the distro it stands in', () => {
    const recorded = join(folder(), 'mountinfo');
    writeFileSync(recorded, '1 0 8:1 / / rw - ext4 /dev/sdc rw\n');
    const overlays = { Ubuntu: { '/proc/self/mountinfo': recorded } };
    const inside = (name: string): Machine =>
      openMachine(silentLog, {
        SLIPWAY_MACHINE: writeMachine(folder(), { platform: 'wsl', env: { WSL_DISTRO_NAME: name }, overlays }),
      });
    assert.equal(inside('Ubuntu').ownMountinfo, '1 0 8:1 / / rw - ext4 /dev/sdc rw\n');
    assert.equal(inside('Debian').ownMountinfo, null);
  });

  const refusals: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['no platform', { platform: undefined }, /"platform" must be one of windows, wsl, other/],
    ['another platform', { platform: 'macos' }, /"platform"/],
    ['a program that is not on the list', { programs: { bash: '/bin/bash' } }, /"programs.bash" is none of wsl, reg/],
    ['a program that is inherited by every object', { programs: { toString: '/x' } }, /"programs.toString"/],
    ['a program without folder', { programs: { wsl: 'wsl' } }, /"programs.wsl" must be an absolute path/],
    ['a program that is no text', { programs: { wsl: 1 } }, /"programs.wsl" must be a string/],
    ['programs that are a list', { programs: [] }, /"programs" must be an object/],
    ['an environment of numbers', { env: { HOME: 1 } }, /"env.HOME" must be a string/],
    ['a drive that is no letter', { drives: { CD: '/x' } }, /"drives.CD"/],
    ['hardware that is a text', { hardware: { memory: '16GB' } }, /"hardware.memory" must be a number/],
    ['hardware that nobody knows', { hardware: { cores: 4 } }, /"hardware.cores" is not known/],
    ['a relative drive', { drives: { C: 'x' } }, /"drives.C" must be an absolute path/],
    ['a share that is none', { uncRoots: { '\\\\server\\share': '/x' } }, /"uncRoots.\\\\server\\share"/],
    ['a folder in a share', { uncRoots: { '\\\\wsl$\\Ubuntu\\home': '/x' } }, /"uncRoots./],
    ['a relative share', { uncRoots: { '\\\\wsl$\\Ubuntu': 'x' } }, /must be an absolute path/],
    ['a relative log', { gateLog: 'gate.log' }, /"gateLog" must be an absolute path/],
    ['overlays that are a list', { overlays: [] }, /"overlays" must be an object/],
    ['an overlay of a relative file', { overlays: { U: { proc: '/x' } } }, /"U.proc" is no absolute path/],
    ['an overlay that is relative', { overlays: { U: { '/proc': 'x' } } }, /"U.\/proc" must be an absolute path/],
    ['a misspelt key', { uncroots: {} }, /"uncroots" is none of platform, programs/],
  ];
  for (const [title, changes, reason] of refusals) {
    it(`is refused for ${title}, with file and reason`, () => {
      const path = writeMachine(folder(), changes);
      assert.throws(
        () => openMachine(silentLog, { SLIPWAY_MACHINE: path }),
        (error) => error instanceof MachineFileError && error.message.includes(path) && reason.test(error.message),
      );
    });
  }

  for (const [title, content] of Object.entries({ 'no JSON': '{', 'a list': '[]', nothing: '', null: 'null' })) {
    it(`is refused when it holds ${title}`, () => {
      const path = join(folder(), 'machine.json');
      writeFileSync(path, content);
      assert.throws(
        () => readMachineFile(path),
        (error) => error instanceof MachineFileError && error.message.length > `SLIPWAY_MACHINE names ${path}: `.length,
      );
    });
  }

  it('is refused when it is not there', () => {
    const path = join(folder(), 'absent.json');
    assert.throws(
      () => readMachineFile(path),
      (error) => error instanceof MachineFileError && error.message.includes(path) && error.message.includes('ENOENT'),
    );
  });

  it('is said to be in force', () => {
    const log = new KeptLog();
    const machine = openMachine(log, { SLIPWAY_MACHINE: writeMachine(folder()) });
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0]!, /^! SLIPWAY_MACHINE is in force: .*machine\.json/);
    assert.deepEqual([machine.platform, machine.programPath('wsl')], ['windows', null]);
  });

  it('whose programs are absent or gone are not installed', async () => {
    const log = new KeptLog();
    const path = writeMachine(folder(), { programs: { reg: '/no/such/reg' } });
    const machine = openMachine(log, { SLIPWAY_MACHINE: path });
    for (const [program, command] of [
      ['wsl', 'wsl -l'],
      ['reg', '/no/such/reg -l'],
    ] as const) {
      const ran = await machine.run({ program, args: ['-l'], parse: () => 0 }, { timeout: 1000 });
      assert.deepEqual(ran, { outcome: 'failed', failure: { kind: 'programMissing', program, command } });
    }
    const told = ['wsl -l -> not installed', '/no/such/reg -l -> not installed'];
    assert.deepEqual(log.lines.slice(1), told, 'with where it was expected');
  });
});

describe('a real machine', () => {
  it('starts programs in a folder that is always there', async function () {
    if (process.platform === 'win32') this.skip();
    const path = writeMachine(folder(), { programs: { wsl: '/bin/pwd' } });
    const machine = openMachine(silentLog, { SLIPWAY_MACHINE: path });
    const parse = ({ stdout }: { stdout: Uint8Array }): string => Buffer.from(stdout).toString().trim();
    const ran = await machine.run({ program: 'wsl', args: [], parse }, { timeout: 5000 });
    assert.deepEqual(ran, { outcome: 'done', value: machine.neutralFolder });
  });
});
