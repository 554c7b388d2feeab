import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { readGateLog } from '../../simulator/prepare';
import { choosePick, labels, picks } from './modals';
import { chooseInMenuOfView } from './menus';
import { openSideBar, openSlipway, patience, section, treeRow, type SlipwayWindow } from './slipwayWindow';

describe('fifty distros', () => {
  let window: SlipwayWindow;

  before(async function () {
    this.timeout(180_000);
    window = await openSlipway('fifty');
    await openSideBar(window.page);
    // Room for as many as there may be.
    for (const other of ['Docker Desktop', 'Health']) await section(window.page, other).locator('.pane-header').click();
    await treeRow(window.page, 'node-').waitFor({ timeout: patience });
  });
  after(() => window.close());

  const shown = (): Promise<string[]> =>
    // In the order in which they are seen, which need not be that of the document.
    window.page.evaluate<string[]>(`[...document.querySelectorAll('.part.sidebar .monaco-list-row[aria-level="1"]')]
      .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
      .map((row) => row.querySelector('.label-name')?.textContent)`);
  const begins = async (expected: readonly string[]): Promise<void> => {
    const found = async (): Promise<string[]> => (await shown()).slice(0, expected.length);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline && (await found()).join() !== expected.join()) await window.page.waitForTimeout(100);
    assert.deepEqual(await found(), expected);
  };
  const byState = ['Ubuntu', 'node-04', 'node-07', 'node-10', 'node-13'];
  const byName = ['node-02', 'node-03', 'node-04', 'node-05', 'node-06'];

  it('stand by what runs, here and in the lists to choose from', async () => {
    await begins(byState);
    await window.runCommand('Slipway: Open Terminal in Distro');
    await picks(window.page).filter({ hasText: 'node-07' }).waitFor({ timeout: patience });
    assert.deepEqual((await labels(window.page)).slice(0, 5), byState);
    await window.page.keyboard.press('Escape');
  });

  it('are sorted by name from the menu of the view, which lasts, and moves what is chosen along', async () => {
    const { page } = window;
    await treeRow(page, 'node-07').click();
    await chooseInMenuOfView(page, 'Distros', 'Sort Distros…');
    await picks(page).filter({ hasText: 'By Name' }).first().waitFor({ timeout: patience });
    assert.deepEqual(await labels(page), ['By State', 'By Name', 'As WSL Lists Them']);
    await window.screenshot('order-pick-light');
    await choosePick(page, 'By Name');
    await begins(byName);
    assert.match((await treeRow(page, 'node-07').getAttribute('class')) ?? '', /\bselected\b/);
    await window.screenshot('order-by-name-light');
    await window.runCommand('Slipway: Open Terminal in Distro');
    await picks(page).filter({ hasText: 'node-07' }).waitFor({ timeout: patience });
    assert.deepEqual((await labels(page)).slice(0, 5), byName);
    await page.keyboard.press('Escape');
    await window.runCommand('Slipway: Sort Distros…');
    await picks(page)
      .filter({ hasText: /By Name.*as now/ })
      .waitFor({ timeout: patience });
    await choosePick(page, 'By State');
    await begins(byState);
  });

  it('are found by a part of their names: the keys of the editor mark them, and lead from one to the next', async () => {
    const { page } = window;
    await treeRow(page, 'node-07').click();
    await page.keyboard.press('F3');
    await page.locator('.part.sidebar .monaco-tree-type-filter input').waitFor({ timeout: patience });
    await page.keyboard.type('node-43');
    const marked = page.locator('.part.sidebar .monaco-list-row', { has: page.locator('.highlight') });
    await marked.filter({ hasText: 'node-43' }).waitFor({ timeout: patience });
    assert.equal(await marked.count(), 1);
    await page.keyboard.press('Enter');
    await page.locator('.part.sidebar .monaco-list-row.focused', { hasText: 'node-43' }).waitFor({ timeout: patience });
    await window.screenshot('order-find-light');
    assert.deepEqual(readGateLog(window.machine), []);
  });
});
