import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { goToLine, hasLine, hoverHere, hasLines, quickFix } from './editing';
import { faultyWslconfig } from './faultyWslconfig';
import { until } from './modals';
import { editorLines, openFile, openSlipway, patience, problems, type SlipwayWindow } from './slipwayWindow';

const wslconfig = [...faultyWslconfig, '', '[experimental]', 'autoMemoryReclaim=gradual', ''].join('\n');
const wslConf = '[boot]\nsystemd=true\n; not a comment\n[network]\nhostname=shop\n';

describe('.wslconfig and wsl.conf in the editor', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('healthy', { theme: 'light', open: 'drives/C/Users/dev' });
    const home = join(window.machine, 'drives', 'C', 'Users', 'dev');
    writeFileSync(join(home, '.wslconfig'), wslconfig);
    mkdirSync(join(home, 'etc'), { recursive: true });
    writeFileSync(join(home, 'etc', 'wsl.conf'), wslConf);
    await openFile(window.page, '.wslconfig');
  });
  after(() => window.close());

  it('are known by their names', async () => {
    await window.page.locator('.statusbar-item', { hasText: '.wslconfig' }).waitFor({ timeout: patience });
  });

  it('tell what WSL does with each line', async () => {
    const rows = await problems(window.page);
    for (const text of [
      'a size is 8GB or 512MB',
      '\\U is no escape',
      'only true and false count',
      'WSL 2.5.8 and later ignore pageReporting',
      'Comments begin with #',
      'the one in line 3 counts',
      'A paused engine can freeze this WSL',
    ])
      await rows.filter({ hasText: text }).first().waitFor({ timeout: patience });
    await window.screenshot('wslconfig-problems-light');
  });

  it('have a fix that edits the line', async () => {
    await goToLine(window, 3, 9);
    await quickFix(window, 'Write 8GB');
    await hasLine(window, 'memory=8GB');
  });

  it('have all safe fixes in one step', async () => {
    await goToLine(window, 5, 18);
    await quickFix(window, 'Fix all Slipway problems in this file');
    await hasLine(window, 'swapFile=C:\\\\Users\\\\dev\\\\swap.vhdx');
    const lines = await editorLines(window.page);
    for (const line of ['guiApplications=true', '# unused', 'memory=4GB']) assert.ok(lines.includes(line), line);
  });

  it('complete keys with what is told of them, and then their values', async () => {
    const { page } = window;
    await goToLine(window, 9, 1);
    await page.keyboard.type('networking', { delay: 20 });
    const row = page.locator('.suggest-widget .monaco-list-row');
    await row.filter({ hasText: 'networkingMode' }).first().waitFor({ timeout: patience });
    await page.keyboard.press('Enter');
    await row.filter({ hasText: 'Mirrored' }).first().waitFor({ timeout: patience });
    // The installed WSL does not know it yet.
    assert.equal(await row.filter({ hasText: 'Consomme' }).count(), 0);
    await window.screenshot('wslconfig-completion-light');
    await page.keyboard.type('Mirr', { delay: 20 });
    await page.keyboard.press('Enter');
    await hasLine(window, 'networkingMode=Mirrored');
    await (
      await problems(page)
    )
      .filter({ hasText: 'Published ports answer at localhost' })
      .waitFor({ timeout: patience });
  });

  it('explain a key under the pointer', async () => {
    const { page } = window;
    await goToLine(window, 3, 2);
    await hoverHere(window, 'Default: half of the memory of Windows');
    await window.screenshot('wslconfig-hover-light');
    await page.keyboard.press('Escape');
  });

  it('say, once saved, that WSL has to restart, and for which WSL they were checked', async () => {
    const { page } = window;
    const listed = (): number => window.calls('wsl').filter((args) => args.includes('-l')).length;
    const before = listed();
    await page.keyboard.press('Control+KeyS');
    await page.locator('.tab.active:not(.dirty)').waitFor({ timeout: patience });
    await until(() => listed() > before, 'the list of distros');
    const status = page.locator('.hover-language-status');
    for (let attempt = 1; ; attempt += 1) {
      await page.locator('.part.statusbar [id^="status.languageStatus"]').first().hover({ timeout: patience });
      const waits = status.filter({ hasText: 'Takes effect after WSL restarts' }).first();
      if (await waits.waitFor({ timeout: patience / 5 }).then(() => true, () => false)) break; // prettier-ignore
      assert.ok(attempt <= 5, 'nothing waits');
      await page.mouse.move(300, 300);
    }
    await status.filter({ hasText: 'Checked for WSL 2.6.1' }).first().waitFor({ timeout: patience });
    await status.filter({ hasText: 'Shut Down All of WSL…' }).first().waitFor({ timeout: patience });
    await window.screenshot('wslconfig-status-light');
    await page.mouse.move(300, 300);
  });

  it('show where WSL stops reading', async () => {
    const { page } = window;
    await openFile(page, 'wsl.conf');
    const row = (await problems(page)).filter({ hasText: 'WSL reads no further than here' });
    await row.first().waitFor({ timeout: patience });
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'attached', timeout: patience });
    await window.screenshot('wsl-conf-stops-light');
    await goToLine(window, 3, 1);
    await quickFix(window, 'Write #');
    await hasLines(window, (lines) => lines.includes('# not a comment'), 'no comment');
    await row.first().waitFor({ state: 'detached', timeout: patience });
  });

  it('wake nobody: one question to the registry tells the release', () => {
    assert.deepEqual(readGateLog(window.machine), []);
    assert.ok(window.calls('reg').some((args) => args.some((arg) => arg.endsWith('\\Lxss\\Msi'))));
  });
});
