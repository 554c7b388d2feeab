import { join } from 'node:path';
import { describe, it } from 'mocha';
import { canHaveUserlands } from '../../simulator/prepare';
import { choosePick, modal, notification, pressInModal, readModal } from '../ui/modals';
import { patience } from '../ui/slipwayWindow';
import { makeWindowsProject } from '../ui/windowsProject';
import { take } from './album';
import { restMouse, sees, stageThatReads, withoutSideBar } from './stage';

/** So many that they are still being copied when the picture is taken in the last theme. */
const modules = 8_000;
const workspace = { folders: [{ path: 'shop' }] };

describe('pictures of a move', () => {
  it('moving a project', function () {
    if (!canHaveUserlands()) return this.skip();
    return stageThatReads(
      'Ubuntu',
      'healthy',
      async (window) => {
        const { page } = window;
        makeWindowsProject(window.project, modules);
        await sees(window, 'Distros', 'Ubuntu', 'default');
        await withoutSideBar(window, async () => {
          await window.runCommand('Slipway: Move This Project into a Distro…');
          await choosePick(page, 'Ubuntu');
          await page.locator('.quick-input-widget', { hasText: "A folder of the distro's own files" }).waitFor();
          await page.keyboard.press('Enter');
          await modal(page).waitFor({ timeout: patience * 3 });
          await readModal(page);
          await restMouse(window);
          await take(window, 'move-preview', ['.monaco-dialog-box']);
          await pressInModal(page, 'Copy to Ubuntu');
          await notification(page, 'files, ').waitFor({ timeout: patience * 3 });
          await take(window, 'move-progress', ['.notification-toast']);
          await modal(page).waitFor({ timeout: patience * 6 });
          await pressInModal(page, 'Set Up for Linux');
          await modal(page).waitFor({ timeout: patience * 3 });
          await pressInModal(page, 'Change This File');
          const moved = notification(page, 'each compared with the old folder');
          await moved.waitFor({ timeout: patience * 6 });
          // It stays while the mouse is over it; what was said before it goes.
          const keep = (): Promise<void> =>
            moved.locator('.notification-list-item-message').hover({ timeout: patience });
          await keep();
          await page.locator('.notification-toast').nth(1).waitFor({ state: 'detached', timeout: patience });
          await take(window, 'move-done', ['.part.editor'], keep);
        });
      },
      {
        userlands: true,
        wslExtension: true,
        // Not the folder itself, in which the theme would be written while it is copied.
        open: join('drives', 'C', 'Users', 'dev', 'shop.code-workspace'),
        change: (state) => {
          state.files['C:\\Users\\dev\\shop.code-workspace'] = JSON.stringify(workspace);
        },
      },
    );
  });
});
