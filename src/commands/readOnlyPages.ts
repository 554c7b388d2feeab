import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';

const scheme = 'slipway-page';

/** What was found, as documents that can be read and not changed, one for each title. */
export class ReadOnlyPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly contents = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  // Behind the event: the editor looks for that once, when the provider is registered.
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    // The editor brings its tabs back when a window is opened again, and what they showed was found before.
    return (
      this.contents.get(uri.path) ?? translate(message('This was found before the window was opened. Look again.'))
    );
  }

  /** Shows a page in place of the one before it. */
  async show(title: string, content: string): Promise<void> {
    // A name may hold what parts a path.
    const uri = vscode.Uri.from({ scheme, path: `/${title.replace(/[\\/]/g, '_')}.md` });
    this.contents.set(uri.path, content);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
