import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { patience } from './slipwayWindow';

/** The page of ours that is seen, as the editor's preview shows it; null while there is none. */
export async function shownPage(page: Page): Promise<Frame | null> {
  for (const frame of page.frames()) {
    const outer = frame.parentFrame();
    if (!outer || outer.parentFrame() !== page.mainFrame()) continue;
    try {
      // Those of tabs behind are kept, unseen.
      if (!(await (await outer.frameElement()).isVisible())) continue;
      if (await frame.evaluate<boolean>(`document.body.matches('.vscode-body') && !!document.querySelector('h1')`))
        return frame;
    } catch {
      // It has gone meanwhile, as the one before does when another takes its place.
    }
  }
  return null;
}

/** Waits until the page that is seen has a text, and gives all of it, line by line as it is read. */
export async function pageWith(page: Page, text: string, within = patience): Promise<string> {
  const deadline = Date.now() + within;
  let read = 'no page';
  while (Date.now() < deadline) {
    try {
      const frame = await shownPage(page);
      read = frame === null ? read : await frame.evaluate<string>(`document.body.innerText.replace(/\\u00a0/g, ' ')`);
      if (read.includes(text)) return read;
    } catch {
      // As above.
    }
    await page.waitForTimeout(100);
  }
  return assert.fail(`No page with “${text}”, but:\n${read}`);
}
