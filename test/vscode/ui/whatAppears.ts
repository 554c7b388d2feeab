import type { Page } from 'playwright-core';
import { shownPage } from './pages';

/** A text as it is seen, in which kind of place, and whether some of it has no room there. */
export interface Shown {
  readonly where: string;
  readonly text: string;
  readonly cut: boolean;
}

/** Where the editor shows what a command has to say. Tabs and the like are as wide as the editor makes them. */
const places: readonly (readonly [where: string, selector: string, mayBeCut: boolean])[] = [
  ['title of a list', '.quick-input-widget .quick-input-title', false],
  ['hint of a list', '.quick-input-widget .quick-input-filter input[type=text]', false],
  ['text of a list', '.quick-input-widget .quick-input-message', false],
  ['button of a list', '.quick-input-widget .quick-input-action .monaco-button', false],
  ['choice', '.quick-input-list .monaco-list-row .quick-input-list-row:first-child .label-name', false],
  ['choice, described', '.quick-input-list .monaco-list-row .label-description', false],
  ['choice, in detail', '.quick-input-list .monaco-list-row .quick-input-list-label-meta', false],
  ['line between choices', '.quick-input-list .quick-input-list-separator', true],
  ['question', '.monaco-dialog-box .dialog-message-text', false],
  ['question, in detail', '.monaco-dialog-box .dialog-message-detail', false],
  ['button of a question', '.monaco-dialog-box .dialog-buttons .monaco-button', false],
  ['notice', '.notification-toast .notification-list-item-message', false],
  ['button of a notice', '.notification-toast .notification-list-item-buttons-container .monaco-button', false],
  ['status', '.statusbar-item[id="status.extensionMessage"]', true],
  ['tab', '.part.editor .tab .monaco-icon-label-container', true],
  ['terminal', '.part.panel .single-terminal-tab, .part.panel .terminal-tabs-entry .label-name', true],
  ['step', '.gettingStartedContainer .gettingStartedSlideDetails .step-title', false],
];

/** What is seen now, but for the palette and what the editor itself lists in its dialog for files; busy while something is under way. */
async function lookOnce(page: Page): Promise<{ shown: Shown[]; isBusy: boolean }> {
  const seen = await page.evaluate<{ shown: Shown[]; isBusy: boolean; isPage: boolean }>(`(() => {
    const isSeen = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0;
    const typed = document.querySelector('.quick-input-widget .quick-input-filter input[type=text]')?.value ?? '';
    const isPalette = typed.startsWith('>');
    const isFileDialog = typed.startsWith('/');
    const pen = document.createElement('canvas').getContext('2d');
    const lacksRoom = (each, text) => {
      if (!(each instanceof HTMLInputElement)) {
        const box = each.closest('.monaco-button, .monaco-dialog-box') ?? each;
        return each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
          || each.getBoundingClientRect().right > box.getBoundingClientRect().right + 1
          || each.getBoundingClientRect().right > innerWidth + 1;
      }
      const { font, paddingLeft, paddingRight } = getComputedStyle(each);
      pen.font = font;
      return pen.measureText(text).width > each.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1;
    };
    const shown = ${JSON.stringify(places)}.flatMap(([where, selector, mayBeCut]) =>
      [...document.querySelectorAll(selector)].filter(isSeen).flatMap((each) => {
        const inList = each.closest('.quick-input-widget') !== null;
        if (inList && (isPalette || isFileDialog && /choice/.test(where))) return [];
        const text = (each.placeholder ?? each.textContent).replaceAll('\\u00a0', ' ').trim();
        return text === '' ? [] : [{ where, text, cut: !mayBeCut && lacksRoom(each, text) }];
      }));
    const bars = '.quick-input-widget .monaco-progress-container.active, .notification-toast .monaco-progress-container.active';
    const waiting = '.quick-input-widget .quick-input-filter input:disabled';
    const isBusy = [...document.querySelectorAll(bars + ', ' + waiting)].some(isSeen);
    const isPage = /⟦.*\\.md$/.test(document.querySelector('.part.editor .tab.active .monaco-icon-label-container')?.textContent ?? '')
      && ![...document.querySelectorAll('.part.editor .monaco-editor')].some(isSeen);
    return { shown, isBusy, isPage };
  })()`);
  const text = await pageText(page);
  // A page comes later than its tab.
  const isBusy = seen.isBusy || (text.length === 0 && seen.isPage);
  return { isBusy, shown: [...seen.shown, ...text.map((line) => ({ where: 'page', text: line, cut: false }))] };
}

/** The page of ours that is seen, line by line, without what is code in it. */
async function pageText(page: Page): Promise<string[]> {
  try {
    const frame = await shownPage(page);
    return (
      (await frame?.evaluate<string[]>(`(() => {
        const all = document.body.cloneNode(true);
        for (const each of all.querySelectorAll('code, pre, style, script')) each.replaceWith(' ');
        return [...all.querySelectorAll('h1, h2, h3, h4, p, li, td, th')]
          .map((each) => each.textContent.replaceAll('\\u00a0', ' ').trim()).filter((each) => each !== '');
      })()`)) ?? []
    );
  } catch {
    // It has gone meanwhile.
    return [];
  }
}

const key = ({ where, text }: Shown): string => `${where}: ${text}`;

/** Watches what comes after something was done, until there is something and it stays as it is; all that was seen meanwhile. */
export class Watch {
  private constructor(
    private readonly page: Page,
    private readonly before: ReadonlySet<string>,
  ) {}

  /** Begins with what is there, of which nothing is told later. */
  static async begin(page: Page): Promise<Watch> {
    return new Watch(page, new Set((await lookOnce(page)).shown.map(key)));
  }

  /** @param patience how long to wait for the first of it, and for an end of what is under way, in milliseconds */
  async end(patience: number): Promise<{ all: Shown[]; last: Shown[] }> {
    const all = new Map<string, Shown>();
    const started = Date.now();
    let last: Shown[] = [];
    let lastChange = started;
    let lastKeys = '';
    for (;;) {
      const { shown, isBusy } = await lookOnce(this.page);
      last = shown.filter((each) => !this.before.has(key(each)));
      for (const each of last) all.set(key(each), { ...each, cut: each.cut || all.get(key(each))?.cut === true });
      const keys = last.map(key).join('\n');
      if (keys !== lastKeys) [lastKeys, lastChange] = [keys, Date.now()];
      const isStill = last.length > 0 && !isBusy && Date.now() - lastChange > 300;
      if (isStill || Date.now() - started > patience) return { all: [...all.values()], last };
      await this.page.waitForTimeout(80);
    }
  }
}
