import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../harness/workbench';
import { insist, patience } from '../harness/insist';

/** The modal question that stands open. */
export function modal(page: Page): Locator {
  return page.locator('.monaco-dialog-box');
}

/**
 * Waits for a modal question and gives what it says and its buttons: their order is the platform's, so that they come in
 * that of the alphabet.
 */
export async function readModal(page: Page): Promise<{ text: string; detail: string; buttons: string[] }> {
  const box = modal(page);
  await box.waitFor({ timeout: patience });
  const textOf = async (part: string): Promise<string> =>
    ((await box.locator(part).textContent()) ?? '').replace(/\u00a0/g, ' ');
  return {
    text: await textOf('.dialog-message-text'),
    detail: await textOf('.dialog-message-detail'),
    buttons: (await box.locator('.dialog-buttons .monaco-button').allTextContents()).sort(),
  };
}

/** Presses a button of the modal question and waits until that is gone. */
export async function pressInModal(page: Page, title: string): Promise<void> {
  const box = modal(page);
  await box.locator('.dialog-buttons .monaco-button', { hasText: title }).first().click({ timeout: patience });
  await box.waitFor({ state: 'hidden', timeout: patience });
}

/** Turns a modal question down, as with the keyboard. */
export async function cancelModal(page: Page): Promise<void> {
  await modal(page).waitFor({ timeout: patience });
  await page.keyboard.press('Escape');
  await modal(page).waitFor({ state: 'hidden', timeout: patience });
}

/** Closes what a failed test left open, so that the next one begins afresh. */
export async function leaveNothingOpen(page: Page): Promise<void> {
  for (const open of [modal(page), page.locator('.quick-input-widget'), page.locator('.context-view .monaco-menu')]) {
    if (await open.isVisible()) await page.keyboard.press('Escape');
  }
}

/** The entries of the quick pick that stands open, once there are some. */
export function picks(page: Page): Locator {
  return page.locator('.quick-input-list .monaco-list-row');
}

/** The labels of the quick pick that stands open, without what is written behind and below them. */
export async function labels(page: Page): Promise<string[]> {
  const found = await picks(page).locator('.quick-input-list-row:first-child .label-name').allTextContents();
  return found.map((label) => label.replace(/\u00a0/g, ' ').trim());
}

/** Chooses the entry of the quick pick whose label is exactly this. */
export async function choosePick(page: Page, label: string): Promise<void> {
  const row = picks(page).filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^\\s*${quote(label)}\\s*$`) }),
  });
  await insist(
    (limit) => row.first().click({ timeout: limit }),
    // What is told of the row under a mouse that rests may cover the row.
    () => page.mouse.move(0, 0),
  );
}

/** A notification that contains a text. */
export function notification(page: Page, text: string): Locator {
  return page.locator('.notification-list-item', { hasText: text }).first();
}

/** Waits until something holds that no element shows. */
export async function until(condition: () => boolean, what = 'it'): Promise<void> {
  const deadline = Date.now() + patience;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `${what} did not come true in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What was copied last. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate<string>('navigator.clipboard.readText()');
}

/** Lets pages read and write what is copied, as a desktop editor may. */
export async function allowClipboard(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
}

/** Waits for a line of the extension's log that contains a text. Shows the log. */
export async function logLine(window: Pick<Workbench, 'page' | 'runCommand'>, text: string): Promise<void> {
  await window.runCommand('Slipway: Show Log');
  await window.page.locator('.view-lines .view-line', { hasText: text }).first().waitFor({ timeout: patience });
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
