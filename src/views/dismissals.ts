import type * as vscode from 'vscode';
import { problemKey, type Problem } from '../state/problem';

const stored = 'slipway.dismissedProblems';

/**
 * The problems somebody does not want to be told of, by what tells a problem from others of its kind. A dismissal lasts,
 * over windows and restarts, until it is taken back: what is found by asking inside a distro is gone at every start and
 * found again at the next question, and would nag each time if being gone ended the dismissal. So that nothing is hidden
 * for good, the view counts what is dismissed.
 */
export class Dismissals implements vscode.Disposable {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memento: vscode.Memento) {}

  isDismissed(problem: Problem): boolean {
    return this.keys().includes(problemKey(problem));
  }

  async dismiss(problem: Problem): Promise<void> {
    await this.keep([...new Set([...this.keys(), problemKey(problem)])]);
  }

  /** Takes back every dismissal. */
  async restoreAll(): Promise<void> {
    await this.keep([]);
  }

  /** Calls the listener after each change that this window made. The result ends that. */
  onDidChange(listener: () => void): { dispose(): unknown } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  dispose(): void {
    this.listeners.clear();
  }

  private async keep(keys: readonly string[]): Promise<void> {
    await this.memento.update(stored, keys.length === 0 ? undefined : keys);
    this.listeners.forEach((listener) => listener());
  }

  private keys(): readonly string[] {
    const keys = this.memento.get<unknown>(stored);
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  }
}
