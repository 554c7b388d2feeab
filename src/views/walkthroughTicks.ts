import * as vscode from 'vscode';

/** How long after a page of the editor was opened steps are ticked, in milliseconds: it fills itself, now slowly, now fast. */
const pauses = [1_000, 4_000, 12_000];

/**
 * Has the editor tick what is done in the walkthrough. It ticks a step when a context key turns true, never because it is true
 * already when the walkthrough is read, which is when its page or that of the editor is opened first: so the key has to turn
 * after that, and an extension is not told when. A page of the editor is a tab without an input that extensions know.
 */
export class WalkthroughTicks implements vscode.Disposable {
  private readonly tabs: vscode.Disposable;
  private timers: NodeJS.Timeout[] = [];

  constructor(private readonly tick: () => void) {
    this.tabs = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.some(isPage)) this.plan();
    });
    if (isPageOpen()) this.plan();
  }

  /** What is done may have changed. */
  changed(): void {
    if (isPageOpen()) this.tick();
  }

  dispose(): void {
    this.tabs.dispose();
    this.timers.forEach(clearTimeout);
  }

  private plan(): void {
    this.timers.forEach(clearTimeout);
    this.timers = pauses.map((pause) => setTimeout(() => this.changed(), pause));
  }
}

function isPage({ input }: vscode.Tab): boolean {
  return input === undefined;
}

function isPageOpen(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPage));
}
