import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Message } from '../text/message';
import { elapsedText } from './elapsedText';

/** How often the time is shown anew. */
const tick = 1_000;

/**
 * Work in a progress notification with the time it takes so far, and a look every so often. Where it can be cancelled, the
 * signal says that somebody did.
 */
export async function withElapsedTime<T>(
  title: Message,
  { every, cancellable = false }: { readonly every: number; readonly cancellable?: boolean },
  work: (signal: AbortSignal) => Promise<T>,
  look: () => Promise<Message>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: translate(title), cancellable };
  return vscode.window.withProgress(options, async (progress, token) => {
    const clock = new ProgressClock(progress);
    let isLooking = false;
    const again = setInterval(() => {
      if (isLooking) return;
      isLooking = true;
      void look()
        .then((text) => clock.say(text))
        .catch(() => undefined)
        .finally(() => (isLooking = false));
    }, every);
    try {
      return await work(signalOf(token));
    } finally {
      clearInterval(again);
      clock.dispose();
    }
  });
}

/** Shows in a progress what is going on and since when. */
export class ProgressClock implements vscode.Disposable {
  private readonly started = Date.now();
  private readonly timer: NodeJS.Timeout;
  private text = '';

  constructor(private readonly progress: vscode.Progress<{ message?: string }>) {
    this.show();
    this.timer = setInterval(() => this.show(), tick);
  }

  /** Milliseconds since the beginning. */
  get elapsed(): number {
    return Date.now() - this.started;
  }

  say(text: Message): void {
    this.text = translate(text);
    this.show();
  }

  dispose(): void {
    clearInterval(this.timer);
  }

  private show(): void {
    const time = elapsedText(this.elapsed);
    this.progress.report({ message: this.text === '' ? time : `${time} · ${this.text}` });
  }
}

/** What the cancel button of a progress does, for what can be ended. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) abort.abort();
  return abort.signal;
}
