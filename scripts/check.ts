import { type Locator, type Page } from 'playwright-core';
import { type Workbench } from '../test/vscode/harness/workbench';
import { type Expectations } from './expectations';

const limitMs = 20_000;
/** The icon comes when the editor has begun, which takes minutes of a slow computer the first time. */
const beginMs = 180_000;

export interface Seen {
  /** What was found on the screen, in words. */
  found: string[];
  /** What was expected and not found. */
  missing: string[];
}

/** Goes through the first minute of a user, and compares the screen with what is expected. */
export async function checkScreen(workbench: Workbench, expected: Expectations): Promise<Seen> {
  const { page } = workbench;
  const seen: Seen = { found: [], missing: [] };
  /** Goes on after a miss, so that one run tells all that is wrong. */
  const step = async (what: string, look: () => Promise<string>): Promise<void> => {
    try {
      seen.found.push(`${what}: ${await look()}`);
    } catch (error) {
      seen.missing.push(`${what} (${firstLine(error)})`);
    }
  };

  await step(`${expected.container} in the activity bar`, async () => {
    const button = page.locator(`.activitybar .action-label[aria-label^="${expected.container}"]`).first();
    await button.click({ timeout: beginMs });
    await widenSideBar(page);
    return (await button.getAttribute('aria-label')) ?? '';
  });
  // Together, so that a tree that stays empty is waited for once.
  await Promise.all(
    expected.rows.map(({ label, words }) => step(`distro ${label}`, () => rowText(page, label, words))),
  );
  await step(`${expected.file} in the editor`, async () => {
    await openFile(page, expected.file);
    return 'open';
  });
  await step('a squiggle', async () => {
    const count = await all(squiggles(page));
    return `${count} on the screen`;
  });
  await step(`a problem of ${expected.source} in the panel`, async () => {
    await page.keyboard.press('Control+Shift+KeyM');
    const row = page.locator('.markers-panel .monaco-list-row').filter({
      has: page.locator('.marker-source, .details-container', { hasText: expected.source }),
    });
    await row.first().waitFor({ timeout: limitMs });
    return oneLine((await row.first().locator('.monaco-highlighted-label').first().textContent()) ?? '');
  });
  await step('the message over the squiggle', async () => {
    await hoverFirst(page, squiggles(page));
    // Of the editor: a tab shows a hover too, and its path may hold the same word.
    const hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)', { hasText: expected.source });
    await hover.first().waitFor({ timeout: limitMs });
    return oneLine((await hover.first().textContent()) ?? '');
  });
  return seen;
}

async function rowText(page: Page, label: string, words: readonly string[]): Promise<string> {
  const name = page.getByText(label, { exact: true });
  let row = page.locator('.sidebar .monaco-list-row').filter({ has: name });
  for (const word of words) row = row.filter({ hasText: word });
  try {
    await row.first().waitFor({ timeout: limitMs });
  } catch {
    const rows = await page.locator('.sidebar .monaco-list-row').allTextContents();
    throw new Error(`no row with ${[label, ...words].join(' · ')} among: ${rows.map(oneLine).join(' | ')}`);
  }
  return oneLine((await row.first().textContent()) ?? '');
}

/** So that the picture shows whole descriptions. */
async function widenSideBar(page: Page): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox({ timeout: limitMs });
  if (!box) throw new Error('its side bar did not open');
  const edge = { x: box.x + box.width + 2, y: box.y + box.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + 150, edge.y, { steps: 5 });
  await page.mouse.up();
}

/** By way of Quick Open, as a user would. */
async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+KeyP');
  await page.locator('.quick-input-widget input[type=text]').fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click({ timeout: limitMs });
  await page.locator(`.tab[data-resource-name="${name}"]`).waitFor({ timeout: limitMs });
}

function squiggles(page: Page): Locator {
  const kinds = ['error', 'warning', 'info', 'hint'].map((kind) => `.monaco-editor .squiggly-${kind}`);
  return page.locator(kinds.join(', '));
}

async function all(locator: Locator): Promise<number> {
  await locator.first().waitFor({ state: 'attached', timeout: limitMs });
  return locator.count();
}

/** A squiggle lies beneath the text, so the mouse goes to its place and not to the element itself. */
async function hoverFirst(page: Page, locator: Locator): Promise<void> {
  const box = await locator.first().boundingBox({ timeout: limitMs });
  if (!box) throw new Error('it is not on the screen');
  // The editor shows a hover for a mouse that moves, not for one that appears.
  await page.mouse.move(box.x + box.width / 2 - 10, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
