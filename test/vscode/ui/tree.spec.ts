import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { changeState, readGateLog, readState } from '../../simulator/prepare';
import { accessibilityFaults } from './accessibility';
import { rowIn, until } from './inWindow';
import { focusedEntry, focusedPick, focusedRow, moveTo, typeCommand } from './keys';
import { cancelModal, pressInModal, readModal } from './modals';
import { chooseInMenuOfRow } from './menus';
import {
  clickRefresh,
  expandRow,
  openSideBar,
  openSlipway,
  patience,
  pressUnderMouse,
  section,
  treeRow,
  type SlipwayWindow,
} from './slipwayWindow';

const healthyRows = [
  ['Ubuntu', 'Running · WSL 2 · default · Docker Desktop on'],
  ['Debian', 'Stopped · WSL 2 · Docker Desktop integration off'],
  ['Fedora', 'Running · WSL 2 · Docker Desktop integration off'],
  ['Legacy-18.04', 'Stopped · WSL 1 · Docker Desktop needs WSL 2'],
  ['docker-desktop', "Running · Docker Desktop's own"],
] as const;

describe('the tree of distros', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'dark', wslExtension: true });
    await openSideBar(window.page);
  });
  after(() => window.close());

  it('shows every distro with state, version and default', async () => {
    for (const [label, description] of healthyRows) {
      await treeRow(window.page, label, description).waitFor({ timeout: patience });
    }
    await window.page.locator('.part.sidebar', { hasText: /Updated \d\d:\d\d/ }).waitFor({ timeout: patience });
    const rows = await section(window.page, 'Distros').locator('.monaco-list-row').count();
    // Behind the distros stands what bounds them.
    assert.equal(rows, healthyRows.length + 1);
    await window.screenshot('tree-healthy-dark');
  });

  it('asked for the list and the registrations once, looked once for Docker Desktop, and woke nobody', () => {
    assert.deepEqual(window.calls('wsl'), [['-l', '-v']]);
    const keys = window.calls('reg').map(([verb, key]) => `${verb} ${key?.split('\\').at(-1)}`);
    assert.deepEqual(keys.sort(), ['query Docker Desktop', 'query Docker Desktop', 'query Lxss']);
    assert.deepEqual(window.calls('powershell'), []);
    assert.deepEqual(readGateLog(window.machine), []);
  });

  it('reads a row aloud with all it shows', async () => {
    const label = await treeRow(window.page, 'Ubuntu').getAttribute('aria-label');
    assert.equal(label, 'Ubuntu, Running, WSL 2, default, Docker Desktop on');
  });

  it('holds disk, user and registration in the tooltip', async () => {
    await treeRow(window.page, 'Ubuntu', 'default').locator('.label-name').hover();
    const tooltip = window.page.locator('.monaco-hover:not(.hidden)', { hasText: 'ext4.vhdx' });
    await tooltip.first().waitFor({ timeout: patience });
    const text = ((await tooltip.first().textContent()) ?? '').replace(/\u00a0/g, ' ');
    for (const part of ['Default user ID', '1000', 'Registration']) assert.ok(text.includes(part), text);
    await window.screenshot('tree-tooltip-dark');
    await window.page.mouse.move(900, 600);
    await window.page.keyboard.press('Escape');
    await tooltip.first().waitFor({ state: 'hidden', timeout: patience });
  });

  it('has no fault that axe-core finds', async () => {
    assert.deepEqual(await accessibilityFaults(window.page), []);
  });

  it('opens to Docker and the disk, which was read only then', async () => {
    await expandRow(treeRow(window.page, 'Ubuntu', 'default'));
    await rowIn(window, 'Distros', 'Docker Desktop', 'on (default distro)').waitFor({ timeout: patience });
    const disk = rowIn(window, 'Distros', 'Disk', 'on C:', 'free there');
    await disk.waitFor({ timeout: patience });
    assert.match((await disk.textContent()) ?? '', /[\d.]+ [kMGT]?B on C: · [\d.,]+ [GT]B free there/);
    await window.screenshot('tree-details-dark');
  });

  it('keeps rows open and chosen over a refresh', async () => {
    await treeRow(window.page, 'docker-desktop').click();
    await clickRefresh(window.page);
    await until(() => window.calls('wsl').length === 2, 'the second list');
    await rowIn(window, 'Distros', 'Disk', 'free there').waitFor({ timeout: patience });
    assert.match((await treeRow(window.page, 'docker-desktop').getAttribute('class')) ?? '', /\bselected\b/);
    await treeRow(window.page, 'Ubuntu', 'default').locator('.monaco-tl-twistie').click();
    await rowIn(window, 'Distros', 'Disk').waitFor({ state: 'detached', timeout: patience });
  });

  it('refreshes by its button, and shows what changed', async () => {
    changeState(window.machine, (state) => {
      state.running.push(state.distros.find(({ name }) => name === 'Debian')!.guid);
    });
    await clickRefresh(window.page);
    await treeRow(window.page, 'Debian', 'Running · WSL 2').waitFor({ timeout: patience });
  });

  it('offers no action on what is Docker Desktop’s own', async () => {
    await treeRow(window.page, 'docker-desktop').click({ button: 'right' });
    // An entry of the editor itself may be there; none of ours is.
    await window.page.waitForTimeout(300);
    const ours = window.page.locator('.context-view .monaco-menu .action-item', { hasText: 'Distro' });
    assert.equal(await ours.count(), 0);
    await window.page.keyboard.press('Escape');
  });

  it('sets the default distro from the row, and shows it moved', async () => {
    await chooseInMenuOfRow(window.page, 'Debian', 'Set as Default Distro');
    await pressInModal(window.page, 'Set Default');
    await treeRow(window.page, 'Debian', 'default').waitFor({ timeout: patience });
    assert.ok(window.calls('wsl').some((argv) => argv.join(' ') === '--set-default Debian'));
    const state = readState(window.machine);
    assert.equal(state.distros.find(({ guid }) => guid === state.defaultDistribution)?.name, 'Debian');
  });

  it('sets the default distro from the palette, without offering the one it is', async () => {
    await window.runCommand('Slipway: Set as Default Distro');
    const picks = window.page.locator('.quick-input-list .monaco-list-row');
    // The palette's own row is there until the list has been read again.
    await picks.filter({ hasText: 'Legacy-18.04' }).waitFor({ timeout: patience });
    const labels = await picks.locator('.label-name').allTextContents();
    // What runs, by name, then the rest; the default itself is no choice.
    assert.deepEqual(labels, ['Fedora', 'Ubuntu', 'Legacy-18.04']);
    await picks.filter({ hasText: 'Ubuntu' }).click();
    await pressInModal(window.page, 'Set Default');
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });

  it('is gone through by keys alone: a row, its menu, the question, and back to the row', async () => {
    const { page } = window;
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await section(page, 'Distros').waitFor({ state: 'hidden', timeout: patience });
    await typeCommand(window, 'Slipway: Focus on Distros View');
    await page.keyboard.press('Home');
    await moveTo(page, 'ArrowDown', /^Debian, /, focusedRow);
    await page.keyboard.press('Shift+F10');
    await page.locator('.context-view .monaco-menu').waitFor({ timeout: patience });
    await page.keyboard.press('ArrowDown');
    await moveTo(page, 'ArrowDown', /^Stop Distro…/, focusedEntry);
    await page.keyboard.press('Enter');
    assert.equal((await readModal(page)).text, 'Stop Debian?');
    assert.deepEqual(await accessibilityFaults(page, ['.monaco-dialog-box']), []);
    await moveTo(page, 'Tab', /^Stop Debian$/, () => page.locator('.monaco-dialog-box :focus'));
    await page.keyboard.press('Enter');
    await treeRow(page, 'Debian', 'Stopped').waitFor({ timeout: patience });
    // The focus is where it was: the next key moves from that row.
    await moveTo(page, 'ArrowDown', /^Legacy-18\.04, /, focusedRow, 1);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await rowIn(window, 'Distros', 'Disk').waitFor({ timeout: patience });
    await moveTo(page, 'ArrowDown', /^Disk, /, focusedRow);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await rowIn(window, 'Distros', 'Disk').waitFor({ state: 'detached', timeout: patience });
  });

  it('leads from the palette through a list by keys alone, and back to where the keys were', async () => {
    const { page } = window;
    await page.keyboard.press('Home');
    await typeCommand(window, 'Slipway: Stop Distro…');
    const list = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Fedora' });
    await list.waitFor({ timeout: patience });
    assert.deepEqual(await accessibilityFaults(page, ['.quick-input-widget']), []);
    await moveTo(page, 'ArrowDown', /^Fedora, /, focusedPick);
    await page.keyboard.press('Enter');
    assert.equal((await readModal(page)).text, 'Stop Fedora?');
    await cancelModal(page);
    await moveTo(page, 'ArrowDown', /^Fedora, /, focusedRow, 1);
    const { running, distros } = readState(window.machine);
    assert.ok(running.includes(distros.find(({ name }) => name === 'Fedora')!.guid), 'nothing has ended');
  });

  it('opens a terminal in the distro, by its registration', async () => {
    const fedoraRow = treeRow(window.page, 'Fedora');
    await pressUnderMouse(fedoraRow, fedoraRow.locator('.action-label[aria-label="Open Terminal in Distro"]'));
    await window.page.locator('.terminal-wrapper.active .xterm').waitFor({ timeout: patience });
    const fedora = readState(window.machine).distros.find(({ name }) => name === 'Fedora')!;
    const started = `${fedora.guid} --cd ~`;
    await until(() => window.calls('wsl').some((argv) => argv.join(' ') === started), 'the shell of the distro');
    await window.page
      .locator('.terminal-wrapper.active .xterm-rows', { hasText: 'dev@Fedora' })
      .waitFor({ timeout: patience });
    await window.screenshot('terminal-dark');
  });

  it('opens a window in the distro through the WSL extension', async () => {
    const opened = window.page.context().waitForEvent('page', { timeout: patience });
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Open Window in Distro');
    await (await opened).close();
    await window.runCommand('Slipway: Show Log');
    const line = window.page.locator('.view-lines', { hasText: 'wsl+Ubuntu' });
    await line.first().waitFor({ timeout: patience });
  });
});

describe('opening a window without the WSL extension', () => {
  it('offers the extension', async () => {
    const window = await openSlipway('healthy');
    try {
      await openSideBar(window.page);
      await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
      await chooseInMenuOfRow(window.page, 'Ubuntu', 'Open Window in Distro');
      const offer = window.page.locator('.notification-list-item', { hasText: 'WSL extension' });
      await offer.waitFor({ timeout: patience });
      assert.equal(await offer.locator('.monaco-button', { hasText: 'Show WSL Extension' }).count(), 1);
      await window.screenshot('offer-wsl-extension-light');
    } finally {
      await window.close();
    }
  });
});
