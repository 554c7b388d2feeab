import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
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

async function quickFix({ page }: SlipwayWindow, title: string): Promise<void> {
  const entry = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  // The editor may still be taking the focus when the keys arrive.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('Control+Period');
    try {
      await entry.waitFor({ timeout: patience / 10 });
      break;
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await entry.click({ timeout: patience });
}

async function goToLine({ page }: SlipwayWindow, line: number, column: number): Promise<void> {
  await page.keyboard.press('Control+KeyG');
  await page.locator('.quick-input-widget input[type=text]').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
}

async function hasLine(window: SlipwayWindow, line: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await editorLines(window.page)).includes(line)) {
    assert.ok(Date.now() < deadline, `no line "${line}" among:\n${(await editorLines(window.page)).join('\n')}`);
    await window.page.waitForTimeout(100);
  }
}

describe('compose file on a Windows drive', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'light' });
    await openFile(window.page, 'compose.yaml');
  });
  after(() => window.close());

  it('has its slow mounts underlined and listed', async () => {
    await squiggles(window.page).first().waitFor({ state: 'attached', timeout: patience });
    const rows = await problems(window.page);
    await rows.first().waitFor({ timeout: patience });
    assert.equal(await rows.count(), 3);
    await rows.filter({ hasText: 'Works only from a WSL shell' }).waitFor({ timeout: patience });
    await openSideBar(window.page);
    await treeRow(window.page, 'docker-desktop').waitFor({ timeout: patience });
    await window.screenshot('overview-light');
  });

  it('is led to from the Problems panel', async () => {
    const row = (await problems(window.page)).filter({ hasText: 'Works only from a WSL shell' });
    await row.dblclick();
    await window.page
      .locator('.part.statusbar', { hasText: 'Ln 14, Col 37 (28 selected)' })
      .waitFor({ timeout: patience });
  });

  it('gets a path that works from both sides, in one step that can be undone', async () => {
    await quickFix(window, 'Write ./config, which works from Windows and from WSL');
    await hasLine(window, '      - ./config:/etc/shop');
    await window.page.keyboard.press('Control+KeyZ');
    await hasLine(window, '      - /mnt/c/Users/dev/shop/config:/etc/shop');
  });

  it('is silent about a mount that a comment suppresses', async () => {
    await goToLine(window, 14, 12);
    await quickFix(window, 'Suppress slow-mount on this line with a comment');
    await hasLine(window, '      # slipway-ignore-next-line slow-mount -- say why');
    const row = (await problems(window.page)).filter({ hasText: 'Works only from a WSL shell' });
    await row.waitFor({ state: 'detached', timeout: patience });
    await window.screenshot('suppressed-light');
    await window.page.keyboard.press('Control+KeyZ');
    await row.waitFor({ timeout: patience });
  });

  it('is checked while typing, also where the YAML is broken', async () => {
    await goToLine(window, 1, 1);
    await window.page.keyboard.type('services: { typed: { volumes: [ "D:\\\\data:/app" ] ', { delay: 5 });
    const row = (await problems(window.page)).filter({ hasText: 'Windows drive D:' });
    await row.waitFor({ timeout: patience });
    await window.screenshot('typing-light');
  });

  it('opens the rule’s page from the message', async () => {
    await (await problems(window.page)).first().locator('a', { hasText: 'slow-mount' }).click();
    await window.page.locator('.tab', { hasText: 'slow-mount.md' }).waitFor({ timeout: patience });
  });

  it('woke nobody', () => {
    assert.deepEqual(readGateLog(window.machine), []);
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
