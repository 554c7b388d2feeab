import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench';
import { editorLines, patience } from './slipwayWindow';

/** Chooses an entry of the quick fixes at the cursor. */
export async function quickFix(window: Workbench, title: string): Promise<void> {
  const entry = await openQuickFixes(window, title);
  await entry.click({ timeout: patience });
}

/** Opens the quick fixes at the cursor and waits for one with this title. */
export async function openQuickFixes({ page }: Workbench, title: string) {
  const entry = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  // The editor may still be taking the focus when the keys arrive.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('Control+Period');
    try {
      await entry.waitFor({ timeout: patience / 10 });
      return entry;
    } catch (error) {
      if (attempt === 30) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

export async function goToLine({ page }: Workbench, line: number, column: number): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  // On a busy machine the widget may close again by itself while the editor is still taking the focus.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('Control+KeyG');
    try {
      await input.fill(`:${line}:${column}`, { timeout: patience / 10 });
      break;
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
}

/** Waits until the editor shows a line. */
export async function hasLine(window: Workbench, line: string): Promise<void> {
  await hasLines(window, (lines) => lines.includes(line), `no line "${line}"`);
}

/** Waits until what the editor shows is as wished. */
export async function hasLines(
  { page }: Workbench,
  isWished: (lines: readonly string[]) => boolean,
  complaint: string,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (let lines = await editorLines(page); !isWished(lines); lines = await editorLines(page)) {
    assert.ok(Date.now() < deadline, `${complaint} among:\n${lines.join('\n')}`);
    await page.waitForTimeout(100);
  }
}

/** The hover at the cursor. */
export async function hoverHere({ page }: Workbench): Promise<Locator> {
  const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)').first();
  // On a busy machine what is to be told may not be there yet, and a hover that came up without it goes by itself.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('Control+KeyK');
    await page.keyboard.press('Control+KeyI');
    try {
      await hover.waitFor({ timeout: patience / 5 });
      return hover;
    } catch (error) {
      if (attempt === 15) throw error;
    }
  }
}
