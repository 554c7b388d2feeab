import * as vscode from 'vscode';
import type { Machine } from '../machine/machine';
import { locationOf } from './location';
import { readFolderLists, withFolder, withoutFolder, type FolderLists } from './folderLists';

const key = 'slipway.folders';

/**
 * Remembers, for this user and all windows, which folders of each distro were opened: those that Slipway opened, and those of
 * windows in which it was at work. No distro is asked for it, so a folder may be gone.
 */
export class OpenedFolders implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when this window has noted or forgotten one. */
  readonly onDidChange = this.changed.event;
  private readonly folders: vscode.Disposable;

  constructor(
    private readonly memento: vscode.Memento,
    private readonly machine: Machine,
  ) {
    this.folders = vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => void this.noteAll(added));
    void this.noteAll(vscode.workspace.workspaceFolders ?? []);
  }

  /** The absolute paths, the one opened last first. */
  of(distro: string): readonly string[] {
    return this.all().get(distro.toLowerCase()) ?? [];
  }

  note(distro: string, path: string): Promise<void> {
    return this.keep(withFolder(this.all(), distro, path));
  }

  forget(distro: string, path: string): Promise<void> {
    return this.keep(withoutFolder(this.all(), distro, path));
  }

  dispose(): void {
    vscode.Disposable.from(this.folders, this.changed).dispose();
  }

  private async noteAll(folders: readonly vscode.WorkspaceFolder[]): Promise<void> {
    for (const { uri } of folders) {
      const location = locationOf(uri, this.machine);
      if (location.kind !== 'distro' || location.name === null) continue;
      // Most windows are opened where one was opened last.
      if (this.of(location.name)[0] !== location.path) await this.note(location.name, location.path);
    }
  }

  /** Another window may have written since, so what is kept is read anew each time. */
  private all(): FolderLists {
    return readFolderLists(this.memento.get<unknown>(key));
  }

  private async keep(lists: FolderLists): Promise<void> {
    await this.memento.update(key, Object.fromEntries(lists));
    this.changed.fire();
  }
}
