import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const previewMs = 20_000;

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
 * makes each step of a walkthrough a button in a list, with a tick and with the links and buttons of its text inside, gives the
 * frame of its picture no title, writes the description of a row behind its label without a blank between them, and names the icon
 * of a dialog, which has no role. In a list to choose from it gives each row a level or makes it a box with a
 * box inside, names the drawing of a key, and writes details
 * in a grey that its light theme has no contrast for, as it does with source and rule in the hover of a finding. Of notifications it
 * makes a list of dialogs, from which somebody can choose, and of the title above quick fixes one of the choices.
 */
const editors: readonly (readonly [rule: string, element: string])[] = [
  ['landmark-unique', '.welcome-view-content'],
  ['aria-allowed-attr', '.getting-started-step'],
  ['aria-required-children', '.getting-started-detail-container'],
  ['label-content-name-mismatch', '.getting-started-step'],
  ['nested-interactive', '.getting-started-step'],
  ['frame-title', '.getting-started-media iframe'],
  ['label-content-name-mismatch', '.monaco-list-row[role=treeitem]'],
  ['aria-prohibited-attr', '.dialog-icon'],
  ['aria-allowed-attr', '.quick-input-list .monaco-list-row'],
  ['label-content-name-mismatch', '.quick-input-list .monaco-list-row'],
  ['aria-required-children', '.quick-input-list .monaco-list'],
  ['nested-interactive', '.quick-input-list .monaco-list-row'],
  ['color-contrast', '.quick-input-list .label-description, .quick-input-list .monaco-highlighted-label'],
  ['aria-prohibited-attr', '.quick-input-widget .monaco-keybinding'],
  ['color-contrast', '.monaco-hover .marker *'],
  ['aria-allowed-attr', '.action-widget .monaco-list-row.group-header'],
  ['aria-required-children', '.action-widget .monaco-list'],
  ['aria-allowed-attr', '.notifications-list-container .monaco-list, .notifications-list-container .monaco-list-row'],
  ['aria-allowed-attr', '.notification-toast .monaco-list-row'],
  ['aria-required-children', '.notifications-list-container .monaco-list'],
];

/**
 * What axe-core finds wrong with what is shown of us, a line for each; also that nothing of ours is shown, and rows that are not read
 * aloud in the words that they show, which axe-core cannot tell of these.
 * @param parts selectors, for what is shown elsewhere than in the editor's usual places
 */
export async function accessibilityFaults(page: Page, parts: readonly string[] = ours): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`(async () => {
    // What fades in has no colours of its own before it is there.
    const fading = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(fading.map((each) => each.finished));
    const include = ${JSON.stringify(parts)}
      .flatMap((part) => [...document.querySelectorAll(part)])
      .filter((element) => element.checkVisibility());
    if (include.length === 0) return ['nothing of ours is shown'];
    const { violations } = await axe.run({ include }, { resultTypes: ['violations'] });
    const editors = ${JSON.stringify(editors)};
    return violations.flatMap(({ id, nodes }) => nodes
      .filter(({ target }) => {
        // Null where it has gone meanwhile, as a text of progress does.
        const element = document.querySelector(target[0]);
        return element && !editors.some(([rule, each]) => rule === id && element.matches(each));
      })
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

/**
 * What axe-core finds wrong with a page of ours in the editor's preview of Markdown, a line for each. The editor makes no landmark
 * there, and colours code by itself.
 */
export async function pageFaults(page: Page): Promise<string[]> {
  const frame = await previewFrame(page);
  await frame.evaluate(axe.source);
  return frame.evaluate<string[]>(`(async () => {
    const rules = { region: { enabled: false } };
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'], rules });
    return violations.flatMap(({ id, nodes }) => nodes
      .filter(({ target }) => id !== 'color-contrast' || !document.querySelector(target[0]).closest('pre'))
      .map(({ html, failureSummary }) => [id, failureSummary, html].join(': ')));
  })()`);
}

async function previewFrame(page: Page): Promise<Frame> {
  const inner = page.frameLocator('iframe.webview').locator('iframe#active-frame');
  const frame = await (await inner.elementHandle({ timeout: previewMs })).contentFrame();
  if (!frame) throw new Error('No preview is shown.');
  await frame.locator('h1').first().waitFor({ timeout: previewMs });
  return frame;
}
