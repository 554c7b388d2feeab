import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { readJournal } from '../../../src/docker/change/journal';
import { changeDockerSettings, quitDockerDesktop, readSettings, readState, writeSettings } from '../prepare';
import { settingsFile } from '../docker/test-hands';
import { changeState } from '../state/store';
import type { State } from '../state/model';
import type { TestMachine } from '../spec/machine';
import { click, isUp } from '../spec/docker';
import { change, inWords, until } from './change';
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
        for (let turn = 0; turn < 7; turn += 1) {
          await change(productMachine(machine), [turn % 2 === 0 ? 'Debian on' : 'Debian off']);
        }
        assert.equal(besides(machine).filter(isBackup).length, 5);
        assert.ok(besides(machine).includes('settings-store.json.mine.bak'));
      },
      stopped,
    ));

  it('edits what Docker Desktop writes at its end, not what was there before', () =>
    withMachine('healthy', async (machine) => {
      // Somebody edits the file while it runs, and somebody else clicks: the first is lost, the second is not.
      writeSettings(machine.folder, '{"IntegratedWslDistros":["Fedora"],\t"AutoStart":true}');
      const { end, steps } = await change(productMachine(machine), ['Debian on'], {
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
});
