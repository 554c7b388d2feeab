import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { processesWithMounts, useUserlands } from '../spec/userlands';
import { MeasuredFolder, outputOf, type MeasureOutput } from './measureBed';
import { buildCli, endOf, startSlipway, type Ended } from './product';

/** Bytes that a drive takes and gives in a second: so few that it is slow beside whatever else this computer does. */
const driveRate = 12_000_000;
const busybox = '/usr/bin/busybox';

describe('what slipway measure finds in real userlands', function () {
  this.timeout(400_000);
  before(buildCli);
  const machine = useUserlands((state) => {
    for (const distro of state.distros) {
      if (distro.name === 'Ubuntu') distro.driveRate = driveRate;
      if (distro.name === 'Debian') distro.programs = { git: 'missing', inotifywait: 'missing' };
    }
  });
  const measured = new MeasuredFolder(machine);
  before(function () {
    measured.make();
  });

  /** The result of a run that went well and left nothing. */
  function resultOf(ended: Ended, distro = 'Ubuntu'): NonNullable<MeasureOutput['result']> {
    assert.equal(ended.code, 0, ended.stderr + ended.stdout);
    const output = outputOf(ended);
    assert.deepEqual([output.outcome, output.distro, output.left], ['measured', distro, []]);
    assert.deepEqual([measured.traces(distro), readdirSync(measured.path)], [[], ['mine.txt']]);
    assert.ok(ended.seconds < 180, `${ended.seconds} seconds`);
    const { result } = output;
    assert.ok(result);
    for (const { name, drive, linux, ratio, spread, unknown } of result.work) {
      // One number, or why there is none.
      assert.equal(ratio === null, unknown !== null, name);
      if (ratio !== null) assert.ok(spread!.low <= ratio && ratio <= spread!.high && spread!.high <= 3 * spread!.low);
      if (spread) assert.ok(drive && linux && spread.rounds >= 3 && spread.rounds <= result.rounds, name);
    }
    return result;
  }
  const spreadOf = ({ work }: NonNullable<MeasureOutput['result']>, name: string): { low: number; high: number } => {
    const { spread, unknown } = work.find((each) => each.name === name)!;
    assert.ok(spread, `${name}: ${unknown}`);
    return spread;
  };

  it('finds a slow drive, and that it is silent; from within the distro the same', async () => {
    await machine().wsl('-d', 'Ubuntu', '-e', 'true');
    const alive = processesWithMounts(machine()).length;
    const before = Date.now();
    const result = resultOf(await measured.measure('--yes'));
    assert.ok(Date.parse(result.at) >= before - 1 && Date.parse(result.at) <= Date.now() + 1, result.at);
    assert.deepEqual([result.drive.path, result.linux.path], ['/mnt/c/projects/measured', '/home/dev']);
    assert.deepEqual([result.drive.event.seen, result.linux.event.seen], ['missing', 'raised'], JSON.stringify(result));
    for (const { name, drive, linux } of result.work) assert.ok(drive && linux, name);

    const args = ['measure', '--format', 'json', '--yes', '.'];
    const inside = machine().prepared.machineFileIn('Ubuntu');
    const again = resultOf(await endOf(startSlipway(machine(), args, measured.path, inside)));
    assert.equal(again.drive.path, '/mnt/c/projects/measured');
    for (const { event } of [again.drive, again.linux]) {
      assert.deepEqual([event.seen, event.unknown], ['unknown', 'This was run in a distro, not on Windows.']);
    }
    for (const name of ['write', 'read']) {
      const [first, second] = [spreadOf(result, name), spreadOf(again, name)];
      // Its rate alone makes it take more than a second.
      for (const { low } of [first, second]) assert.ok(low > 1.5, JSON.stringify([result.work, again.work]));
    }
    await machine().until(() => processesWithMounts(machine()).length <= alive);
  });

  it('measures what it can where a distro has but BusyBox, and says what it cannot tell', async function () {
    if (!existsSync(busybox)) return this.skip();
    const folder = join(machine().folder, 'distros/Debian/usr/local/bin');
    mkdirSync(folder, { recursive: true });
    const names = ['sh', 'timeout', 'date', 'dd', 'df', 'find', 'cat', 'rm', 'mkdir', 'sleep', 'readlink', 'touch'];
    for (const name of names) symlinkSync(busybox, join(folder, name));
    await machine().wsl('--terminate', 'Debian');
    const ended = await measured.measure('--yes', '--start', '--distro', 'Debian');
    const { text } = await machine().wsl('-d', 'Debian', '-e', 'sh', '-c', 'readlink /proc/$$/exe; timeout 2>&1');
    assert.match(text, /^\/usr\/bin\/busybox\n.*BusyBox/i, 'it is what ran');
    const result = resultOf(ended, 'Debian');
    // The clock may be one of hundredths there, and then tells nothing of what is quick.
    assert.ok(result.work.filter(({ spread }) => spread).length >= 2, JSON.stringify(result.work));
    for (const { name, spread, unknown } of result.work) {
      if (name === 'git') assert.deepEqual([spread, unknown], [null, 'Git is not in the distro.']);
      else assert.ok(spread ?? /clock is too coarse\.$/.test(unknown!), `${name}: ${unknown}`);
    }
    for (const { event } of [result.drive, result.linux]) {
      assert.deepEqual([event.seen, event.unknown], ['unknown', 'The distro has no inotifywait.']);
    }
  });
});
