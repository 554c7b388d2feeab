import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { message } from '../../text/message';
import type { LineIndex, TextRange } from '../../text/range';
import type { CheckedConfig } from '../../wslconf/check';
import { diagnosticSource, toDiagnostic, toRange } from '../asDiagnostic';
import { fileOf } from './documents';
import { loadWslconf } from './load';
import type { InstalledRelease } from './release';

/** Milliseconds of rest after a keystroke before the text is read again. */
const typingPause = 250;

/** Encodings with which the editor writes a byte order mark. */
const marked = /^utf(?:8bom|16[bl]e)$/;

interface Known {
  checked: { readonly version: number; readonly config: CheckedConfig } | null;
  timer: NodeJS.Timeout | undefined;
}

/** Keeps the findings of open .wslconfig and wsl.conf files up to date. Only their text is looked at, so no distro starts. */
export class ConfigDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${diagnosticSource}-wslconf`);
  private readonly known = new Map<vscode.TextDocument, Known>();
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(private readonly release: InstalledRelease) {
    const { workspace } = vscode;
    this.disposables = [
      this.collection,
      workspace.onDidOpenTextDocument((document) => {
        if (fileOf(document) === null) return;
        release.forget();
        void this.check(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      // Only then its encoding may be another one.
      workspace.onDidSaveTextDocument((document) => {
        if (fileOf(document) !== null) void this.check(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
    ];
    // Soon, not now: the editor waits for an extension that is starting.
    workspace.textDocuments.forEach((document) => this.checkSoon(document));
  }

  /** A document as it is now: whoever asks does not wait for the pause in typing. Null where it is none of the two files. */
  async checkedOf(document: vscode.TextDocument): Promise<CheckedConfig | null> {
    const checked = this.known.get(document)?.checked;
    return checked?.version === document.version ? checked.config : this.check(document);
  }

  dispose(): void {
    this.known.forEach(({ timer }) => clearTimeout(timer));
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (fileOf(document) === null) return;
    const known = this.knownOf(document);
    clearTimeout(known.timer);
    known.timer = setTimeout(() => void this.check(document), typingPause);
  }

  private async check(document: vscode.TextDocument): Promise<CheckedConfig | null> {
    const file = fileOf(document);
    if (file === null || document.isClosed) return null;
    const known = this.knownOf(document);
    const [{ checkConfig }, wsl] = await Promise.all([loadWslconf(), this.release.of(document)]);
    // It may have been closed in the meantime.
    if (this.known.get(document) !== known) return null;
    const { version } = document;
    const config = checkConfig({ text: document.getText(), file, wsl, hasMark: marked.test(document.encoding) });
    known.checked = { version, config };
    const { findings, lines, unread } = config;
    this.collection.set(document.uri, [
      ...findings.map((finding) => toDiagnostic(finding, document.uri, lines)),
      ...(unread ? [fadedDiagnostic(unread, lines)] : []),
    ]);
    return config;
  }

  private knownOf(document: vscode.TextDocument): Known {
    const known = this.known.get(document) ?? { checked: null, timer: undefined };
    this.known.set(document, known);
    return known;
  }

  private forget(document: vscode.TextDocument): void {
    const known = this.known.get(document);
    if (!known) return;
    clearTimeout(known.timer);
    this.known.delete(document);
    this.collection.delete(document.uri);
  }
}

/** What WSL does not come to looks like what does nothing. */
function fadedDiagnostic(unread: TextRange, lines: LineIndex): vscode.Diagnostic {
  const says = translate(message('WSL does not come to this: it stops reading above.'));
  const diagnostic = new vscode.Diagnostic(toRange(unread, lines), says, vscode.DiagnosticSeverity.Hint);
  diagnostic.source = diagnosticSource;
  diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
