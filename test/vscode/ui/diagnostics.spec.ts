import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { readGateLog } from '../../simulator/prepare';
import { pageFaults } from './accessibility';
import { goToLine, hasLine, quickFix } from './editing';
import {
  editorLines,
  openFile,
  openSideBar,
  openSlipway,
  patience,
  problems,
  squiggles,
  treeRow,
  type SlipwayWindow,
} from './slipwayWindow';

/** The notice that speaks of the project, while it is shown. */
function notice({ page }: SlipwayWindow): Locator {
  return page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
}

/** The marks of hints in the editor. */
function hints({ page }: SlipwayWindow): Locator {
  return page.locator('.monaco-editor .squiggly-hint');
}

describe('compose file on a Windows drive', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'light' });
    await openFile(window.page, 'compose.yaml');
  });
  after(() => window.close());

  it('tells once what its project costs, and how to move it', async () => {
    const told = notice(window);
    await told.waitFor({ timeout: patience });
    // A title that is cut ends in dots.
    const cut = await window.page.evaluate<
      string[]
    >(`[...document.querySelectorAll('.notification-toast .monaco-button')]
      .filter((button) => button.scrollWidth > button.clientWidth)
      .map((button) => button.textContent)`);
    assert.deepEqual(cut, []);
    await window.screenshot('slow-project-notice-light');
    await told.locator('.monaco-button', { hasText: 'Show How' }).click({ timeout: patience });
    await window.page.locator('.tab', { hasText: 'slow-project.md' }).waitFor({ timeout: patience });
    // The page takes all keys, so the way back is the mouse.
    await window.page.locator('.tab[data-resource-name="compose.yaml"]').click({ timeout: patience });
  });

  it('has its project listed as one problem, and hints on the lines', async () => {
    await squiggles(window.page).first().waitFor({ state: 'attached', timeout: patience });
    // The editor draws the lines that can be seen: the panel covers the third.
    await hints(window).nth(1).waitFor({ state: 'attached', timeout: patience });
    const rows = await problems(window.page);
    await rows.first().waitFor({ timeout: patience });
    assert.equal(await rows.count(), 1);
    await rows.filter({ hasText: 'this project is on Windows drive C:' }).waitFor({ timeout: patience });
    assert.equal(await notice(window).count(), 0);
    await openSideBar(window.page);
    await treeRow(window.page, 'docker-desktop').waitFor({ timeout: patience });
    await window.screenshot('overview-light');
  });

  it('is led to from the Problems panel', async () => {
    const row = (await problems(window.page)).filter({ hasText: 'this project is on Windows drive C:' });
    await row.dblclick();
    await window.page
      .locator('.part.statusbar', { hasText: 'Ln 12, Col 14 (5 selected)' })
      .waitFor({ timeout: patience });
  });

  it('gets a path that works from both sides, in one step that can be undone', async () => {
    await goToLine(window, 14, 12);
    await quickFix(window, 'Write ./config, which works from Windows and from WSL');
    await hasLine(window, '      - ./config:/etc/shop');
    await window.page.keyboard.press('Control+KeyZ');
    await hasLine(window, '      - /mnt/c/Users/dev/shop/config:/etc/shop');
  });

  it('is silent about a mount that a comment suppresses', async () => {
    await goToLine(window, 14, 12);
    await quickFix(window, 'Suppress slow-mount on this line with a comment');
    await hasLine(window, '      # slipway-ignore-next-line slow-mount -- say why');
    await hints(window).nth(1).waitFor({ state: 'detached', timeout: patience });
    assert.equal(await hints(window).count(), 1);
    await window.screenshot('suppressed-light');
    await window.page.keyboard.press('Control+KeyZ');
    await hints(window).nth(1).waitFor({ state: 'attached', timeout: patience });
  });

  it('is checked while typing, also where the YAML is broken', async () => {
    await goToLine(window, 1, 1);
    await window.page.keyboard.type('services: { typed: { volumes: [ "D:\\\\data:/app" ] ', { delay: 5 });
    const row = (await problems(window.page)).filter({ hasText: 'Windows drive D:' });
    await row.waitFor({ timeout: patience });
    await window.screenshot('typing-light');
  });

  it('opens the rule’s page from the message', async () => {
    const row = (await problems(window.page)).filter({ hasText: 'Windows drive D:' });
    await row.locator('a', { hasText: 'slow-mount' }).click();
    await window.page.locator('.tab', { hasText: 'slow-mount.md' }).waitFor({ timeout: patience });
    assert.deepEqual(await pageFaults(window.page), []);
  });

  it('woke nobody', () => {
    assert.deepEqual(readGateLog(window.machine), []);
  });
});

describe('project that cannot move', () => {
  it('says so once, and is left with hints', async () => {
    const window = await openSlipway('healthy', { theme: 'dark' });
    try {
      await openFile(window.page, 'compose.yaml');
      const row = (await problems(window.page)).filter({ hasText: 'this project is on Windows drive C:' });
      await row.waitFor({ timeout: patience });
      await notice(window)
        .locator('.monaco-button', { hasText: "I can't move this project" })
        .click({ timeout: patience });
      await row.waitFor({ state: 'detached', timeout: patience });
      assert.equal(await hints(window).count(), 2);
      await window.screenshot('project-stays-dark');
    } finally {
      await window.close();
    }
  });
});

describe('compose file in a distro, seen from Windows', () => {
  it('has the Windows path marked as refused, and rewritten by the fix', async () => {
    const window = await openSlipway('healthy', { theme: 'dark', open: 'distros/Ubuntu/home/dev/api' });
    try {
      await openFile(window.page, 'compose.yaml');
      const refused = (await problems(window.page)).filter({ hasText: 'Docker refuses this path' });
      await refused.waitFor({ timeout: patience });
      await window.screenshot('wrong-side-dark');
      await refused.dblclick();
      await quickFix(window, 'Write /mnt/c/Users/dev/data');
      await refused.waitFor({ state: 'detached', timeout: patience });
      assert.ok((await editorLines(window.page)).some((line) => line.includes('/mnt/c/Users/dev/data:/data')));
    } finally {
      await window.close();
    }
  });
});
