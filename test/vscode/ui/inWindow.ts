import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { readGateLog } from '../../simulator/prepare';
import { openSideBar, openSlipway, patience, section, type SlipwayOptions, type SlipwayWindow } from './slipwayWindow';

/** Opens the side bar over a scenario, uses it, and checks at the end that no distro was woken. */
export async function inWindow(
  scenario: string,
  use: (window: SlipwayWindow) => Promise<void>,
  options: SlipwayOptions = {},
): Promise<void> {
  const window = await openSlipway(scenario, options);
  try {
    await openSideBar(window.page);
    await use(window);
    assert.deepEqual(readGateLog(window.machine), []);
  } finally {
    await window.close();
  }
}

/** Waits for a welcome text in a view. */
export async function welcomeText({ page }: SlipwayWindow, text: string, view = 'Distros'): Promise<void> {
  await section(page, view).locator('.welcome-view-content', { hasText: text }).first().waitFor({ timeout: patience });
}

/** A button of a welcome text. */
export function welcomeButton({ page }: SlipwayWindow, title: string): Locator {
  return page.locator('.part.sidebar .welcome-view-content .monaco-button', { hasText: title }).first();
}

/** A row of a view that begins with a label and contains all the words. */
export function rowIn({ page }: SlipwayWindow, view: string, label: string, ...words: string[]): Locator {
  const named = section(page, view).locator('.monaco-list-row').filter({ hasText: label });
  return words.reduce((rows, word) => rows.filter({ hasText: word }), named).first();
}

/** Waits until something holds that no element shows. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `${what}: not in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
