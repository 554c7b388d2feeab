import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios } from '../scenarios';
import { projectFolder, simulatorFolder } from '../places';

const simulate = (...args: string[]) => {
  const script = join(simulatorFolder, 'simulate.ts');
  const options = { cwd: projectFolder, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], options);
};

describe('simulator: the simulate command', () => {
  let parent: string;
  before(() => (parent = mkdtempSync(join(tmpdir(), 'slipway '))));
  after(() => rmSync(parent, { recursive: true }));

  it('lists the scenarios in its help', () => {
    const { status, stdout } = simulate('--help');
    assert.equal(status, 0);
    for (const { name, description } of scenarios) assert.ok(stdout.includes(name) && stdout.includes(description));
  });

  it('prepares a machine, says how to use it, and stops it', () => {
    const folder = join(parent, 'machine');
    const { status, stdout } = simulate(folder, '--scenario', 'healthy');
    assert.equal(status, 0);
    assert.ok(stdout.includes(`SLIPWAY_MACHINE='${join(folder, 'machine.json')}'`));
    assert.ok(existsSync(join(folder, 'machine.json')));
    // The window and the backend of Docker Desktop.
    assert.match(simulate(folder, '--stop').stdout, /^Ended 2 processes/);
  });

  it('says what is wrong and exits 2', () => {
    const mistakes: [string[], RegExp][] = [
      [[], /one folder/],
      [[parent], /--scenario NAME or --stop/],
      [[parent, '--scenario', 'nonsense'], /There are: healthy,/],
      [[parent, '--scenario', 'healthy', '--stop'], /either/],
      [[join(parent, 'nowhere'), '--stop'], /no folder/],
      [[parent, '--stop'], /no simulated machine/],
      [['--nonsense'], /--nonsense/],
    ];
    for (const [args, message] of mistakes) {
      const { status, stderr } = simulate(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });
});
