import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { changeState, readState } from '../../simulator/prepare';
import {
  cancelModal,
  choosePick,
  labels,
  leaveNothingOpen,
  notification,
  picks,
  pressInModal,
  readModal,
} from './modals';
import { chooseInMenuOfRow } from './menus';
import { openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

/** Types a path into the editor's own file dialog, and takes it. The dialog writes its own until it has read its folder. */
async function enterPath({ page, machine }: SlipwayWindow, path: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  await until(async () => (await input.isVisible()) && (await input.inputValue()).startsWith(machine), 'the dialog');
  await picks(page).first().waitFor({ timeout: patience });
  await until(async () => {
    await input.fill(path);
    await page.waitForTimeout(300);
    return (await input.inputValue()) === path;
  }, 'the path');
  await page.keyboard.press('Enter');
}

/** Waits until something holds that no element shows. */
async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what}: not in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const callsOf = (window: SlipwayWindow, verb: string): string[][] =>
  window.calls('wsl').filter(([first]) => first === verb);

describe('care for distros', () => {
  let window: SlipwayWindow;
  const host = (...path: string[]): string => join(window.machine, 'drives', ...path);

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'dark', change: (state) => (state.transfers.milliseconds = 10) });
    mkdirSync(host('D', 'saved'));
    mkdirSync(host('D', 'copy'));
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  it('exports: names what stops, the file and the room, and shows what came', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Export Distro…');
    await picks(window.page).first().waitFor({ timeout: patience });
    await window.screenshot('pick-export-dark');
    assert.deepEqual(await labels(window.page), ['tar', 'tar.gz', 'tar.xz', 'vhd']);
    await choosePick(window.page, 'tar');
    await enterPath(window, host('D', 'saved', 'u.tar'));
    const { text, detail, buttons } = await readModal(window.page);
    assert.equal(text, 'Export Ubuntu?');
    for (const part of ['terminals in Ubuntu end', 'proxy', 'shop-web-1', 'D:\\saved\\u.tar', 'is free on D:']) {
      assert.ok(detail.includes(part), detail);
    }
    assert.deepEqual(buttons, ['Cancel', 'Export Ubuntu']);
    await window.screenshot('modal-export-dark');
    await pressInModal(window.page, 'Export Ubuntu');
    const done = notification(window.page, 'Exported Ubuntu to D:\\saved\\u.tar');
    await done.waitFor({ timeout: patience });
    assert.deepEqual(readdirSync(host('D', 'saved')), ['u.tar']);
    await window.screenshot('exported-dark');
    await done.locator('.monaco-button', { hasText: 'Show in Explorer' }).click();
    await until(() => window.calls('explorer').length > 0, 'Explorer');
    assert.deepEqual(window.calls('explorer'), [['D:\\saved']]);
  });

  it('a cancelled export leaves the distro as it was, and offers to delete what it has left', async () => {
    changeState(window.machine, ({ transfers }) =>
      Object.assign(transfers, { milliseconds: 60_000, leaves: ['exportFile'] }),
    );
    await chooseInMenuOfRow(window.page, 'Debian', 'Export Distro…');
    await choosePick(window.page, 'tar');
    await enterPath(window, host('D', 'saved', 'd.tar'));
    await pressInModal(window.page, 'Export Debian');
    const progress = notification(window.page, 'Exporting Debian');
    await treeRow(window.page, 'Debian', 'Exporting').waitFor({ timeout: patience });
    await window.screenshot('progress-export-dark');
    await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
    const told = notification(window.page, 'The export of Debian was cancelled');
    await told.waitFor({ timeout: patience });
    assert.match(
      (await told.textContent()) ?? '',
      /registered as before.*An unfinished file is left: D:\\saved\\d\.unf/,
    );
    await window.screenshot('cancelled-export-dark');
    await told.locator('.monaco-button', { hasText: 'Delete Unfinished File' }).click();
    await until(() => readdirSync(host('D', 'saved')).length === 1, 'the deletion');
    await treeRow(window.page, 'Debian', 'Stopped').waitFor({ timeout: patience });
    changeState(window.machine, ({ transfers }) => Object.assign(transfers, { milliseconds: 10, leaves: [] }));
  });

  it('imports under a new name, checked while it is typed, and offers to choose its user', async () => {
    await window.runCommand('Slipway: Import Distro…');
    await enterPath(window, host('D', 'saved', 'u.tar'));
    const input = window.page.locator('.quick-input-widget input[type=text]');
    const says = (text: string) =>
      window.page.locator('.quick-input-widget', { hasText: text }).waitFor({ timeout: patience });
    await says('WSL cannot rename a distro');
    await input.fill('Ubuntu');
    await says('There is a distro of this name already');
    await window.screenshot('name-import-dark');
    await input.fill('Renamed');
    await window.page.keyboard.press('Enter');
    await choosePick(window.page, 'WSL 2');
    await enterPath(window, host('D', 'copy'));
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Import Renamed as a new distro?');
    assert.match(detail, /D:\\copy.*WSL 2 distro.*or more.*root/s);
    await window.screenshot('modal-import-dark');
    await pressInModal(window.page, 'Import Renamed');
    await treeRow(window.page, 'Renamed', 'Stopped').waitFor({ timeout: patience });
    const done = notification(window.page, 'Renamed is registered as WSL 2');
    await done.locator('.monaco-button', { hasText: 'Choose Default User' }).click({ timeout: patience });
    assert.equal((await readModal(window.page)).text, 'Start Renamed to choose its default user?');
    await cancelModal(window.page);
    assert.deepEqual(callsOf(window, '--manage'), []);
  });

  it('moves to another drive, having said that WSL waits, and sees it in the registry', async () => {
    changeState(window.machine, ({ transfers }) => (transfers.milliseconds = 1_500));
    await chooseInMenuOfRow(window.page, 'Debian', 'Move Distro to Another Folder…');
    await enterPath(window, host('D'));
    const { detail } = await readModal(window.page);
    assert.match(detail, /goes to D:\\Debian.*WSL answers nothing else/s);
    await window.screenshot('modal-move-dark');
    await pressInModal(window.page, 'Move Debian');
    await notification(window.page, 'Moving Debian').waitFor({ timeout: patience });
    await window.screenshot('progress-move-dark');
    await notification(window.page, 'Debian lies in D:\\Debian\\ext4.vhdx now').waitFor({ timeout: patience });
    assert.ok(existsSync(host('D', 'Debian', 'ext4.vhdx')));
    assert.deepEqual(callsOf(window, '--manage'), [['--manage', 'Debian', '--move', 'D:\\Debian']]);
  });

  it('sets the default user of a running distro without a question, and of a stopped one with', async () => {
    await chooseInMenuOfRow(window.page, 'Fedora', 'Set Default User…');
    await choosePick(window.page, 'root');
    await until(
      () => readState(window.machine).distros.find(({ name }) => name === 'Fedora')!.defaultUid === 0,
      'the user',
    );
    assert.deepEqual(callsOf(window, '--manage').at(-1), ['--manage', 'Fedora', '--set-default-user', 'root']);
    await chooseInMenuOfRow(window.page, 'Debian', 'Set Default User…');
    assert.equal((await readModal(window.page)).text, 'Start Debian to choose its default user?');
    await cancelModal(window.page);
  });

  it('says of a WSL that is too old that it is', async () => {
    changeState(window.machine, (state) => {
      state.generation = 'early';
      state.versions.wsl = '1.2.5.0';
    });
    await chooseInMenuOfRow(window.page, 'Fedora', 'Move Distro to Another Folder…');
    await notification(window.page, 'WSL 1.2.5.0 is installed, and this needs a newer one').waitFor({
      timeout: patience,
    });
  });

  it('touched nothing of Docker Desktop', () => {
    assert.deepEqual(
      window.calls('wsl').filter((argv) => argv.includes('docker-desktop')),
      [],
    );
  });
});
