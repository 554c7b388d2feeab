import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, it } from 'mocha';
import { readJson } from '../../unit/house/sources';
import { readSettings } from '../prepare';
import type { State } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { isUp } from '../spec/docker';
import { until } from './change';
import { buildCli, endOf, startSlipway, withMachine, type Ended } from './product';

const cli = fileURLToPath(new URL('../../../dist/cli.cjs', import.meta.url));
const fits = new Ajv2020().compile(readJson('docs/schema/integration.schema.json') as object);

interface Output {
  readonly outcome: string;
  readonly step: string | null;
  readonly changes: unknown[];
  readonly problem: string | null;
  readonly notRunningAgain: { readonly name: string }[];
}

async function call(machine: TestMachine, ...args: readonly string[]): Promise<Ended & { readonly output: Output }> {
  const ended = await endOf(startSlipway(machine, ['integration', ...args, '--format', 'json']));
  const output = JSON.parse(ended.stdout) as Output;
  assert.ok(fits(output), JSON.stringify(fits.errors));
  return { ...ended, output };
}

const stopped = (state: State): void => {
  state.docker!.up = false;
  state.running = [];
};

describe('slipway integration', function () {
  this.timeout(120_000);
  before(buildCli);

  it('sets a distro on and off where Docker Desktop does not run, and says that nobody looked', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const before = readSettings(machine.folder).toString();
        const { code, output, stderr } = await call(machine, 'enable', 'debian', '--yes');
        assert.deepEqual([code, output.outcome], [0, 'set']);
        assert.deepEqual(output.changes, [
          { setting: 'list', key: 'IntegratedWslDistros', name: 'Debian', added: true },
        ]);
        assert.match(stderr, /Debian is added to IntegratedWslDistros\.[^]*a copy of the old file/);
        assert.equal((await call(machine, 'enable', 'Debian', '--yes')).output.outcome, 'unchanged');
        const text = await endOf(startSlipway(machine, ['integration', 'disable', 'Debian', '-y']));
        assert.deepEqual([text.code, text.stdout.startsWith('Debian: the integration is set off.')], [0, true]);
        assert.equal(
          readSettings(machine.folder).toString(),
          before.replace('2\n}', '2,\n  "IntegratedWslDistros": []\n}'),
        );
      },
      stopped,
    ));

  it('does nothing without being told to, and refuses what cannot be', () =>
    withMachine('healthy', async (machine) => {
      const before = readSettings(machine.folder).toString();
      const unasked = await endOf(startSlipway(machine, ['integration', 'enable', 'Debian']));
      assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
      assert.match(unasked.stderr, /shop-web-1, shop-db-1[^]*nobody can be asked here/);
      for (const [args, problem] of [
        [['enable', 'Legacy-18.04'], 'integrationRefused'],
        [['enable', 'docker-desktop'], 'integrationRefused'],
        [['enable', 'Nowhere'], 'distroGone'],
      ] as const) {
        const { code, output } = await call(machine, ...args, '--yes');
        assert.deepEqual([code, output.outcome, output.problem], [2, 'notStarted', problem]);
      }
      for (const args of [[], ['enable'], ['on', 'Debian'], ['enable', 'A', 'B']]) {
        assert.equal((await endOf(startSlipway(machine, ['integration', ...args]))).code, 2);
      }
      assert.equal(readSettings(machine.folder).toString(), before);
      assert.equal(isUp(machine), true);
    }));

  it('gives the command for Windows where it runs inside a distro', () =>
    withMachine('healthy', async ({ prepared, folder }) => {
      const env = { ...process.env, SLIPWAY_MACHINE: prepared.machineFileIn('Ubuntu') };
      const options = { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] as const };
      const child = spawn(process.execPath, [cli, 'integration', 'enable', 'Debian', '--yes'], {
        ...options,
        stdio: [...options.stdio],
      });
      const { code, stderr } = await endOf(child);
      assert.equal(code, 2);
      assert.match(stderr, /Run "slipway integration enable Debian" in a terminal on Windows\./);
    }));

  it('is cancelled by a signal, and the old settings are in place', () =>
    withMachine('healthy', async (machine) => {
      const before = readSettings(machine.folder).toString();
      const child = startSlipway(machine, ['integration', 'enable', 'Debian', '--yes', '--format', 'json']);
      child.stderr!.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Starting Docker Desktop')) child.kill('SIGINT');
      });
      const { code, stdout } = await endOf(child);
      const output = JSON.parse(stdout) as Output;
      assert.ok(fits(output));
      assert.deepEqual([code, output.outcome], [130, 'cancelled']);
      assert.equal(readSettings(machine.folder).toString(), before);
      await until(() => isUp(machine));
    }));

  it('clears up behind one that was killed', () =>
    withMachine('healthy', async (machine) => {
      const before = readSettings(machine.folder).toString();
      const child = startSlipway(machine, ['integration', 'enable', 'Debian', '--yes']);
      child.stderr!.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Starting Docker Desktop')) child.kill('SIGKILL');
      });
      assert.equal((await endOf(child)).code, null);
      const told = await endOf(startSlipway(machine, ['integration', 'enable', 'Debian']));
      assert.equal(told.code, 2);
      assert.match(told.stderr, /was interrupted: Debian\.[^]*Its settings are the changed ones\.[^]*on a terminal/);
      // Put back and asked anew for what is so already, nothing but the clearing up is left to do.
      const { code, output, stderr } = await call(machine, 'disable', 'Debian', '--yes');
      assert.deepEqual([code, output.outcome], [0, 'unchanged']);
      assert.match(stderr, /was interrupted/);
      assert.equal(readSettings(machine.folder).toString(), before);
      await until(() => isUp(machine));
    }));

  it('asks on a terminal, and goes by the answer', async function () {
    try {
      execFileSync('script', ['--version'], { stdio: 'ignore' });
    } catch {
      this.skip();
    }
    await withMachine(
      'healthy',
      async (machine) => {
        for (const [answer, code] of [
          ['n', 130],
          ['y', 0],
        ] as const) {
          const command = `'${process.execPath}' '${cli}' integration enable Debian`;
          const child = spawn('script', ['-qec', command, '/dev/null'], {
            cwd: '/',
            env: { ...process.env, SLIPWAY_MACHINE: machine.prepared.machineFile },
            stdio: ['pipe', 'pipe', 'pipe'],
          });
          child.stdout.on('data', (chunk: Buffer) => {
            if (chunk.toString().includes('[y/N]')) child.stdin.write(`${answer}\n`);
          });
          const ended = await endOf(child);
          assert.equal(ended.code, code, ended.stdout);
        }
        assert.match(readSettings(machine.folder).toString(), /"Debian"/);
      },
      stopped,
    );
  });
});
