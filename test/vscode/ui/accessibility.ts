import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Where texts and rows of ours are drawn. The frames around them, such as the titles of views, are the editor's. */
const ours = [
  '.part.sidebar .pane-body',
  '.gettingStartedContainer .gettingStartedSlideDetails',
  '.monaco-dialog-box',
  '.notification-toast',
  '.quick-input-widget',
  '.monaco-hover:not(.hidden)',
  '.action-widget',
];

/**
 * What the editor itself does against a rule on such a part, whatever an extension contributes: it names every welcome text alike,
 * makes each step of a walkthrough a button in a list, with a tick and with the links and buttons of its text inside, writes the
 * description of a row behind its label without a blank between them, and names the icon of a dialog, which has no role.
 */
const editors: readonly (readonly [rule: string, element: string])[] = [
  ['landmark-unique', '.welcome-view-content'],
  ['aria-allowed-attr', '.getting-started-step'],
  ['aria-required-children', '.getting-started-detail-container'],
  ['label-content-name-mismatch', '.getting-started-step'],
  ['nested-interactive', '.getting-started-step'],
  ['label-content-name-mismatch', '.monaco-list-row[role=treeitem]'],
  ['aria-prohibited-attr', '.dialog-icon'],
];

/**
 * What axe-core finds wrong with what is shown of us, a line for each; also that nothing of ours is shown, and rows that are not read
 * aloud in the words that they show, which axe-core cannot tell of these.
 * @param parts selectors, for what is shown elsewhere than in the editor's usual places
 */
export async function accessibilityFaults(page: Page, parts: readonly string[] = ours): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`(async () => {
    const include = ${JSON.stringify(parts)}
      .flatMap((part) => [...document.querySelectorAll(part)])
      .filter((element) => element.checkVisibility());
    if (include.length === 0) return ['nothing of ours is shown'];
    const { violations } = await axe.run({ include }, { resultTypes: ['violations'] });
    const editors = ${JSON.stringify(editors)};
    return violations.flatMap(({ id, nodes }) => nodes
      .filter(({ target }) => !editors.some(([rule, each]) => rule === id && document.querySelector(target[0]).matches(each)))
      .map(({ html, failureSummary }) => [id, failureSummary, html].join(': ')))
      .concat(include.flatMap(otherwise));
    function otherwise(part) {
      const bare = (text) => text.replace(/[^\\p{L}\\p{N}]/gu, '');
      const named = (row) => bare(row.ariaLabel ?? '').includes(bare(row.querySelector('.label-name').textContent))
        && bare(row.ariaLabel).includes(bare(row.querySelector('.label-description')?.textContent ?? ''));
      return [...part.querySelectorAll('.monaco-list-row[role=treeitem]')].filter((row) => !named(row))
        .map((row) => 'read aloud otherwise than shown: ' + row.textContent + ': ' + row.ariaLabel);
    }
  })()`);
}
