import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { changeState, readState } from '../../simulator/prepare';
import type { State } from '../../simulator/state/model';
import {
  cancelModal,
  choosePick,
  labels,
  leaveNothingOpen,
  modal,
  notification,
  picks,
  pressInModal,
  readModal,
  until,
} from './modals';
import { chooseInMenuOfRow } from './menus';
import { openSideBar, openSlipway, patience, pressUnderMouse, treeRow, type SlipwayWindow } from './slipwayWindow';

const find = ({ distros }: State, name: string) => distros.find((each) => each.name === name)!;
const runs = ({ machine }: SlipwayWindow, name: string): boolean => {
  const state = readState(machine);
  return state.running.includes(find(state, name).guid);
};
const called = (window: SlipwayWindow, program: string, ...argv: string[]): number =>
  window.calls(program).filter((each) => each.join(' ') === argv.join(' ')).length;

describe('stopping and converting', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', {
      theme: 'dark',
      change: (state) => {
        state.conversionMilliseconds = 6_000;
        state.docker!.traps.distroStopped = 'dialog';
      },
    });
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('names what ends with a distro, and does nothing when that is turned down', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Stop Distro…');
    const { text, detail, buttons } = await readModal(window.page);
    assert.equal(text, 'Stop Ubuntu?');
    for (const part of ['All programs and terminals in Ubuntu end', 'proxy', '(1) may fail: shop-web-1']) {
      assert.ok(detail.includes(part), detail);
    }
    assert.deepEqual(buttons, ['Cancel', 'Stop Ubuntu']);
    await window.screenshot('modal-stop-dark');
    await cancelModal(window.page);
    assert.equal(called(window, 'wsl', '--terminate', 'Ubuntu'), 0);
    assert.ok(runs(window, 'Ubuntu'));
  });

  it('stops a distro by its button in the row', async () => {
    const row = treeRow(window.page, 'Ubuntu', 'default');
    await pressUnderMouse(row, row.locator('.action-label[aria-label="Stop Distro…"]'));
    await pressInModal(window.page, 'Stop Ubuntu');
    await treeRow(window.page, 'Ubuntu', 'Stopped').waitFor({ timeout: patience });
    assert.equal(called(window, 'wsl', '--terminate', 'Ubuntu'), 1);
    assert.ok(!runs(window, 'Ubuntu'));
  });

  it('asks under the new name when a distro was renamed meanwhile', async () => {
    changeState(window.machine, (state) => {
      find(state, 'Fedora').name = 'Fedora-42';
    });
    await chooseInMenuOfRow(window.page, 'Fedora', 'Stop Distro…');
    assert.equal((await readModal(window.page)).text, 'Stop Fedora-42?');
    await cancelModal(window.page);
    changeState(window.machine, (state) => {
      find(state, 'Fedora-42').name = 'Fedora';
    });
  });

  it('stops nothing when the distro was renamed while the question stood there', async () => {
    await chooseInMenuOfRow(window.page, 'Fedora', 'Stop Distro…');
    await readModal(window.page);
    const rename = (from: string, to: string): void =>
      changeState(window.machine, (state) => {
        find(state, from).name = to;
      });
    rename('Fedora', 'Fedora-42');
    await pressInModal(window.page, 'Stop Fedora');
    await notification(window.page, 'There is no distro named Fedora any more').waitFor({ timeout: patience });
    rename('Fedora-42', 'Fedora');
    assert.ok(runs(window, 'Fedora'));
    assert.deepEqual(window.calls('wsl').filter(([verb]) => verb === '--terminate').length, 1);
  });

  it('says why a conversion failed, after which everything is as before', async () => {
    const setFailure = (failure: string | null): void =>
      changeState(window.machine, (state) => {
        state.conversionMilliseconds = failure === null ? 6_000 : 100;
        if (failure === null) delete state.conversionFailure;
        else state.conversionFailure = failure;
      });
    setFailure('tar: broken\n');
    await chooseInMenuOfRow(window.page, 'Legacy-18.04', 'Convert to Another WSL Version…');
    await pressInModal(window.page, 'Convert Legacy-18.04');
    await notification(window.page, 'could not unpack the files').waitFor({ timeout: patience });
    await treeRow(window.page, 'Legacy-18.04', 'WSL 1').waitFor({ timeout: patience });
    setFailure(null);
  });

  it('converts by its palette command, shows how long, and sees the version', async () => {
    await window.runCommand('Slipway: Convert to Another WSL Version…');
    await choosePick(window.page, 'Legacy-18.04');
    const { text, detail, buttons } = await readModal(window.page);
    assert.equal(text, 'Convert Legacy-18.04 to WSL 2?');
    assert.match(detail, /minutes to hours/);
    assert.match(detail, /is free on C:/);
    assert.doesNotMatch(detail, /programs/);
    assert.deepEqual(buttons, ['Cancel', 'Convert Legacy-18.04 to WSL 2']);
    await window.screenshot('modal-convert-dark');
    await pressInModal(window.page, 'Convert Legacy-18.04');
    const progress = notification(window.page, 'Converting Legacy-18.04');
    await progress.waitFor({ timeout: patience });
    await treeRow(window.page, 'Legacy-18.04', 'Converting').waitFor({ timeout: patience });
    await notification(window.page, 'Keep this window open').waitFor({ timeout: patience });
    await window.screenshot('progress-convert-dark');
    assert.equal(await progress.locator('.monaco-button').count(), 0, 'it cannot be cancelled');
    await treeRow(window.page, 'Legacy-18.04', 'WSL 2').waitFor({ timeout: patience });
    await progress.waitFor({ state: 'hidden', timeout: patience });
    assert.equal(called(window, 'wsl', '--set-version', 'Legacy-18.04', '2'), 2, 'the failed one and this');
    assert.equal(find(readState(window.machine), 'Legacy-18.04').flags & 0x8, 0x8);
  });

  it('asks for the version where WSL 2 is what there is, and does nothing for that', async () => {
    await chooseInMenuOfRow(window.page, 'Debian', 'Convert to Another WSL Version…');
    await picks(window.page).first().waitFor({ timeout: patience });
    await window.screenshot('pick-version-dark');
    assert.deepEqual(await labels(window.page), ['WSL 2', 'WSL 1']);
    assert.match((await picks(window.page).first().textContent()) ?? '', /current/);
    await choosePick(window.page, 'WSL 2');
    await window.page.waitForTimeout(300);
    assert.equal(await modal(window.page).count(), 0);
    await chooseInMenuOfRow(window.page, 'Debian', 'Convert to Another WSL Version…');
    await choosePick(window.page, 'WSL 1');
    assert.match((await readModal(window.page)).detail, /does not work in a WSL 1 distro/);
    await cancelModal(window.page);
    assert.equal(called(window, 'wsl', '--set-version', 'Debian', '1'), 0);
  });

  it('sets the version of new distros, with the current one marked, and sees it in the registry', async () => {
    await window.runCommand('Slipway: Set WSL Version for New Distros…');
    await picks(window.page).first().waitFor({ timeout: patience });
    assert.match((await picks(window.page).filter({ hasText: 'WSL 2' }).textContent()) ?? '', /current/);
    await choosePick(window.page, 'WSL 1');
    await until(() => readState(window.machine).defaultVersion === 1);
    await window.page.locator('.statusbar-item', { hasText: 'installed as WSL 1' }).waitFor({ timeout: patience });
    assert.equal(called(window, 'wsl', '--set-default-version', '1'), 1);
  });

  it('asks before the integration moves with the default distro, and only then', async () => {
    await chooseInMenuOfRow(window.page, 'Debian', 'Set as Default Distro');
    const { text, detail, buttons } = await readModal(window.page);
    assert.equal(text, 'Make Debian the default distro instead of Ubuntu?');
    assert.match(detail, /docker stops working in Ubuntu/);
    assert.deepEqual(buttons, ['Cancel', 'Keep docker in Both…', 'Open WSL Integration Settings', 'Set Default']);
    await window.screenshot('modal-default-dark');
    await cancelModal(window.page);
    assert.equal(called(window, 'wsl', '--set-default', 'Debian'), 0);
    await chooseInMenuOfRow(window.page, 'Debian', 'Set as Default Distro');
    await pressInModal(window.page, 'Set Default');
    await treeRow(window.page, 'Debian', 'default').waitFor({ timeout: patience });
    assert.equal(called(window, 'wsl', '--set-default', 'Debian'), 1);
  });
});

describe('shutting down', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy');
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('lists everything that ends, and does nothing when that is turned down', async () => {
    await window.runCommand('Slipway: Shut Down All of WSL…');
    const { detail, buttons } = await readModal(window.page);
    assert.match(detail, /\(3\) end with their programs: Ubuntu, Fedora, docker-desktop\./);
    assert.match(detail, /Containers that run on it now: 2\./);
    assert.deepEqual(buttons, ['Cancel', 'Shut Down Only', 'Stop Docker Desktop First, Then Shut Down (Distros: 3)']);
    await window.screenshot('modal-shutdown-light');
    await cancelModal(window.page);
    assert.equal(called(window, 'wsl', '--shutdown'), 0);
    assert.deepEqual(window.calls('docker'), []);
  });

  it('stops Docker Desktop in order first, then everything, and offers to start it again', async () => {
    await window.runCommand('Slipway: Shut Down All of WSL…');
    await pressInModal(window.page, 'Stop Docker Desktop First');
    const offer = notification(window.page, 'Docker Desktop was stopped for it');
    await offer.waitFor({ timeout: patience });
    await window.screenshot('offer-docker-light');
    assert.deepEqual(window.calls('docker'), [['desktop', 'stop', '--timeout', '90']]);
    const state = readState(window.machine);
    assert.deepEqual([state.running, state.vmUp, state.docker?.engine], [[], false, 'off']);
    assert.deepEqual(state.docker?.dialogs, [], 'it was not taken down by surprise');
    await treeRow(window.page, 'Ubuntu', 'Stopped').waitFor({ timeout: patience });

    await offer.locator('.monaco-button', { hasText: 'Start Docker Desktop' }).click();
    await window.page.locator('.statusbar-item', { hasText: 'engine ready after' }).waitFor({ timeout: patience });
    await window.screenshot('docker-ready-light');
    assert.deepEqual(window.calls('dockerDesktop'), [[]]);
    assert.equal(readState(window.machine).docker?.engine, 'running');
  });

  it('shuts down only, when that is what its user wants', async () => {
    await window.runCommand('Slipway: Shut Down All of WSL…');
    await pressInModal(window.page, 'Shut Down Only');
    await until(() => !readState(window.machine).vmUp, 'the shutdown');
    assert.equal(window.calls('docker').length, 1);
  });
});
