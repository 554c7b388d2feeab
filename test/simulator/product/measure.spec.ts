import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, it } from 'mocha';
import { readJson } from '../../unit/house/sources';
import { holderRole, runningProcesses } from '../state/processes';
import { useUserlands } from '../spec/userlands';
import { buildCli, endOf, startSlipway, type Ended } from './product';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
  readJson('docs/schema/measure.schema.json') as object,
);

interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

interface MeasureOutput {
  readonly outcome: string;
  readonly distro: string | null;
  readonly result: {
    readonly at: string;
    readonly rounds: number;
    readonly drive: {
      readonly path: string;
      readonly event: { readonly seen: string; readonly unknown: string | null };
    };
    readonly linux: {
      readonly path: string;
      readonly event: { readonly seen: string; readonly unknown: string | null };
    };
    readonly work: readonly {
      readonly name: string;
      readonly drive: Figure | null;
      readonly linux: Figure | null;
      readonly ratio: Figure | null;
      readonly unknown: string | null;
    }[];
  } | null;
  readonly left: readonly string[];
  readonly problem: { readonly kind: string } | null;
}

/** The JSON of a run, which is valid. */
function outputOf({ stdout, stderr }: Ended): MeasureOutput {
  const output: unknown = JSON.parse(stdout || 'null');
  assert.ok(validate(output), `${JSON.stringify(validate.errors)}\n${stdout}${stderr}`);
  return output as MeasureOutput;
}

describe('slipway measure in real userlands', function () {
  this.timeout(400_000);
  before(buildCli);
  const machine = useUserlands();

  const project = (): string => join(machine().prepared.drives['C']!, 'work', 'measured');
  const home = (distro = 'Ubuntu'): string => join(machine().folder, 'distros', distro, 'home/dev');
  const start = (...args: string[]): ChildProcess => startSlipway(machine(), ['measure', '--format', 'json', ...args]);
  const measure = async (...args: string[]): Promise<Ended> => endOf(start(...args));
  const traces = (): string[] =>
    [project(), home()].flatMap((folder) => readdirSync(folder).filter((name) => name.startsWith('.slipway')));
  const inside = (): readonly unknown[] => runningProcesses(machine().folder).filter(({ role }) => role !== holderRole);

  before(function () {
    mkdirSync(project(), { recursive: true });
    writeFileSync(join(project(), 'mine.txt'), 'mine');
  });
  before(() => machine().wsl('-d', 'Ubuntu', '-e', 'true'));

  it('finds what a drive costs and that it is silent, twice alike, and leaves nothing behind', async () => {
    const outputs: MeasureOutput[] = [];
    for (let run = 0; run < 2; run += 1) {
      const before = Date.now();
      const ended = await measure('C:\\work\\measured', '--yes');
      assert.equal(ended.code, 0, ended.stderr + ended.stdout);
      const output = outputOf(ended);
      outputs.push(output);
      const { at, drive, linux, work } = output.result!;
      assert.ok(Date.parse(at) >= before - 1 && Date.parse(at) <= Date.now() + 1, at);
      assert.deepEqual([output.distro, drive.path], ['Ubuntu', '/mnt/c/work/measured']);
      assert.equal(linux.path, '/home/dev');
      for (const { name, ratio, unknown } of work) assert.ok(ratio !== null, `${name}: ${String(unknown)}`);
      // Each look costs a way through another process there; of the others most do, whatever else the computer is at.
      const slower = work.filter(({ ratio }) => ratio!.median > 1).map(({ name }) => name);
      assert.ok(slower.includes('stat') && slower.length >= 4, JSON.stringify(work));
      assert.deepEqual([drive.event.seen, linux.event.seen], ['missing', 'raised'], JSON.stringify(output.result));
      assert.deepEqual([traces(), output.left, readdirSync(project())], [[], [], ['mine.txt']]);
    }
    const [first, second] = outputs.map(({ result }) => result!.work);
    for (const { name, ratio } of first!) {
      const again = second!.find((each) => each.name === name)!.ratio!;
      assert.ok(ratio!.low <= again.high && again.low <= ratio!.high, `${name}: ${JSON.stringify([ratio, again])}`);
    }
  });

  it('starts no distro without being told to', async () => {
    await machine().wsl('--terminate', 'Debian');
    const refused = await measure('C:\\work\\measured', '--yes', '--distro', 'debian');
    assert.deepEqual([refused.code, outputOf(refused).problem?.kind], [2, 'notRunning'], refused.stderr);
    assert.match(refused.stderr, /--start/);
    const holders = runningProcesses(machine().folder).filter(({ distro }) => distro === 'Debian');
    assert.deepEqual(holders, []);
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`leaves nothing behind when it is ended by ${signal}`, async () => {
      const child = start('C:\\work\\measured', '--yes');
      const ending = endOf(child);
      const isWorking = (): boolean => {
        const bases = [project(), home()].flatMap((folder) =>
          readdirSync(folder)
            .filter((name) => name.startsWith('.slipway'))
            .map((name) => join(folder, name, 'work', '0')),
        );
        return bases.some((path) => existsSync(path));
      };
      while (child.exitCode === null && !isWorking()) await wait(2);
      child.kill(signal);
      const ended = await ending;
      if (signal === 'SIGINT') {
        assert.deepEqual([ended.code, outputOf(ended).outcome], [130, 'cancelled'], ended.stderr);
        assert.deepEqual([outputOf(ended).left, traces()], [[], []]);
      }
      await machine().until(() => traces().length === 0 && inside().length === 0);
      assert.deepEqual(readdirSync(project()), ['mine.txt']);
    });
  }

  it("takes away what an earlier one left, and nobody else's", async () => {
    const leave = (folder: string, name: string, age: number): void => {
      mkdirSync(join(folder, name, 'work'), { recursive: true });
      const then = Date.now() / 1000 - age;
      utimesSync(join(folder, name), then, then);
    };
    // A process of that number cannot be.
    leave(project(), '.slipway-measure-w99999999', 0);
    leave(home(), '.slipway-measure-d1', 3_600);
    leave(home(), '.slipway-measure-d2', 0);
    leave(project(), '.slipway-measure-of-mine', 3_600);
    await machine().wsl('-d', 'Ubuntu', '-u', 'root', '-e', 'chown', '-R', 'dev', '/home/dev');
    const child = start('C:\\work\\measured', '--yes');
    const ending = endOf(child);
    await machine().until(() => traces().some((name) => name.endsWith(`w${child.pid}`)));
    assert.deepEqual(
      traces()
        .filter((name) => !name.endsWith(`w${child.pid}`))
        .sort(),
      ['.slipway-measure-d2', '.slipway-measure-of-mine'],
    );
    child.kill('SIGINT');
    await ending;
  });

  it('refuses what cannot be compared, before anything is written', async () => {
    const calls: readonly (readonly [string[], string])[] = [
      [['C:\\nowhere'], 'noFolder'],
      [['C:\\work\\measured\\mine.txt'], 'noFolder'],
      [[home()], 'folderInDistro'],
      [['C:\\work\\measured', '--distro', 'docker-desktop'], 'engineDistro'],
      [['C:\\work\\measured', '--distro', 'Legacy-18.04'], 'oneSystem'],
      [['C:\\work\\measured', '--distro', 'Nope'], 'distroGone'],
    ];
    for (const [args, kind] of calls) {
      const ended = await measure(...args, '--yes');
      assert.equal(ended.code, 2, ended.stderr);
      assert.equal(outputOf(ended).problem?.kind, kind, args.join(' '));
      assert.match(ended.stderr, /\w/);
    }
    const unasked = await measure('C:\\work\\measured');
    assert.deepEqual([unasked.code, outputOf(unasked).outcome], [2, 'declined']);
    assert.match(unasked.stderr, /--yes/);
  });
});
