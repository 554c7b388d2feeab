import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { notification } from './modals';
import { editorLines, openSideBar, openSlipway, patience, treeRow } from './slipwayWindow';

describe('a problem', () => {
  it('is reported as a document without names of people, and nothing is sent', async () => {
    const window = await openSlipway('settings-bom', {
      change: (state) => {
        state.distros.find(({ name }) => name === 'Debian')!.name = 'acme-shop';
      },
    });
    try {
      await openSideBar(window.page);
      await treeRow(window.page, 'acme-shop').waitFor({ timeout: patience });
      await window.runCommand('Slipway: Write a Problem Report');
      await window.page.locator('.tab', { hasText: 'Untitled' }).waitFor({ timeout: patience });
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
    } finally {
      await window.close();
    }
  });

  it('is dismissed from its row, and comes back when its user wants that', async () => {
    const window = await openSlipway('settings-bom');
    try {
      await openSideBar(window.page);
      const row = treeRow(window.page, 'byte order mark');
      await row.waitFor({ timeout: patience });
      await row.hover();
      await row.locator('.action-label[aria-label="Dismiss Problem"]').click({ timeout: patience });
      await row.waitFor({ state: 'hidden', timeout: patience });
      await window.runCommand('Slipway: Show Dismissed Problems');
      await row.waitFor({ timeout: patience });
      assert.equal(await notification(window.page, '').count(), 0);
    } finally {
      await window.close();
    }
  });
});
