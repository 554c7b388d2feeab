import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { readState } from '../../simulator/prepare';
import {
  allowClipboard,
  choosePick,
  clipboard,
  leaveNothingOpen,
  modal,
  notification,
  pressInModal,
  until,
} from './modals';
import { chooseInMenuOfRow } from './menus';
import { openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

describe('in a window that is connected to a distro', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    // What the WSL extension opens for Ubuntu: the distro's real folder, and the extension in the distro.
    window = await openSlipway('healthy', { inside: 'Ubuntu', open: join('distros', 'Ubuntu', 'home', 'dev', 'api') });
    await allowClipboard(window.page);
    await openSideBar(window.page);
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  /** Presses the button that copies the command in place of what was refused. */
  async function copies(command: string): Promise<void> {
    const refusal = notification(window.page, 'would end with it');
    await refusal.locator('.monaco-button', { hasText: 'Copy Command' }).click({ timeout: patience });
    await refusal.waitFor({ state: 'hidden', timeout: patience });
    let copied = '';
    // What stands there is read by the page, after the extension has written it.
    for (let attempt = 0; copied !== command && attempt < 50; attempt += 1) {
      copied = await clipboard(window.page);
      await window.page.waitForTimeout(100);
    }
    assert.equal(copied, command);
  }

  it('lists the distros of the machine through interop', async () => {
    await treeRow(window.page, 'Ubuntu', 'Running').waitFor({ timeout: patience });
    await treeRow(window.page, 'Debian', 'Stopped').waitFor({ timeout: patience });
    assert.deepEqual(window.calls('wsl'), [['-l', '-v']]);
  });

  it('refuses to stop, convert, export or move its own distro, and gives the command for Windows', async () => {
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Stop Distro…');
    await notification(window.page, 'Slipway runs inside Ubuntu here').waitFor({ timeout: patience });
    await window.screenshot('inside-refused-light');
    await copies('wsl --terminate Ubuntu');
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Convert to Another WSL Version…');
    await choosePick(window.page, 'WSL 1');
    await copies('wsl --set-version Ubuntu 1');
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Export Distro…');
    await copies('wsl --export Ubuntu Ubuntu.tar');
    await chooseInMenuOfRow(window.page, 'Ubuntu', 'Move Distro to Another Folder…');
    await copies('wsl --manage Ubuntu --move FOLDER');
    await window.runCommand('Slipway: Shut Down All of WSL…');
    await copies('wsl --shutdown');
    assert.equal(await modal(window.page).count(), 0);
    assert.deepEqual(
      window.calls('wsl').filter(([verb]) => verb !== '-l'),
      [],
    );
  });

  it('stops another distro, by the same way', async () => {
    await chooseInMenuOfRow(window.page, 'Fedora', 'Stop Distro…');
    await pressInModal(window.page, 'Stop Fedora');
    await treeRow(window.page, 'Fedora', 'Stopped').waitFor({ timeout: patience });
    assert.ok(window.calls('wsl').some((argv) => argv.join(' ') === '--terminate Fedora'));
    const { running, distros } = readState(window.machine);
    assert.ok(!running.includes(distros.find(({ name }) => name === 'Fedora')!.guid));
  });

  it('sets the default version of WSL, by the same way', async () => {
    await window.runCommand('Slipway: Set WSL Version for New Distros…');
    await choosePick(window.page, 'WSL 1');
    await until(() => readState(window.machine).defaultVersion === 1);
  });

  it('copies the path by which Windows reaches the folder', async () => {
    await window.runCommand('Slipway: Copy Windows Path');
    const path = '\\\\wsl.localhost\\Ubuntu\\home\\dev\\api';
    await window.page.locator('.statusbar-item', { hasText: `Copied: ${path}` }).waitFor({ timeout: patience });
    assert.equal(await clipboard(window.page), path);
  });

  it('shows the files of another distro in the Explorer of Windows', async () => {
    await chooseInMenuOfRow(window.page, 'Debian', 'Show Files in Explorer');
    await until(() => window.calls('explorer').some(([path]) => path === '\\\\wsl.localhost\\Debian'));
    await treeRow(window.page, 'Debian', 'Running').waitFor({ timeout: patience });
  });
});
