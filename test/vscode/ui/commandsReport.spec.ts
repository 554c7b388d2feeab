import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { oneWindow } from './inWindow';
import { pageFaults } from './accessibility';
import { choosePick, notification } from './modals';
import { pageWith, shownPage } from './pages';
import { editorLines, patience, pressUnderMouse, treeRow } from './slipwayWindow';

/** A link that would run a command, HTML and a picture. */
const hostile = '[x](command:evil)<b>|`<img src=x>`';

describe('a problem', () => {
  const showing = oneWindow();

  it('is reported as a page without names of people, and nothing is sent', () =>
    showing(
      'settings-bom',
      async (window) => {
        await treeRow(window.page, 'acme-shop').waitFor({ timeout: patience });
        await window.runCommand('Slipway: Write a Problem Report');
        await window.page.locator('.tab:not(.dirty)', { hasText: 'Problem Report' }).waitFor({ timeout: patience });
        await window.page.locator('.view-line', { hasText: 'Slipway report' }).waitFor({ timeout: patience });
        await window.screenshot('report-light');
        const shown = (await editorLines(window.page)).join('');
        for (const part of [
          'Nothing has been sent',
          'docker/desktop-feedback',
          'VS Code:',
          'Docker Desktop: `4.94.0`',
          'user-distro-1',
        ]) {
          assert.ok(shown.includes(part), `${part}\n${shown}`);
        }
        assert.doesNotMatch(shown, /acme|\\dev\\/);
      },
      (state) => {
        state.distros.find(({ name }) => name === 'Debian')!.name = 'acme-shop';
      },
    ));

  it('is dismissed from its row, and comes back when its user wants that', () =>
    showing('settings-bom', async (window) => {
      await treeRow(window.page, 'Debian').waitFor({ timeout: patience });
      const row = treeRow(window.page, 'byte order mark');
      await row.waitFor({ timeout: patience });
      await pressUnderMouse(row, row.locator('.action-label[aria-label="Dismiss Problem"]'));
      await row.waitFor({ state: 'hidden', timeout: patience });
      await window.runCommand('Slipway: Show Dismissed Problems');
      await row.waitFor({ timeout: patience });
      assert.equal(await notification(window.page, '').count(), 0);
    }));

  it('that others name is no link and no picture in a page, which shows how it reads, and its source in one click', () =>
    showing(
      'healthy',
      async (window) => {
        const { page } = window;
        await treeRow(page, hostile).waitFor({ timeout: patience });
        await window.runCommand('Slipway: Show Disks');
        await choosePick(page, 'With names');
        const text = await pageWith(page, 'Only distros that run were asked');
        assert.ok(text.includes(hostile), text);
        const frame = (await shownPage(page))!;
        const made = await frame.evaluate<string[]>(
          `[...document.querySelectorAll('.markdown-body a, .markdown-body img, .markdown-body b')].map((each) => each.outerHTML)`,
        );
        assert.deepEqual(made, []);
        assert.deepEqual(await pageFaults(page), []);
        await window.screenshot('page-hostile-light');
        await page.locator('.editor-actions .action-label[aria-label*="ource"]').first().click({ timeout: patience });
        await page.locator('.view-line', { hasText: '# Disks' }).first().waitFor({ timeout: patience });
        assert.equal(await page.locator('.tab.dirty').count(), 0, 'nothing that has to be saved');
      },
      (state) => {
        state.distros.find(({ name }) => name === 'Debian')!.name = hostile;
      },
    ));
});
