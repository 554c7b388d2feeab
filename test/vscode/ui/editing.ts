import assert from 'node:assert/strict';
import { errors, type Locator } from 'playwright-core';
import type { Workbench } from '../harness/workbench';
import { insist, patience } from '../harness/insist';
import { editorLines } from './slipwayWindow';

/**
 * Chooses an entry of the quick fixes at the cursor until something is seen of it: what it leads to, or else that the editor
 * shows other lines. `look` is done before, while they stand open.
 */
export async function quickFix(
  window: Workbench,
  title: string,
  { look, leadsTo }: { look?: () => Promise<unknown>; leadsTo?: Locator } = {},
): Promise<void> {
  const { page } = window;
  const before = (await editorLines(page)).join('\n');
  await insist(
    async (limit) => {
      const entry = await openQuickFixes(window, title);
      await look?.();
      await entry.click({ timeout: limit });
      // Long, since what was chosen must not be chosen twice. A list that is made anew swallows the click.
      if (leadsTo) return leadsTo.waitFor({ timeout: patience });
      for (const deadline = Date.now() + patience; (await editorLines(page)).join('\n') === before;) {
        if (Date.now() > deadline) throw new errors.TimeoutError(`"${title}" changed nothing`);
        await page.waitForTimeout(100);
      }
    },
    () => page.keyboard.press('Escape'),
  );
}

/** Opens the quick fixes at the cursor and waits for one with this title: those of what is not checked yet come later. */
export async function openQuickFixes({ page }: Workbench, title: string): Promise<Locator> {
  const entry = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await insist(
    async (limit) => {
      await page.keyboard.press('Control+Period');
      await entry.waitFor({ timeout: limit });
    },
    () => page.keyboard.press('Escape'),
  );
  return entry;
}

/** Takes the cursor to a place, and waits until it is there and keys go to the editor. */
export async function goToLine({ page }: Workbench, line: number, column: number): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  const told = page.locator('[id="status.editor.selection"]', { hasText: new RegExp(`Ln ${line}, `) });
  // The widget may close again by itself while the editor is still taking the focus.
  await insist(
    async (limit) => {
      await page.keyboard.press('Control+KeyG');
      await input.fill(`:${line}:${column}`, { timeout: limit });
      await page.keyboard.press('Enter');
      await told.waitFor({ timeout: limit });
      await page.locator('.part.editor .monaco-editor.focused').first().waitFor({ timeout: limit });
    },
    () => page.keyboard.press('Escape'),
  );
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

/** The hover at the cursor that tells of something. */
export async function hoverHere({ page }: Workbench, text: string): Promise<Locator> {
  const any = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
  const hover = any.filter({ hasText: text }).first();
  // What is to be told may not be there yet; a hover goes by itself without it, or when marks in the text change.
  await insist(
    async (limit) => {
      await page.keyboard.press('Control+KeyK');
      await page.keyboard.press('Control+KeyI');
      await hover.waitFor({ timeout: limit });
    },
    async () => {
      if (await any.first().isVisible()) await page.keyboard.press('Escape');
    },
  );
  return hover;
}

/** Follows a link in the hover at the cursor until what it leads to is seen; `look` is done before. */
export async function followInHover(
  window: Workbench,
  link: string,
  seen: Locator,
  look?: () => Promise<unknown>,
): Promise<void> {
  await insist(
    async (limit) => {
      const hover = await hoverHere(window, link);
      await look?.();
      await hover.locator('a', { hasText: link }).click({ timeout: limit });
      // Long, since what was followed should not be followed twice.
      await seen.waitFor({ timeout: patience });
    },
    () => window.page.keyboard.press('Escape'),
  );
}
