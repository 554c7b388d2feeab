import * as vscode from 'vscode';

/** What the user decided about a project, and whether they have been told of it. */
interface Choice {
  /** The project stays on its Windows drive. */
  readonly cannotMove?: true;
  /** The notice that it is slow has been shown. */
  readonly told?: true;
}

const key = 'slipway.projects';

/** Remembers, for this user and all windows, what was decided about each project. Projects go by their folder's address. */
export class ProjectChoices implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a decision was made in this window. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  cannotMove(folder: vscode.Uri): boolean {
    return this.of(folder).cannotMove === true;
  }

  async setCannotMove(folder: vscode.Uri): Promise<void> {
    await this.set(folder, { cannotMove: true });
    this.changed.fire();
  }

  wasTold(folder: vscode.Uri): boolean {
    return this.of(folder).told === true;
  }

  async setTold(folder: vscode.Uri): Promise<void> {
    await this.set(folder, { told: true });
  }

  /** Takes every decision back: projects count as movable again, and are spoken of once more. */
  async forgetAll(): Promise<void> {
    await this.memento.update(key, undefined);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private of(folder: vscode.Uri): Choice {
    return this.all()[folder.toString()] ?? {};
  }

  /** Another window may have written since, so what is kept is read anew each time. */
  private all(): Readonly<Record<string, Choice>> {
    return this.memento.get<Readonly<Record<string, Choice>>>(key, {});
  }

  private async set(folder: vscode.Uri, choice: Choice): Promise<void> {
    await this.memento.update(key, { ...this.all(), [folder.toString()]: { ...this.of(folder), ...choice } });
  }
}
