import type { Locator, Page } from 'playwright-core';
import { insist, patience } from '../harness/insist';
import { section, treeRow } from './slipwayWindow';

/** Opens a menu and chooses an entry of it. */
async function chooseInMenu(page: Page, title: string, open: (limit: number) => Promise<void>): Promise<void> {
  const menu = page.locator('.context-view .monaco-menu').first();
  const entry = page.locator('.context-view .monaco-menu .action-item', { hasText: title }).first();
  await insist(
    async (limit) => {
      await open(limit);
      await entry.waitFor({ timeout: limit });
      // The editor ignores a button that is let go right after the menu opened.
      await entry.click({ timeout: limit, delay: 250 });
      // One that is still there took no notice. Long, since what was chosen must not be chosen twice.
      await entry.waitFor({ state: 'hidden', timeout: patience });
    },
    async () => {
      if (await menu.isVisible()) await page.keyboard.press('Escape');
    },
  );
}

/** Chooses an entry of the context menu of something. */
export function chooseInMenuOf(of: Locator, title: string): Promise<void> {
  return chooseInMenu(of.page(), title, (limit) => of.click({ button: 'right', timeout: limit }));
}

/** Chooses an entry of the context menu of a row of the tree. */
export function chooseInMenuOfRow(page: Page, row: string, title: string): Promise<void> {
  return chooseInMenuOf(treeRow(page, row), title);
}

/** Chooses an entry of the menu behind the dots on the title of a view. */
export function chooseInMenuOfView(page: Page, view: string, title: string): Promise<void> {
  const header = section(page, view).locator('.pane-header');
  return chooseInMenu(page, title, async (limit) => {
    await header.hover({ timeout: limit });
    await header.locator('.codicon-toolbar-more').click({ timeout: limit });
  });
}
