import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { MachineFile } from '../machine-file';
import { readCalls } from '../prepare';
import { useMachine } from './machine';

describe('simulator: the view from inside a distro', () => {
  const machine = useMachine('healthy');
  const fileIn = (distro: string) =>
    JSON.parse(readFileSync(machine().prepared.machineFileIn(distro), 'utf8')) as MachineFile;
  const wsl = (args: string[], env: Record<string, string>) =>
    spawnSync(fileIn('Ubuntu').programs.wsl!, args, {
      cwd: machine().folder,
      env: { PATH: '/usr/bin:/bin', ...env },
      encoding: 'utf8',
    });

  it('has a machine file for each distro with files', () => {
    for (const { name } of machine().state.distros) {
      const { platform, env, uncRoots, drives } = fileIn(name);
      assert.deepEqual([platform, env['WSL_DISTRO_NAME'], env['USERNAME']], ['wsl', name, 'dev']);
      assert.deepEqual(Object.keys(uncRoots), [`\\\\wsl.localhost\\${name}`, `\\\\wsl$\\${name}`]);
      assert.ok(existsSync(drives['C']!));
    }
    assert.equal('pipes' in fileIn('Ubuntu'), false);
  });

  it('has the programs of Windows, through interop', () => {
    const outside = JSON.parse(readFileSync(machine().prepared.machineFile, 'utf8')) as MachineFile;
    const { programs } = fileIn('Ubuntu');
    assert.deepEqual(Object.keys(programs).sort(), Object.keys(outside.programs).sort());
    for (const path of Object.values(programs)) assert.ok(path.includes('/interop/') && existsSync(path));
  });

  it('lets only those variables pass that WSLENV names, in the right direction', () => {
    const list = (env: Record<string, string>) => wsl(['-l', '-q'], env).stdout;
    assert.match(list({ WSL_UTF8: '1' }), /^U\0/);
    assert.match(list({ WSL_UTF8: '1', WSLENV: 'OTHER:WSL_UTF8' }), /^Ubuntu\r/);
    assert.match(list({ WSL_UTF8: '1', WSLENV: 'WSL_UTF8/w' }), /^Ubuntu\r/);
    assert.match(list({ WSL_UTF8: '1', WSLENV: 'WSL_UTF8/u' }), /^U\0/);
    assert.match(list({ WSLENV: 'WSL_UTF8' }), /^U\0/);
  });

  it('takes hostile names and values in WSLENV as text', () => {
    const value = `a b'"$(exit 3)\`exit 4\`\\`;
    const env = { WSLENV: 'WSL_UTF8:$(exit 5):A;B:*:PASSED', WSL_UTF8: '1', PASSED: value };
    const { status, stdout } = wsl(['-d', 'Ubuntu', '-e', 'sh', '-c', 'printf %s "$PASSED"'], env);
    assert.deepEqual([status, stdout], [0, value]);
  });

  it('cuts exit statuses to 8 bits, keeps arguments and the folder', () => {
    const { status, stdout } = wsl(['-d', 'No pe'], { WSLENV: 'WSL_UTF8', WSL_UTF8: '1' });
    assert.deepEqual([status, stdout.includes('WSL_E_DISTRO_NOT_FOUND')], [255, true]);
    const call = readCalls(machine().folder).at(-1)!;
    assert.deepEqual([call.argv, call.cwd], [['-d', 'No pe'], machine().folder]);
  });
});
