import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { canHaveUserlands, changeDockerSettings, changeState, readState } from '../../simulator/prepare';
import { accessibilityFaults } from './accessibility';
import {
  allowClipboard,
  choosePick,
  clipboard,
  leaveNothingOpen,
  notification,
  pressInModal,
  readModal,
  until,
} from './modals';
import { openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';
import { pageWith } from './pages';

const run = 'Slipway: Run Doctor…';
/** Each look into a distro is a process, and there are several. */
const longPatience = 90_000;

describe('the doctor', function () {
  this.timeout(240_000);
  let window: SlipwayWindow;

  before(async function () {
    if (!canHaveUserlands()) return this.skip();
    window = await openSlipway('healthy', {
      userlands: true,
      change: ({ docker }) => (docker!.traps = { linksDangle: true }),
    });
    await allowClipboard(window.page);
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => (canHaveUserlands() ? leaveNothingOpen(window.page) : undefined));
  after(() => (canHaveUserlands() ? window.close() : undefined));

  const told = async (text: string): Promise<void> =>
    notification(window.page, text).waitFor({ timeout: longPatience });
  const press = (text: string, button: string): Promise<void> =>
    notification(window.page, text).locator('.monaco-button', { hasText: button }).click({ timeout: patience });

  const examine = async (): Promise<void> => {
    await window.runCommand('Notifications: Clear All Notifications');
    await window.runCommand(run);
    await choosePick(window.page, 'Ubuntu');
  };
  /** As Docker Desktop loses it: it is off in the settings, and nobody has taken the links away. */
  const loseIntegration = async (): Promise<void> => {
    await changeDockerSettings(window.machine, { EnableIntegrationWithDefaultWslDistro: false });
    const shared = '/mnt/wsl/docker-desktop';
    const script = [
      `while pgrep -f user-distro' proxy'; do sleep 0.1; done`,
      `ln -sfn ${shared}/cli-tools/usr/bin/docker /usr/bin/docker`,
      `ln -sfn ${shared}/shared-sockets/guest-services/docker.proxy.sock /var/run/docker.sock`,
    ].join('; ');
    execFileSync(join(window.machine, 'bin', 'wsl'), ['-d', 'Ubuntu', '-u', 'root', '-e', 'sh', '-c', script], {
      cwd: '/',
      // What it says there is in UTF-16, which makes whoever searches the output of the tests take it for no text.
      stdio: 'pipe',
    });
  };

  it('names the broken link of a distro, with its evidence', async () => {
    await window.runCommand(run);
    await choosePick(window.page, 'Ubuntu');
    await told('Broken: The link to docker leads nowhere');
    const text = await pageWith(window.page, 'Broken: The link to docker leads nowhere');
    // Rendered, and not as it is written.
    assert.doesNotMatch(text, /^#|\*\*/m);
    assert.match(text, /Looked at: \w+ \d+, \d{4}, \d\d:\d\d$/m);
    for (const part of [
      'Broken: The link to docker leads nowhere',
      'readlink -f /usr/bin/docker',
      '/mnt/wsl/docker-desktop/gone',
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
    assert.deepEqual(await accessibilityFaults(window.page), []);
    await window.screenshot('doctor-broken-light');
  });

  it('mends it when its user says so, having said what ends, and looks whether it holds', async () => {
    changeState(window.machine, ({ docker }) => (docker!.traps = {}));
    await press('Broken: The link', 'Restart Docker Desktop…');
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Restart Docker Desktop?');
    assert.match(detail, /Running containers stop.*\(2\): shop-web-1, shop-db-1/);
    await pressInModal(window.page, 'Restart Docker Desktop');
    await told('It holds now: The link to docker leads somewhere.');
    // The document is the same one, with another content.
    await pageWith(window.page, 'Nothing is broken.');
    assert.equal(readState(window.machine).docker!.engine, 'running');
    await treeRow(window.page, 'Ubuntu', 'Docker works').waitFor({ timeout: patience });
    await window.screenshot('doctor-mended-light');
  });

  it('shows what it copies before it does, without names', async () => {
    await press('It holds now', 'Copy…');
    await told('This is what is copied');
    await press('This is what is copied', 'Copy to the Clipboard');
    let copied = '';
    await until(() => {
      void clipboard(window.page).then((text) => (copied = text));
      return copied.includes('# Doctor');
    });
    assert.match(copied, /docker\/desktop-feedback/);
    assert.doesNotMatch(copied, /\bdev\b/);
    assert.equal(await window.page.locator('.tab.dirty').count(), 0, 'nothing that has to be saved');
  });

  it('leads from Windows containers back to Linux containers, and looks whether it holds', async () => {
    await changeDockerSettings(window.machine, { UseWindowsContainers: true });
    await examine();
    await told('Broken: Docker Desktop is on Windows containers');
    await pageWith(window.page, 'is on Windows containers');
    await window.screenshot('doctor-windows-containers-light');
    await press('Broken: Docker Desktop is on Windows', 'Use Linux Containers…');
    const { text, detail } = await readModal(window.page);
    assert.equal(text, 'Switch Docker Desktop to Linux containers?');
    assert.match(detail, /None of them is shown after the switch\./);
    await pressInModal(window.page, 'Switch to Linux Containers');
    await told('It holds now: Docker Desktop is on Linux containers.');
    await window.screenshot('doctor-linux-containers-light');
    assert.equal(readState(window.machine).docker!.engine, 'running');
  });

  it('switches an integration on again that was lost, without anything being stopped', async () => {
    await loseIntegration();
    await examine();
    await told('Broken: Integration is off, and its links are still in the distro');
    await pageWith(window.page, 'Broken: Integration is off');
    await window.screenshot('doctor-integration-lost-light');
    const stops = window.calls('docker').filter(([verb, what]) => verb === 'desktop' && what === 'stop').length;
    await press('Broken: Integration is off', 'Switch Integration On…');
    const { text, buttons } = await readModal(window.page);
    assert.match(text, /integration on for Ubuntu\?/);
    assert.deepEqual(buttons, ['Apply for Me…', 'Cancel', 'Show Docker Desktop']);
    await pressInModal(window.page, 'Show Docker Desktop');
    await notification(window.page, 'Waiting for it to be set').waitFor({ timeout: patience });
    await changeDockerSettings(window.machine, { IntegratedWslDistros: ['Ubuntu'] });
    await told('It holds now: Integration is on for the distro.');
    await window.screenshot('doctor-integration-on-light');
    assert.equal(window.calls('docker').filter(([verb, what]) => verb === 'desktop' && what === 'stop').length, stops);
    await treeRow(window.page, 'Ubuntu', 'Docker works').waitFor({ timeout: patience });
  });
});
