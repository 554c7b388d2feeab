import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  canHaveUserlands,
  changeDockerSettings,
  readRemoteLog,
  readSettings,
  readState,
} from '../../simulator/prepare';
import { choosePick, leaveNothingOpen, notification, pressInModal, readModal } from './modals';
import { openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';

/** A change stops and starts Docker Desktop, and looks into a distro. */
const changePatience = 120_000;

describe('the integration of a distro', function () {
  this.timeout(420_000);
  let window: SlipwayWindow;

  before(async function () {
    if (!canHaveUserlands()) this.skip();
    window = await openSlipway('healthy', {
      userlands: true,
      change: ({ docker }) => {
        docker!.traps.linksGoOnQuit = true;
      },
    });
    await window.page.locator('.activitybar .action-label[aria-label^="Slipway"]').waitFor({ timeout: changePatience });
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  afterEach(() => leaveNothingOpen(window.page));
  after(() => window.close());

  const inStatus = (text: string): Promise<void> =>
    window.page.locator('.statusbar-item', { hasText: text }).first().waitFor({ timeout: changePatience });
  const stops = (): number => window.calls('docker').filter((call) => call.join(' ').startsWith('desktop stop')).length;

  it('is switched on in Docker Desktop’s own window, and seen to work, without anything being stopped', async () => {
    await window.runCommand('Slipway: Switch Docker Desktop Integration On…');
    await choosePick(window.page, 'Debian');
    const { text, detail, buttons } = await readModal(window.page);
    assert.match(text, /integration on for Debian\?/);
    assert.match(detail, /In Docker Desktop, [^]*switch Debian on, then Apply[^]*Nothing is stopped\./);
    assert.deepEqual(buttons, ['Apply for Me…', 'Cancel', 'Show Docker Desktop']);
    await window.screenshot('integration-gentle-light');
    await pressInModal(window.page, 'Show Docker Desktop');
    await notification(window.page, 'switch Debian on, then Apply').waitFor({ timeout: patience });
    await notification(window.page, 'Waiting for it to be set').waitFor({ timeout: patience });
    await window.screenshot('integration-watch-light');
    await changeDockerSettings(window.machine, { IntegratedWslDistros: ['Debian'] });
    await inStatus('docker works in Debian');
    await treeRow(window.page, 'Debian', 'Docker works').waitFor({ timeout: patience });
    assert.equal(stops(), 0);
    await window.screenshot('integration-works-light');
  });

  it('is switched off by writing the settings, once what ends is agreed to, and offers what did not come back', async () => {
    await window.runCommand('Slipway: Switch Docker Desktop Integration Off…');
    await choosePick(window.page, 'Debian');
    await pressInModal(window.page, 'Apply for Me');
    const { detail, buttons } = await readModal(window.page);
    assert.match(detail, /Containers of its Linux engine that end \(2\): shop-web-1, shop-db-1\./);
    assert.match(detail, /Debian is taken out of IntegratedWslDistros\.[^]*settings-store\.json; a copy/);
    assert.deepEqual(buttons, ['Cancel', 'Stop Docker Desktop and Apply (Containers: 2)']);
    assert.equal(stops(), 0);
    await window.screenshot('integration-apply-light');
    await pressInModal(window.page, 'Stop Docker Desktop and Apply');
    await notification(window.page, "Changing Docker Desktop's integration").waitFor({ timeout: patience });
    await window.screenshot('integration-progress-light');
    const offer = notification(window.page, 'Containers that ran before and do not now (1): shop-web-1.');
    await offer.waitFor({ timeout: changePatience });
    await window.screenshot('integration-containers-light');
    await offer.locator('.monaco-button', { hasText: 'Start These Containers' }).click({ timeout: patience });
    await inStatus('The containers run again');
    const { linux } = readState(window.machine).docker!;
    assert.deepEqual(
      linux.containers.map(({ name, state }) => `${name} ${state}`),
      ['shop-web-1 running', 'shop-db-1 running', 'old-job exited'],
    );
    assert.doesNotMatch(readSettings(window.machine).toString(), /Debian/);
    assert.equal(stops(), 1);
    assert.deepEqual(readRemoteLog(window.machine), []);
  });
});
