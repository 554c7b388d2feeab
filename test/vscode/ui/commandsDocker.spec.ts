import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  changeDockerSettings,
  changeState,
  quitDockerDesktop,
  readEngineLog,
  readRemoteLog,
  readState,
} from '../../simulator/prepare';
import { cancelModal, choosePick, leaveNothingOpen, notification, pressInModal, readModal, until } from './modals';
import { openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

const start = 'Slipway: Start Docker Desktop';
const settings = 'Slipway: Open WSL Integration Settings of Docker Desktop';
const shutDown = 'Slipway: Shut Down All of WSL…';

async function inStatus({ page }: SlipwayWindow, text: string): Promise<void> {
  await page.locator('.statusbar-item', { hasText: text }).first().waitFor({ timeout: patience });
}

async function pressIn({ page }: SlipwayWindow, text: string, button: string): Promise<void> {
  const told = notification(page, text);
  await told.locator('.monaco-button', { hasText: button }).click({ timeout: patience });
  await told.waitFor({ state: 'hidden', timeout: patience });
}

describe('Docker Desktop, from stopped to stopped', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('docker-stopped', {
      change: (state) => {
        state.docker!.waitsFor = 'signIn';
        state.docker!.traps.pluginMissing = true;
        state.docker!.delays = { backend: 2_500, engine: 2_500, stop: 20 };
      },
    });
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('is started for its settings only when its user says so', async () => {
    await window.runCommand(settings);
    await notification(window.page, 'Docker Desktop does not run').waitFor({ timeout: patience });
    assert.deepEqual(window.calls('dockerDesktop'), []);
    await pressIn(window, 'Docker Desktop does not run', 'Start Docker Desktop');
    await notification(window.page, 'Linux engine is not there yet').waitFor({ timeout: patience });
    await window.screenshot('progress-docker-light');
  });

  it('is waited for until its user cancels, which ends no more than the waiting', async () => {
    await pressIn(window, 'Waiting for Docker Desktop', 'Cancel');
    assert.deepEqual(window.calls('dockerDesktop'), [[]]);
    assert.equal(await window.page.locator('.notification-list-item').count(), 0);
  });

  it('is not started twice, and its engine is ready when it answers', async () => {
    await window.runCommand(start);
    await notification(window.page, 'Waiting for Docker Desktop').waitFor({ timeout: patience });
    changeState(window.machine, (state) => {
      state.docker!.waitsFor = null;
    });
    await notification(window.page, 'does not answer yet').waitFor({ timeout: patience });
    await inStatus(window, 'engine ready after');
    assert.equal(await window.page.locator('.notification-list-item').count(), 0);
    await window.runCommand(start);
    await inStatus(window, 'runs already, and its engine answers');
    assert.deepEqual(window.calls('dockerDesktop'), [[]]);
  });

  it('shows its own settings, with the way to the page', async () => {
    await window.runCommand(settings);
    await notification(window.page, 'Settings > Resources > WSL Integration').waitFor({ timeout: patience });
    await window.screenshot('docker-settings-light');
    await until(() => readState(window.machine).docker?.woken === 1, 'the window of Docker Desktop');
    assert.deepEqual(window.calls('dockerDesktop'), [[], []]);
  });

  it('is left to its user where it cannot be stopped from outside: nothing ends before it is', async () => {
    await window.runCommand(shutDown);
    await pressInModal(window.page, 'Stop Docker Desktop First');
    await notification(window.page, 'quit it from its icon').waitFor({ timeout: patience });
    await window.screenshot('progress-quit-light');
    await pressIn(window, 'Stopping Docker Desktop', 'Cancel');
    assert.ok(!window.calls('wsl').some(([verb]) => verb === '--shutdown'));
    assert.equal(readState(window.machine).docker?.engine, 'running');

    await window.runCommand(shutDown);
    await pressInModal(window.page, 'Stop Docker Desktop First');
    await notification(window.page, 'quit it from its icon').waitFor({ timeout: patience });
    await quitDockerDesktop(window.machine);
    await notification(window.page, 'Docker Desktop was stopped for it').waitFor({ timeout: patience });
    assert.deepEqual(readState(window.machine).running, []);
    assert.deepEqual(window.calls('taskkill'), [], 'nothing is ended by force');
  });

  it('with Windows containers has no Linux engine to wait for', async () => {
    await pressIn(window, 'Docker Desktop was stopped for it', 'Start Docker Desktop');
    await inStatus(window, 'engine ready after');
    await changeDockerSettings(window.machine, { UseWindowsContainers: true });
    await window.runCommand(start);
    await notification(window.page, 'its Linux engine never answers').waitFor({ timeout: patience });
    await window.screenshot('windows-containers-light');
  });
});

describe('a machine without Docker Desktop', () => {
  it('is told so, and how to get it', async () => {
    const window = await openSlipway('no-docker');
    try {
      await openSideBar(window.page);
      await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await window.runCommand(start);
      await notification(window.page, 'Docker Desktop is not installed').waitFor({ timeout: patience });
    } finally {
      await window.close();
    }
  });
});

describe('a docker command line that is switched to another computer', () => {
  it('leads nothing there: every question goes to Docker Desktop', async () => {
    const window = await openSlipway('remote-context');
    try {
      await openSideBar(window.page);
      await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await window.runCommand('Slipway: Stop Distro…');
      await choosePick(window.page, 'Ubuntu');
      assert.match((await readModal(window.page)).detail, /may fail: shop-web-1/);
      await cancelModal(window.page);
      await window.runCommand('Slipway: Check Docker in Distro');
      await choosePick(window.page, 'Ubuntu');
      await notification(window.page, 'docker in Ubuntu').waitFor({ timeout: patience });
      await window.runCommand(shutDown);
      await pressInModal(window.page, 'Stop Docker Desktop First');
      await pressIn(window, 'Docker Desktop was stopped for it', 'Start Docker Desktop');
      await inStatus(window, 'engine ready after');
      assert.deepEqual(readRemoteLog(window.machine), []);
      assert.ok(readEngineLog(window.machine).length > 1);
    } finally {
      await window.close();
    }
  });
});
