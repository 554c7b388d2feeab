import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';

const scheme = 'slipway-page';
/** What the editor's extension for Markdown calls its preview in the place of an editor. */
const preview = 'vscode.markdown.preview.editor';

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

  /**
   * Shows a page in place of the one before it, as it reads (docs/adr/0084): what it is written in is one click away in its title.
   * Without the editor's own preview it is shown as it is written.
   */
  async show(title: string, content: string): Promise<void> {
    const uri = this.keep(title, content);
    if (!vscode.extensions.getExtension('vscode.markdown-language-features')) return showText(uri);
    await vscode.commands.executeCommand('vscode.openWith', uri, preview, { preview: false });
  }

  /** Shows a page that is there to be copied as it is written. */
  showSource(title: string, content: string): Promise<void> {
    return showText(this.keep(title, content));
  }

  private keep(title: string, content: string): vscode.Uri {
    // A name may hold what parts a path.
    const uri = vscode.Uri.from({ scheme, path: `/${title.replace(/[\\/]/g, '_')}.md` });
    this.contents.set(uri.path, content);
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

async function showText(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}
