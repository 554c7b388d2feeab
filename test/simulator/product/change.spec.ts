import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { readJournal } from '../../../src/docker/change/journal';
import { startContainer } from '../../../src/docker/engine';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import {
  canHaveUserlands,
  changeDockerSettings,
  prepareMachine,
  quitDockerDesktop,
  readRemoteLog,
  readSettings,
  readState,
  stopMachine,
  writeSettings,
} from '../prepare';
import { settingsFile } from '../docker/test-hands';
import { changeState } from '../state/store';
import type { State } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { isUp } from '../spec/docker';
import { change, inWords, noDockerPatience, quickPatience, until } from './change';
import { productMachine, withMachine } from './product';

const textOf = ({ folder }: TestMachine): string => readSettings(folder).toString();
const besides = ({ folder }: TestMachine): string[] => readdirSync(dirname(settingsFile(folder))).sort();
const isBackup = (name: string): boolean => /^settings-store\.json\.\d{8}T\d{9}Z\.bak$/.test(name);
/** What Docker Desktop makes of these settings when it writes them. */
const written = (settings: object): string => JSON.stringify(settings, null, 2);
const usual = written({ EnableIntegrationWithDefaultWslDistro: true, LicenseTermsVersion: 2 });

/** Docker Desktop and its distro at rest. */
function stopped(state: State): void {
  state.docker!.up = false;
  state.running = [];
}

/** Writes to a file until there is no room. */
function fillUp(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(1024));
  } catch {
    // That is what it is for.
  }
}

describe('changing the integration on a simulated machine', function () {
  this.timeout(120_000);

  it('with Docker Desktop stopped, writes the entry alone, keeps a copy, and starts nothing', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { end, steps } = await change(productMachine(machine), ['Debian on']);
        assert.match(inWords(end), /^changed: Docker Desktop does not run/);
        assert.deepEqual(steps, ['stopping', 'backingUp', 'writing']);
        assert.equal(textOf(machine), usual.replace('2\n}', '2,\n  "IntegratedWslDistros": [\n    "Debian"\n  ]\n}'));
        const [backup, file, ...others] = besides(machine).reverse();
        assert.deepEqual([file, others], ['settings-store.json', []]);
        assert.ok(isBackup(backup!));
        assert.equal(readFileSync(join(dirname(settingsFile(machine.folder)), backup!), 'utf8'), usual);
        assert.equal(await readJournal(productMachine(machine)), null);
        assert.equal(isUp(machine), false);
        assert.equal(inWords((await change(productMachine(machine), ['Debian on'])).end), 'unchanged');
      },
      stopped,
    ));

  it('keeps five copies of its own and touches no other file', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const folder = dirname(settingsFile(machine.folder));
        writeFileSync(join(folder, 'settings-store.json.mine.bak'), 'mine');
        // Of the very form of a copy and of what a write leaves behind, and no plain files: somebody's.
        const links = ['20200102T030405678Z.bak', 'c2f7a1f0-1b2c-4d3e-8f90-0123456789ab.tmp'].map(
          (ending) => `settings-store.json.${ending}`,
        );
        for (const link of links) symlinkSync('settings-store.json.mine.bak', join(folder, link));
        for (let turn = 0; turn < 7; turn += 1) {
          await change(productMachine(machine), [turn % 2 === 0 ? 'Debian on' : 'Debian off']);
        }
        assert.equal(besides(machine).filter((name) => isBackup(name) && !links.includes(name)).length, 5);
        for (const name of ['settings-store.json.mine.bak', ...links]) assert.ok(besides(machine).includes(name), name);
      },
      stopped,
    ));

  it('edits what Docker Desktop writes at its end, not what was there before', () =>
    withMachine('healthy', async (machine) => {
      // Somebody edits the file while it runs, and somebody else clicks: the first is lost, the second is not.
      writeSettings(machine.folder, '{"IntegratedWslDistros":["Fedora"],\t"AutoStart":true}');
      const { end, steps } = await change(productMachine(machine), ['Debian on'], {
        patience: noDockerPatience,
        during: async (step) => {
          if (step === 'stopping') await changeDockerSettings(machine.folder, { OpenUIOnStartupDisabled: true });
          if (step === 'stopping') writeSettings(machine.folder, '{"half":');
        },
      });
      // Distros of this machine are folders of this host and have no docker of their own to ask.
      assert.match(inWords(end), /^undone at verifying: /);
      assert.deepEqual(steps, ['stopping', 'backingUp', 'writing', 'starting', 'verifying', 'restoring']);
      const old = {
        EnableIntegrationWithDefaultWslDistro: true,
        LicenseTermsVersion: 2,
        OpenUIOnStartupDisabled: true,
      };
      assert.equal(textOf(machine), written(old));
      await until(() => isUp(machine));
    }));

  it('does not begin where it could not end: another engine, a lock, a broken or a shut file', () =>
    withMachine('policy-locked', async (machine) => {
      const product = productMachine(machine);
      assert.equal(inWords((await change(product, ['Ubuntu off'])).end), 'refused: locked');
      assert.equal(inWords((await change(product, ['Ubuntu on'])).end), 'unchanged');
      assert.equal(isUp(machine), true);
    }).then(() =>
      withMachine(
        'healthy',
        async (machine) => {
          const product = productMachine(machine);
          for (const [text, refusal] of [
            ['{"WslEngineEnabled": false}', 'hyperv'],
            ['{"UseWindowsContainers": true}', 'windowsContainers'],
            ['{"a": 1,}', 'unreadable'],
            ['{"IntegratedWslDistros": "Debian"}', 'invalid'],
          ] as const) {
            writeSettings(machine.folder, text);
            const { end, steps } = await change(product, ['Debian on']);
            assert.deepEqual([inWords(end), steps, textOf(machine)], [`refused: ${refusal}`, [], text]);
          }
          rmSync(settingsFile(machine.folder));
          assert.equal(inWords((await change(product, ['Debian on'])).end), 'refused: noSettings');
        },
        stopped,
      ),
    ));

  it('stops nothing for a folder that is full or may not be written', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await withMachine('healthy', async (machine) => {
      const product = productMachine(machine);
      const folder = dirname(settingsFile(machine.folder));
      const text = textOf(machine);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'slipway', folder]);
      } catch {
        this.skip();
      }
      try {
        writeSettings(machine.folder, text);
        writeFileSync(join(folder, 'other'), Buffer.alloc(4096));
        assert.equal(inWords((await change(product, ['Debian on'])).end), 'refused: notWritable');
        execFileSync('mount', ['-o', 'remount,ro', folder]);
        assert.equal(inWords((await change(product, ['Debian on'])).end), 'refused: notWritable');
        assert.deepEqual([textOf(machine), isUp(machine)], [text, true]);
        // Filled up between the look and the write: nothing is half there.
        execFileSync('mount', ['-o', 'remount,rw,size=64k', folder]);
        rmSync(join(folder, 'other'));
        const { end } = await change(product, ['Debian on'], {
          during: (step) => {
            if (step === 'writing') fillUp(join(folder, 'other'));
          },
        });
        assert.match(inWords(end), /^undone at writing: The settings could not be written/);
        assert.deepEqual([textOf(machine), await readJournal(product)], [text, null]);
      } finally {
        rmSync(join(folder, 'other'), { force: true });
        await quitDockerDesktop(machine.folder).catch(() => undefined);
        execFileSync('umount', [folder]);
      }
    });
  });

  it('asks its user to quit it where its command is missing or hangs, and is undone when nobody does', async () => {
    const patience = { ...quickPatience, stop: { ...quickPatience.stop, hint: 200, command: 1_500, limit: 1_500 } };
    for (const trap of [{ pluginMissing: true }, { stopHangs: 'before' as const }]) {
      await withMachine(
        'healthy',
        async (machine) => {
          const text = textOf(machine);
          const { end, notices } = await change(productMachine(machine), ['Debian on'], { patience });
          assert.match(inWords(end), /^undone at stopping: Docker Desktop did not stop in time/);
          assert.deepEqual(notices, ['Please quit it from its icon in the notification area.']);
          assert.deepEqual([textOf(machine), isUp(machine)], [text, true]);
        },
        ({ docker }) => Object.assign(docker!.traps, trap),
      );
    }
  });

  it('is undone by cancelling at any step, and Docker Desktop runs as before', async () => {
    for (const at of ['stopping', 'backingUp', 'writing', 'starting', 'verifying'] as const) {
      await withMachine('healthy', async (machine) => {
        const text = textOf(machine);
        const cancel = new AbortController();
        const { end } = await change(productMachine(machine), ['Debian on'], {
          signal: cancel.signal,
          during: (step) => {
            if (step === at) cancel.abort();
          },
        });
        assert.match(inWords(end), /^undone at \w+: cancelled$/);
        await until(() => isUp(machine));
        assert.deepEqual([textOf(machine), besides(machine).some((name) => name.endsWith('.tmp'))], [text, false]);
        assert.equal(await readJournal(productMachine(machine)), null);
      });
    }
  });

  it('is undone where Docker Desktop waits for a person for too long, and says what it may wait for', () =>
    withMachine('healthy', async (machine) => {
      const text = textOf(machine);
      const patience = { ...quickPatience, start: { limit: 2_000, pause: 50 }, startAgain: { limit: 200, pause: 50 } };
      const { end, notices } = await change(productMachine(machine), ['Debian on'], {
        patience,
        during: (step) => {
          if (step === 'starting') changeState(machine.folder, ({ docker }) => (docker!.waitsFor = 'signIn'));
        },
      });
      assert.match(inWords(end), /^undone at starting: Docker Desktop's engine did not answer/);
      assert.match(notices.join(), /may be waiting for you/);
      changeState(machine.folder, ({ docker }) => (docker!.waitsFor = null));
      await until(() => isUp(machine));
      assert.equal(textOf(machine), text);
    }));
});

describe('changing the integration, seen in real userlands', function () {
  this.timeout(120_000);
  before(function () {
    if (!canHaveUserlands()) this.skip();
  });

  async function inUserland(
    act: (folder: string, machine: ReturnType<typeof openMachine>) => Promise<void>,
    change?: (state: State) => void,
  ): Promise<void> {
    const parent = mkdtempSync(join(tmpdir(), 'slipway-userland-'));
    const { folder, machineFile } = await prepareMachine(join(parent, 'machine'), 'healthy', {
      userlands: true,
      ...(change ? { change } : {}),
    });
    try {
      await act(folder, openMachine(silentLog, { SLIPWAY_MACHINE: machineFile }));
    } finally {
      await stopMachine(folder);
      rmSync(parent, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  const settingsOf = (folder: string): unknown => JSON.parse(readSettings(folder).toString());

  it('is done when docker works in the distro, and names the containers that did not come back', () =>
    inUserland(async (folder, machine) => {
      const { end } = await change(machine, ['Debian on']);
      assert.equal(inWords(end), 'changed');
      assert.ok(end.kind === 'changed');
      assert.deepEqual(
        end.missing.map(({ name }) => name),
        ['shop-web-1'],
      );
      assert.ok(await startContainer(machine, end.missing[0]!.id, { timeout: 5_000 }));
      const { linux } = readState(folder).docker!;
      assert.equal(linux.containers.filter(({ state }) => state === 'running').length, 2);
      assert.deepEqual(readRemoteLog(folder), []);
      // And away again: its proxy is gone, its link may have stayed.
      const off = await change(machine, ['Debian off']);
      assert.match(inWords(off.end), /^changed: .*its link to docker was left behind/);
      assert.deepEqual((settingsOf(folder) as Record<string, unknown>)['IntegratedWslDistros'], []);
    }));

  it('is seen to be off where Docker Desktop takes its links along', () =>
    inUserland(
      async (folder, machine) => {
        assert.equal(inWords((await change(machine, ['Ubuntu off'])).end), 'changed');
        assert.deepEqual(settingsOf(folder), { EnableIntegrationWithDefaultWslDistro: false, LicenseTermsVersion: 2 });
      },
      ({ docker }) => (docker!.traps.linksGoOnQuit = true),
    ));

  it('waits for links that come late', () =>
    inUserland(
      async (_, machine) => assert.equal(inWords((await change(machine, ['Debian on'])).end), 'changed'),
      ({ docker }) => (docker!.traps.linksLagMilliseconds = 3_000),
    ));

  for (const [what, traps, wish] of [
    ['the proxy never comes', { proxyDies: true }, 'Debian on'],
    ['the flag gets lost', { losesDefaultFlag: true }, 'Ubuntu on'],
  ] as const) {
    it(`puts the old bytes back where ${what}`, () =>
      inUserland(
        async (folder, machine) => {
          const patience = { ...quickPatience, verify: { ...quickPatience.verify, limit: 4_000 } };
          const before = { text: '' };
          const { end, steps } = await change(machine, [wish], {
            patience,
            during: (step) => {
              if (step === 'backingUp') before.text = readSettings(folder).toString();
            },
          });
          assert.match(inWords(end), /^undone at verifying: /);
          assert.equal(steps.at(-1), 'restoring');
          assert.equal(readSettings(folder).toString(), before.text);
          await until(() => readState(folder).docker!.engine === 'running');
        },
        (state) => {
          Object.assign(state.docker!.traps, traps);
          if (wish === 'Ubuntu on') {
            for (const path of Object.keys(state.files)) {
              if (path.endsWith('settings-store.json')) state.files[path] = '{\n  "LicenseTermsVersion": 2\n}';
            }
          }
        },
      ));
  }
});
