import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { rowIn, welcomeText } from './inWindow';
import { notification, picks } from './modals';
import { speechFaults, spoken } from './readAloud';
import { expandRow, openFile, openSideBar, openSlipway, patience, treeRow, type SlipwayWindow } from './slipwayWindow';
import { stepShown } from './walkthrough';

/** Texts that a reader needs whole; rows are as wide as the side bar, and are read whole in their tooltips. */
const whole = [
  '.welcome-view-content p',
  '.welcome-view-content .monaco-button',
  '.part.sidebar .pane .message',
  '.gettingStartedSlideDetails .step-title',
  '.gettingStartedSlideDetails .expanded .step-description-container',
  '.gettingStartedSlideDetails .monaco-button',
  '.notification-toast .notification-list-item-message',
  '.notification-toast .monaco-button',
];

describe('for eyes that need it large, and for ears', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('docker-stopped');
    await openSideBar(window.page);
    await treeRow(window.page, 'Ubuntu', 'default').waitFor({ timeout: patience });
  });
  after(() => window.close());

  /** What has no room where it stands. */
  const cut = (): Promise<string[]> =>
    window.page.evaluate<string[]>(`${JSON.stringify(whole)}.flatMap((where) =>
      [...document.querySelectorAll(where)].filter((each) => each.offsetParent !== null && each.clientWidth > 0
        && each.scrollWidth > each.clientWidth + 1).map((each) => where + ': ' + each.textContent))`);

  it('says each row with its state in words, and whether it is open', async () => {
    await expandRow(treeRow(window.page, 'Ubuntu', 'default'));
    await rowIn(window, 'Distros', 'Disk', 'free there').waitFor({ timeout: patience });
    const rows = (await spoken(window.page, '.part.sidebar .pane-body')).filter(({ role }) => role === 'treeitem');
    const of = (name: string): (typeof rows)[number] => rows.find((row) => row.name.startsWith(`${name},`))!;
    assert.match(of('Ubuntu').name, /^Ubuntu, Running, WSL 2, default, /);
    assert.equal(of('Ubuntu').expanded, true);
    assert.match(of('Debian').name, /^Debian, Stopped, WSL 2/);
    assert.equal(of('Debian').expanded, false);
    assert.deepEqual(speechFaults(await spoken(window.page, '.part.sidebar .pane-body')), []);
  });

  it('says each choice of a list, and each step of the walkthrough', async () => {
    await window.runCommand('Slipway: Stop Distro…');
    await picks(window.page).filter({ hasText: 'Ubuntu' }).waitFor({ timeout: patience });
    const list = await spoken(window.page, '.quick-input-widget');
    assert.ok(
      list.some(({ role, name }) => role === 'option' && /^Ubuntu, Running · WSL 2 · default/.test(name)),
      JSON.stringify(list),
    );
    assert.deepEqual(speechFaults(list), []);
    await window.page.keyboard.press('Escape');
    await window.runCommand('Slipway: Get Started');
    await (await stepShown(window, 'engine.stopped', false)).click();
    const steps = await spoken(window.page, '.gettingStartedContainer .gettingStartedSlideDetails');
    assert.ok(
      steps.some(({ name }) => name.includes('Start Docker Desktop')),
      JSON.stringify(steps),
    );
    assert.deepEqual(speechFaults(steps), []);
  });

  it('has all of its texts at 200 %, which is half a window of 1280 pixels', async () => {
    const { page } = window;
    await page.setViewportSize({ width: 640, height: 400 });
    await page.waitForTimeout(500);
    await window.runCommand('View: Close All Editors');
    await openFile(page, 'compose.yaml');
    const notice = notification(page, 'it is on a Windows drive');
    await notice.hover({ timeout: patience });
    await window.screenshot('zoom-notice-light');
    const said = await spoken(page, '.notifications-toasts');
    assert.ok(
      said.some(({ role, name }) => role === 'button' && name.startsWith('Move')),
      JSON.stringify(said),
    );
    assert.deepEqual(speechFaults(said), []);
    assert.deepEqual(await cut(), []);
    await page.keyboard.press('Escape');
    await welcomeText(window, 'Docker Desktop is not running', 'Docker Desktop');
    await window.screenshot('zoom-views-light');
    assert.deepEqual(await cut(), []);
    await window.runCommand('Slipway: Get Started');
    const step = await stepShown(window, 'engine.stopped', false);
    // Beside views as wide as here the editor has no room for a walkthrough.
    await page.keyboard.press('Control+KeyB');
    await step.click({ timeout: patience });
    const button = step.locator('.monaco-button').first();
    await button.scrollIntoViewIfNeeded({ timeout: patience });
    await window.screenshot('zoom-walkthrough-light');
    assert.deepEqual(await cut(), []);
    await page.keyboard.press('Control+KeyB');
    await page.locator('.part.sidebar').waitFor({ timeout: patience });
  });

  it('has all of its texts in a side bar of 170 pixels', async () => {
    const { page } = window;
    await page.setViewportSize({ width: 1280, height: 800 });
    const bar = page.locator('.part.sidebar');
    const box = (await bar.boundingBox())!;
    await page.mouse.move(box.x + box.width + 2, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 172, box.y + 300, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(900, 500);
    assert.ok((await bar.boundingBox())!.width < 180);
    await window.screenshot('narrow-views-light');
    assert.deepEqual(await cut(), []);
    assert.deepEqual(readGateLog(window.machine), []);
  });
});
