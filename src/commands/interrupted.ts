import * as vscode from 'vscode';
import { readJournal } from '../docker/change/journal';
import type { CommandContext } from './context';
import { loadHandlers } from './loadHandlers';

/** Long after the window is there, in milliseconds. */
const lookAfter = 5_000;

/**
 * Looks, some time after the start, whether a change of the integration was broken off, and asks how to clear up behind it: in the
 * window that its user is in, not in each of those that the editor opens again. The result ends that.
 */
export function clearUpWhenSeen(context: CommandContext): vscode.Disposable {
  // Only Windows has Docker Desktop's settings; in a distro its variables would have to be asked for.
  if (context.machine.platform !== 'windows') return new vscode.Disposable(() => undefined);
  let focus: vscode.Disposable | null = null;
  const stopWaiting = (): void => {
    focus?.dispose();
    focus = null;
  };
  const look = async (): Promise<void> => {
    if (!(await readJournal(context.machine))) return;
    const { clearUpInterrupted } = await loadHandlers();
    await clearUpInterrupted(context);
  };
  const lookSafely = (): void => {
    look().catch((error: unknown) => context.log.warn(`Not cleared up: ${String(error)}`));
  };
  const timer = setTimeout(() => {
    if (vscode.window.state.focused) return lookSafely();
    focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      stopWaiting();
      lookSafely();
    });
  }, lookAfter);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    stopWaiting();
  });
}
