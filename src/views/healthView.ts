import * as vscode from 'vscode';
import type { Log } from '../machine/log';
import type { Machine } from '../machine/machine';
import { askPrerequisites } from '../state/askPrerequisites';
import { healthProblems } from '../state/health';
import type { Prerequisite } from '../state/prerequisites';
import { message } from '../text/message';
import type { Dismissals } from './dismissals';
import { healthRows } from './healthRows';
import { prerequisitesId } from './prerequisiteRows';
import { RowView } from './rowView';
import { healthState, type Seen } from './welcome';
import type { Wording } from './wording';

/** The view of what is wrong. It draws snapshots, and asks for the prerequisites once somebody opens their group. */
export class HealthView implements vscode.Disposable {
  readonly view: RowView;
  private readonly listeners: readonly { dispose(): unknown }[];
  private readonly stop = new AbortController();
  private seen: Seen | null = null;
  private prerequisites: readonly Prerequisite[] | null = null;
  private asking: Promise<void> | null = null;

  constructor(
    private readonly machine: Machine,
    private readonly log: Log,
    private readonly wording: Wording,
    private readonly dismissals: Dismissals,
  ) {
    this.view = new RowView('slipway.health', {
      beforeChildren: ({ id }) => (id === prerequisitesId && this.prerequisites === null ? this.ask() : null),
    });
    this.listeners = [
      this.view,
      dismissals.onDidChange(() => this.redraw()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.redraw()),
    ];
  }

  /** Draws what was seen. */
  show(seen: Seen): void {
    this.seen = seen;
    this.redraw();
  }

  /** Asks for the prerequisites again, where somebody has looked at them. */
  async refresh(): Promise<void> {
    if (this.prerequisites !== null) await this.ask();
  }

  dispose(): void {
    this.stop.abort();
    this.listeners.forEach((each) => each.dispose());
  }

  private redraw(): void {
    const { translate } = this.wording;
    const snapshot = this.seen && healthState(this.seen) === 'rows' ? this.seen.snapshot : null;
    const all = snapshot ? healthProblems(snapshot) : [];
    const problems = all.filter((problem) => !this.dismissals.isDismissed(problem));
    const health = {
      problems,
      dismissed: all.length - problems.length,
      listed: snapshot?.problems.length === 0,
      prerequisites: this.prerequisites,
      restricted: !vscode.workspace.isTrusted,
    };
    this.view.show(snapshot ? healthRows(health, translate) : []);
    this.view.setBadge(problems.length, translate(message('Problems with Docker: {0}', problems.length)));
  }

  /** One question at a time: who asks meanwhile gets the answer under way. */
  private ask(): Promise<void> {
    return (this.asking ??= this.askNow().finally(() => (this.asking = null)));
  }

  private async askNow(): Promise<void> {
    const snapshot = this.seen?.snapshot;
    if (!snapshot) return;
    try {
      this.prerequisites = (await askPrerequisites(this.machine, snapshot, this.stop.signal)) ?? this.prerequisites;
      this.redraw();
    } catch (error) {
      this.log.warn(`The prerequisites could not be asked for: ${String(error)}`);
    }
  }
}
