import * as vscode from 'vscode';
import { onDidTouchFiles } from '../host/touchedFiles';
import { inDisplayLanguage as translate } from '../host/translate';
import { projectFileName } from '../mounts/projectFileName';
import { LineIndex } from '../text/range';
import { diagnosticSource, toRange } from './asDiagnostic';
import type { FileChecker } from './fileChecker';
import { loadMounts } from './loadMounts';

/** Milliseconds of rest after a keystroke before the settings are read again. */
const typingPause = 250;

/**
 * Tells in a project file what is not understood in it, and has all files judged anew when it changes, in the editor or
 * outside. What is no JSON, the editor tells itself.
 */
export class ProjectFileDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${diagnosticSource}-project`);
  private readonly disposables: readonly { dispose(): unknown }[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly checker: FileChecker) {
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher(`**/${projectFileName}`);
    const changed = (): void => this.readSoon();
    this.disposables = [
      this.collection,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      // Of a file that comes and goes at once the watcher says nothing, and not every file system has one.
      onDidTouchFiles((uris) => {
        if (uris.some(isProjectFile)) this.readSoon();
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isProjectFile(document.uri)) this.readSoon();
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (isProjectFile(document.uri)) void this.show(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (!isProjectFile(document.uri)) return;
        this.collection.delete(document.uri);
        // What was not saved counts no more.
        this.readSoon();
      }),
    ];
    for (const document of workspace.textDocuments) if (isProjectFile(document.uri)) void this.show(document);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private readSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.checker.projectsChanged();
      for (const document of vscode.workspace.textDocuments) if (isProjectFile(document.uri)) void this.show(document);
    }, typingPause);
  }

  private async show(document: vscode.TextDocument): Promise<void> {
    const { readProjectFile } = await loadMounts();
    if (document.isClosed) return;
    const text = document.getText();
    const lines = new LineIndex(text);
    const found = readProjectFile(text).problems.map(({ range, message }) => {
      const diagnostic = new vscode.Diagnostic(
        toRange(range, lines),
        translate(message),
        vscode.DiagnosticSeverity.Warning,
      );
      diagnostic.source = diagnosticSource;
      return diagnostic;
    });
    this.collection.set(document.uri, found);
  }
}

function isProjectFile({ scheme, path }: vscode.Uri): boolean {
  return scheme !== 'git' && path.endsWith(`/${projectFileName}`);
}
