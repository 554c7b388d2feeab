import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../harness/workbench';
import { insist, patience } from '../harness/insist';

/** The row that the keys are at, in the list that has them. */
export function focusedRow(page: Page): Locator {
  return page.locator('.monaco-list:focus-within .monaco-list-row.focused');
}

/** The entry that the keys are at, in the menu that stands open. */
export function focusedEntry(page: Page): Locator {
  return page.locator('.context-view .monaco-menu .action-item.focused .action-label');
}

/** The entry that the keys are at, in the list to choose from that stands open. */
export function focusedPick(page: Page): Locator {
  return page.locator('.quick-input-list .monaco-list-row.focused');
}

/** The entry that the keys are at, among the quick fixes. */
export function focusedFix(page: Page): Locator {
  return page.locator('.action-widget .monaco-list-row.focused');
}

/** Presses a key until what it moves is at something that is named so. */
export async function moveTo(
  page: Page,
  key: string,
  name: RegExp,
  focused: (page: Page) => Locator,
  most = 40,
): Promise<void> {
  const passed: string[] = [];
  for (let times = 0; times <= most; times += 1) {
    const at = focused(page).first();
    await at.waitFor({ timeout: patience });
    const found = (await at.getAttribute('aria-label')) ?? (await at.textContent()) ?? '';
    if (name.test(found)) return;
    passed.push(found);
    await page.keyboard.press(key);
  }
  assert.fail(`${key} did not lead to ${String(name)}, but over:\n${passed.join('\n')}`);
}

/** Runs a command from the palette without the mouse. */
export async function typeCommand({ page }: Workbench, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]:focus');
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
  // The widget may close again by itself while something else is still taking the focus.
  await insist(
    async (limit) => {
      await page.keyboard.press('F1');
      await input.waitFor({ timeout: limit });
      await page.keyboard.type(title);
      await row.waitFor({ timeout: limit });
    },
    () => page.keyboard.press('Escape'),
  );
  await page.keyboard.press('Enter');
}
