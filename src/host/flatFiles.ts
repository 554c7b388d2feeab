import * as vscode from 'vscode';

/** Files under a scheme of ours, which nobody makes, removes or renames, and which are not watched. */
export abstract class FlatFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  // Behind the event, for which the editor looks when the provider is registered.
  private readonly registration: vscode.Disposable;

  protected constructor(scheme: string, options: Parameters<typeof vscode.workspace.registerFileSystemProvider>[2]) {
    this.registration = vscode.workspace.registerFileSystemProvider(scheme, this, options);
  }

  abstract stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  abstract readFile(uri: vscode.Uri): Promise<Uint8Array>;
  abstract writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void>;
  abstract readDirectory(uri: vscode.Uri): never;

  watch(): vscode.Disposable {
    // Looking whether one in a distro has changed would keep the distro awake.
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }
}
