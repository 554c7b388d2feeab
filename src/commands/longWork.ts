import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Message } from '../text/message';
import { ProgressClock, signalOf } from './progressClock';

type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Work that may take long, in a notification whose button cancels it. */
export async function inNotification<T>(
  title: Message,
  work: (signal: AbortSignal, progress: Progress) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: translate(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => work(signalOf(token), progress));
}

/** The same with the time that it takes so far, and what it says of its steps. */
export function withClock<T>(
  title: Message,
  work: (signal: AbortSignal, clock: ProgressClock) => Promise<T>,
): Promise<T> {
  return inNotification(title, async (signal, progress) => {
    const clock = new ProgressClock(progress);
    try {
      return await work(signal, clock);
    } finally {
      clock.dispose();
    }
  });
}
