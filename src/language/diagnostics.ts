import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Machine } from '../machine/machine';
import { scanComposeText } from '../mounts/scan';
import type { Finding, Severity } from '../text/finding';
import type { TextRange } from '../text/range';
import { isComposeDocument, placeOf } from './composeDocuments';

/** Milliseconds of rest after a keystroke before the text is read again. */
const typingPause = 250;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the findings of the open compose files, shown as diagnostics. */
export class ComposeDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('slipway');
  private readonly found = new Map<string, { readonly version: number; readonly findings: readonly Finding[] }>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly disposables: { dispose(): unknown }[];

  constructor(private readonly machine: Machine) {
    this.disposables = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.check(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    ];
    // Soon, not now: the editor waits for an extension that is starting.
    vscode.workspace.textDocuments.forEach((document) => this.checkSoon(document));
  }

  /** The findings of a document as it is now: whoever asks does not wait for the pause in typing. */
  findingsOf(document: vscode.TextDocument): readonly Finding[] {
    const key = document.uri.toString();
    if (this.found.get(key)?.version !== document.version) this.check(document);
    return this.found.get(key)?.findings ?? [];
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (!isComposeDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.check(document), typingPause),
    );
  }

  private check(document: vscode.TextDocument): void {
    if (!isComposeDocument(document) || document.isClosed) return;
    const { findings } = scanComposeText(document.getText(), placeOf(document, this.machine));
    this.found.set(document.uri.toString(), { version: document.version, findings });
    this.collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(finding, document)),
    );
  }

  private forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.found.delete(key);
    this.collection.delete(document.uri);
  }
}

/** The range of the document for a range of its text. */
export function toRange(range: TextRange, document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

function toDiagnostic(finding: Finding, document: vscode.TextDocument): vscode.Diagnostic {
  const range = toRange(finding.range, document);
  const diagnostic = new vscode.Diagnostic(range, translate(finding.message), severities[finding.severity]);
  diagnostic.source = 'slipway';
  const argument = encodeURIComponent(JSON.stringify([finding.rule]));
  diagnostic.code = { value: finding.rule, target: vscode.Uri.parse(`command:slipway.rule.show?${argument}`) };
  return diagnostic;
}
