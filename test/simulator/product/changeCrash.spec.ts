import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { changeSteps, readJournal } from '../../../src/docker/change/journal';
import { findInterrupted, recoverChange, type InterruptedChange } from '../../../src/docker/change/recover';
import type { Machine } from '../../../src/machine/machine';
import { quitDockerDesktop, readSettings, writeSettings } from '../prepare';
import { settingsFile } from '../docker/test-hands';
import type { State } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { isUp } from '../spec/docker';
import { change, inWords, quickPatience, until } from './change';
import { endOf, productMachine, withMachine } from './product';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const runnerFolder = mkdtempSync(join(tmpdir(), 'slipway-runner-'));
const runner = join(runnerFolder, 'changeRunner.mjs');
const old = '{\r\n\t"LicenseTermsVersion": 2,\r\n\t"a": [1, 2.50]\r\n}\r\n';
const new_ = old.replace(']\r\n}', '],\r\n\t"IntegratedWslDistros": [\r\n\t\t"Debian"\r\n\t]\r\n}');
const recovering = { patience: quickPatience, onNeedsUser: () => undefined };

/** As one file: some fifty processes that each translate the product's sources would do little else. */
async function bundleRunner(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/simulator/product/changeRunner.ts'],
    outfile: runner,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
}

/** Makes a change in a process of its own, which is killed where it is told; null where it came to its end. */
async function crash({ prepared }: TestMachine, ...where: readonly string[]): Promise<string | null> {
  const args = [runner, prepared.machineFile, 'Debian on', ...where];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const { stdout, stderr } = await endOf(child);
  if (child.signalCode === 'SIGKILL') return null;
  assert.equal(stderr, '');
  return (JSON.parse(stdout) as { end: string }).end;
}

const textOf = ({ folder }: TestMachine): string => readSettings(folder).toString();

/** What lies beside the settings and is neither them nor a whole copy of the old ones. */
function leftovers({ folder }: TestMachine): string[] {
  const beside = dirname(settingsFile(folder));
  return readdirSync(beside).filter(
    (name) =>
      name !== 'settings-store.json' && !(name.endsWith('.bak') && readFileSync(join(beside, name), 'utf8') === old),
  );
}

/** One that was killed with a lock half made: what counts as left behind in ten seconds does so now. */
function ageHalfLocks({ prepared }: TestMachine): void {
  const lock = join(prepared.drives['C']!, 'Users/dev/AppData/Local/Slipway/integration-change.lock');
  const before = new Date(Date.now() - 11_000);
  for (const path of [`${lock}.takeover`, lock]) {
    if (existsSync(path) && (path !== lock || statSync(path).size === 0)) utimesSync(path, before, before);
  }
}

/** What is said of a change that was broken off: nothing before its journal was there. */
async function saidOf(machine: Machine, text: string): Promise<InterruptedChange | null> {
  const found = await findInterrupted(machine);
  assert.equal(found === null, (await readJournal(machine)) === null);
  if (found) assert.equal(found.settings, text === old ? 'old' : 'new');
  else assert.ok(text === old || text === new_);
  return found;
}

describe('a change of the integration that is killed', function () {
  this.timeout(900_000);
  before(bundleRunner);
  after(() => rmSync(runnerFolder, { recursive: true, force: true }));

  it('in front of any operation, leaves the old or the new bytes, says which, and is cleared up', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        const seen = new Set<string>();
        let [end, operation]: [string | null, number] = [null, 0];
        for (;;) {
          operation += 1;
          writeSettings(machine.folder, old);
          end = await crash(machine, 'before', String(operation));
          if (end !== null) break;
          const text = textOf(machine);
          assert.ok(text === old || text === new_, `${operation}: ${text}`);
          const found = await saidOf(product, text);
          seen.add(found ? `${found.journal.step} ${found.settings}` : 'nothing');
          ageHalfLocks(machine);
          if (found) {
            // A new change does not begin on top of it.
            if (operation % 7 === 0)
              assert.equal(inWords((await change(product, ['Debian on'])).end), 'refused: interrupted');
            const how = operation % 2 === 0 ? 'restore' : 'keep';
            assert.deepEqual(await recoverChange(product, how, recovering), { kind: 'cleared' });
            assert.equal(textOf(machine), how === 'restore' ? old : text);
            assert.deepEqual(leftovers(machine), [], String(operation));
          }
          assert.equal(await findInterrupted(product), null);
        }
        assert.match(end, /^changed/);
        assert.ok(operation > 20, String(operation));
        for (const state of ['stopping old', 'backingUp old', 'writing old', 'writing new', 'nothing']) {
          assert.ok(seen.has(state), `${state} of ${[...seen].join(', ')}`);
        }
      },
      (state: State) => {
        state.docker!.up = false;
        state.running = [];
      },
    ));

  for (const step of changeSteps) {
    it(`at "${step}" with Docker Desktop running, is cleared up, and Docker Desktop runs again`, () =>
      withMachine('healthy', async (machine) => {
        const product = productMachine(machine);
        const before = textOf(machine);
        assert.equal(await crash(machine, 'at', step), null);
        const found = (await findInterrupted(product))!;
        assert.equal(found.journal.step, step);
        assert.deepEqual(
          found.journal.containers.map(({ name }) => name),
          ['shop-web-1', 'shop-db-1'],
        );
        const hasNew = ['starting', 'verifying', 'restoring'].includes(step);
        assert.equal(found.settings, hasNew ? 'new' : 'old');
        assert.equal(found.dockerRuns, !['backingUp', 'writing', 'starting'].includes(step));
        assert.deepEqual(await recoverChange(product, 'restore', recovering), { kind: 'cleared' });
        await until(() => isUp(machine));
        assert.equal(textOf(machine), before);
        assert.equal(await findInterrupted(product), null);
        await quitDockerDesktop(machine.folder);
        assert.equal(textOf(machine), before);
      }));
  }

  it('does not keep the next one from its lock, while one that goes on does', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        let second: Promise<string | null> | null = null;
        const { end } = await change(product, ['Debian on'], {
          during: async (step) => {
            if (step !== 'stopping') return;
            assert.equal(await findInterrupted(product), null);
            second = crash(machine);
          },
        });
        // The first may be over before the second has looked.
        assert.match(inWords(end), /^changed/);
        assert.match((await second!)!, /^(?:refused: busy|unchanged)$/);
      },
      (state: State) => {
        state.docker!.up = false;
        state.running = [];
      },
    ));
});
