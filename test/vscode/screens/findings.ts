import { describe, it } from 'mocha';
import { goToLine, hoverHere, openQuickFixes } from '../ui/editing';
import { faultyWslconfig } from '../ui/faultyWslconfig';
import { openFile, patience, problems } from '../ui/slipwayWindow';
import { take, takeForReadme } from './album';
import { oneStage, restMouse, sees, withoutSideBar } from './stage';

describe('pictures of findings', () => {
  const showing = oneStage();

  it('a compose file on a drive', () =>
    showing('healthy', async (window) => {
      const { page } = window;
      const size = page.viewportSize()!;
      const notice = page.locator('.notification-toast', { hasText: 'it is on a Windows drive' });
      const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'this project is on Windows drive C:' });
      await sees(window, 'Docker Desktop', 'Disks');
      await page.setViewportSize({ width: 1280, height: 800 });
      await openFile(page, 'compose.yaml');
      // A notice stays while the mouse is over it.
      await notice.hover({ timeout: patience });
      await problems(page);
      await row.waitFor({ timeout: patience });
      // Behind the path, where it tells of the mount alone.
      await goToLine(window, 12, 16);
      await takeForReadme(window, 'overview.png', () => hoverHere(window, 'On Windows drive C:'));
      // Not by Escape, which would close the notice too.
      await page.keyboard.press('Control+Home');
      await page.setViewportSize(size);
      await notice.hover({ timeout: patience });
      await page.keyboard.press('Control+KeyJ');
      await withoutSideBar(window, async () => {
        await notice.hover({ timeout: patience });
        await take(window, 'notice', ['.part.editor']);
        await notice.locator('.codicon-notifications-clear').click({ timeout: patience });
        await problems(page);
        await row.waitFor({ timeout: patience });
        await goToLine(window, 14, 12);
        // Room for the hover, and the mouse below the only row.
        await page.setViewportSize({ ...size, height: size.height + 120 });
        await page.mouse.move(size.width - 100, size.height + 60);
        await take(window, 'finding', ['.part.editor', '.part.panel'], async () => {
          await page.keyboard.press('Escape');
          await hoverHere(window, 'On Windows drive C:');
        });
        await page.keyboard.press('Escape');
        await page.setViewportSize(size);
        await page.keyboard.press('Control+KeyJ');
        await goToLine(window, 12, 10);
        await page.mouse.move(size.width - 30, size.height / 2);
        await take(window, 'fixes', ['.part.editor'], async () => {
          await page.keyboard.press('Escape');
          await openQuickFixes(window, 'Move this project into a distro…');
        });
        await page.keyboard.press('Escape');
        await problems(page);
        await row.locator('a', { hasText: 'slow-project' }).click({ timeout: patience });
        await page.locator('.tab', { hasText: 'slow-project.md' }).waitFor({ timeout: patience });
        const text = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame').locator('h1');
        await text.first().waitFor({ timeout: patience });
        await page.keyboard.press('Control+KeyJ');
        await restMouse(window);
        await take(window, 'rule-page', ['.part.editor']);
        await window.runCommand('View: Close All Editors');
      });
    }));

  it('a .wslconfig', () =>
    showing(
      'healthy',
      (window) =>
        withoutSideBar(window, async () => {
          const { page } = window;
          await openFile(page, '.wslconfig');
          const row = (await problems(page)).filter({ hasText: 'the one in line 3 counts' });
          await row.waitFor({ timeout: patience });
          await page.locator('.part.panel .badge-content', { hasText: '6' }).first().waitFor({ timeout: patience });
          await goToLine(window, 1, 1);
          await restMouse(window);
          await take(window, 'wslconfig', ['.part.editor', '.part.panel']);
          await page.keyboard.press('Control+KeyJ');
          await window.runCommand('View: Close All Editors');
        }),
      (state) => {
        state.files['C:\\Users\\dev\\shop\\.wslconfig'] = [...faultyWslconfig, ''].join('\n');
      },
    ));
});
