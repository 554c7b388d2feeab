import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ChangeJournal } from '../../../src/docker/change/journal';
import {
  canHaveUserlands,
  changeDockerSettings,
  changeState,
  readGateLog,
  readRemoteLog,
  readSettings,
  readState,
} from '../../simulator/prepare';
import { settingsText, usualSettings } from '../../simulator/scenarios/docker-parts';
import type { State } from '../../simulator/state/model';
import { welcomeButton, welcomeText } from './inWindow';
import { cancelModal, choosePick, leaveNothingOpen, notification, pressInModal, readModal, until } from './modals';
import { chooseInMenuOfRow } from './menus';
import { clickRefresh, openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';
import { pageWith } from './pages';

/** Docker Desktop is stopped and started, and distros are looked into. */
const longPatience = 120_000;

const roaming = 'C:\\Users\\dev\\AppData\\Roaming\\Docker';
const local = 'C:\\Users\\dev\\AppData\\Local';
const old = settingsText(usualSettings);
const changed = settingsText({ ...usualSettings, EnableIntegrationWithDefaultWslDistro: false });
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As it is when a change was killed behind its writing, and Docker Desktop was started again by somebody. */
function interruptChange(files: State['files']): void {
  const file = `${roaming}\\settings-store.json`;
  const journal: ChangeJournal = {
    version: 1,
    startedAt: '2026-01-02T03:04:05.000Z',
    step: 'verifying',
    distros: [{ name: 'Ubuntu', on: false }],
    wasRunning: true,
    containers: [],
    file,
    backup: `${file}.20260102T030405Z.bak`,
    before: digest(old),
    after: digest(changed),
  };
  files[file] = changed;
  files[journal.backup!] = old;
  files[`${local}\\Slipway\\integration-change.json`] = JSON.stringify(journal);
}

describe('Docker Desktop beside distros', function () {
  this.timeout(420_000);
  let window: SlipwayWindow;

  before(async function () {
    if (!canHaveUserlands()) return this.skip();
    window = await openSlipway('healthy', {
      userlands: true,
      change: (state) => {
        interruptChange(state.files);
        state.docker!.traps.linksGoOnQuit = true;
        state.disks.push(
          { path: 'C:\\ProgramData\\DockerDesktop\\vm-data\\DockerDesktop.vhdx', size: 64 << 20, written: 3 << 20 },
          { path: `${local}\\Docker\\wsl\\old\\ext4.vhdx`, size: 64 << 20, written: 2 << 20, restingHours: 24 },
        );
      },
    });
    await window.page.locator('.activitybar .action-label[aria-label^="Slipway"]').waitFor({ timeout: longPatience });
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => (canHaveUserlands() ? leaveNothingOpen(window.page) : undefined));
  after(() => (canHaveUserlands() ? window.close() : undefined));

  const inStatus = (text: string): Promise<void> =>
    window.page.locator('.statusbar-item', { hasText: text }).first().waitFor({ timeout: longPatience });
  const press = (text: string, button: string): Promise<void> =>
    notification(window.page, text).locator('.monaco-button', { hasText: button }).click({ timeout: patience });
  const told = (text: string): Promise<void> => notification(window.page, text).waitFor({ timeout: longPatience });
  const docker = (): NonNullable<State['docker']> => readState(window.machine).docker!;

  it('after a change that was broken off: says so by itself, and puts the old settings back byte for byte', async () => {
    await told("A change of Docker Desktop's integration was interrupted: Ubuntu.");
    await told('Its settings are the changed ones.');
    await window.screenshot('interrupted-light');
    await press('was interrupted', 'Put Old Settings Back');
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Stop Docker Desktop to put its old settings back?');
    assert.match(detail, /Containers that run on it now: 2\./);
    await window.screenshot('interrupted-restore-light');
    await pressInModal(window.page, 'Stop Docker Desktop and Restore');
    await inStatus('The interrupted change is cleared up');
    assert.equal(readSettings(window.machine).toString(), old);
    assert.ok(!existsSync(join(window.machine, 'drives/C/Users/dev/AppData/Local/Slipway/integration-change.json')));
  });

  it('shows every image store, which one is in use, and how to look inside; no distro is started', async () => {
    await until(() => docker().engine === 'running', 'the engine');
    await window.runCommand('Slipway: Show Image Stores');
    const text = await pageWith(window.page, 'No distro was started.', longPatience);
    await window.screenshot('image-stores-light');
    for (const part of [
      'In use now: Docker Desktop, Linux containers on the WSL 2 engine.',
      'Images: 12. Containers: 3, of which 1 run.',
      'docker_data.vhdx',
      'Docker Desktop, Linux containers on the Hyper-V engine',
      '"Use the WSL 2 based engine" has to be off',
      'Fedora: an engine of its own answers.',
      'Debian: not asked, since it does not run.',
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    assert.deepEqual([...readGateLog(window.machine), ...readRemoteLog(window.machine)], []);
    assert.equal(await window.page.locator('.tab.dirty').count(), 0, 'nothing that has to be saved');
  });

  it('is proved in a distro once its user agrees to what is done; a stopped one is started for it only then', async () => {
    await window.runCommand('Slipway: Prove Docker in a Distro…');
    await choosePick(window.page, 'Debian');
    const stopped = await readModal(window.page);
    assert.match(stopped.detail, /Debian does not run: it is started for this\./);
    assert.deepEqual(stopped.buttons, ['Cancel', 'Start Debian and Prove']);
    await cancelModal(window.page);
    await window.runCommand('Slipway: Prove Docker in a Distro…');
    await choosePick(window.page, 'Ubuntu');
    assert.match((await readModal(window.page)).detail, /Folder, image and containers are removed again/);
    await window.screenshot('proof-question-light');
    await pressInModal(window.page, 'Prove Docker in Ubuntu');
    const text = await pageWith(window.page, 'Docker in Ubuntu', longPatience);
    await window.screenshot('proof-light');
    // This engine answers and takes no image: that it is there is proved, and not that it works.
    assert.match(text, /Docker Desktop's engine answers\tproved\t/);
    assert.match(text, /A container runs\tfailed\t/);
    assert.equal(await window.page.locator('.tab.dirty').count(), 0, 'nothing that has to be saved');
    await inStatus('Docker in Ubuntu: 1 of 4 steps are proved');
  });

  it('is restarted, with the containers that end named first and those that stay away offered', async () => {
    changeState(window.machine, (state) => {
      state.docker!.linux.containers[0]!.state = 'running';
    });
    await window.runCommand('Slipway: Restart Docker Desktop…');
    const { detail, buttons } = await readModal(window.page);
    assert.match(detail, /Containers of its Linux engine that end \(2\): shop-web-1, shop-db-1\./);
    assert.deepEqual(buttons, ['Cancel', 'Restart Docker Desktop (Containers: 2)']);
    await window.screenshot('restart-question-light');
    await pressInModal(window.page, 'Restart Docker Desktop');
    await told('Containers that ran before and do not now (1): shop-web-1.');
    await press('Containers that ran before', 'Start These Containers');
    await inStatus('The containers run again');
    assert.deepEqual(docker().dialogs, []);
  });

  it('works in the old and the new default distro, where its user wants both', async () => {
    await chooseInMenuOfRow(window.page, 'Debian', 'Set as Default Distro');
    await pressInModal(window.page, 'Keep docker in Both…');
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Keep docker in both Ubuntu and Debian?');
    assert.match(detail, /IntegratedWslDistros/);
    await window.screenshot('default-both-light');
    await window.page.mouse.move(900, 30);
    await pressInModal(window.page, 'Stop Docker Desktop and Apply');
    await treeRow(window.page, 'Debian', 'default').waitFor({ timeout: longPatience });
    await treeRow(window.page, 'Debian', 'Docker works').waitFor({ timeout: longPatience });
    assert.match(readSettings(window.machine).toString(), /"Ubuntu",\s*"Debian"/);
    await window.screenshot('default-both-done-light');
  });

  it('on Windows containers leads back to Linux containers, with what is hidden counted first', async () => {
    await changeDockerSettings(window.machine, { UseWindowsContainers: true });
    await clickRefresh(window.page, 'Docker Desktop');
    await welcomeText(window, 'Docker Desktop is switched to Windows containers', 'Docker Desktop');
    await treeRow(window.page, 'Docker works').waitFor({ state: 'detached', timeout: patience });
    await window.screenshot('welcome-windows-containers-light');
    await welcomeButton(window, 'Switch to Linux Containers…').click();
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Switch Docker Desktop to Linux containers?');
    assert.match(detail, /Windows containers: 0, of which 0 run; images: 0\. None of them is shown after the switch\./);
    await window.screenshot('linux-containers-question-light');
    await pressInModal(window.page, 'Switch to Linux Containers');
    await inStatus('Docker Desktop is on Linux containers, and its engine answers');
    assert.equal(docker().engine, 'running');
  });

  it('is stopped in order, and its view leads on from there', async () => {
    await window.runCommand('Slipway: Stop Docker Desktop…');
    assert.match((await readModal(window.page)).detail, /Distros keep running/);
    await pressInModal(window.page, 'Stop Docker Desktop');
    await inStatus('Docker Desktop is stopped.');
    await welcomeButton(window, 'Start Docker Desktop').waitFor({ timeout: patience });
    await window.screenshot('docker-stopped-light');
    assert.equal(docker().engine, 'off');
    assert.deepEqual([...docker().dialogs, ...window.calls('taskkill')], [], 'nothing was taken down by surprise');
  });

  it('is not stopped unasked where it was started while the question about a broken-off change stood there', async () => {
    const files: State['files'] = {};
    interruptChange(files);
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(join(window.machine, 'drives', path.replace(/^(\w):/, '$1').replaceAll('\\', '/')), text as string);
    }
    await window.runCommand('Slipway: Switch Docker Desktop Integration Off…');
    await choosePick(window.page, 'Ubuntu');
    await told("A change of Docker Desktop's integration was interrupted: Ubuntu.");
    await window.runCommand('Slipway: Start Docker Desktop');
    await until(() => docker().engine === 'running', 'the engine');
    await press('was interrupted', 'Put Old Settings Back');
    assert.equal((await readModal(window.page)).text, 'Stop Docker Desktop to put its old settings back?');
    await cancelModal(window.page);
    assert.equal(docker().engine, 'running');
    assert.equal(readSettings(window.machine).toString(), changed);
  });
});
