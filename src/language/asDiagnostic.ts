import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Finding, RelatedPlace, Severity } from '../text/finding';
import type { LineIndex, TextRange } from '../text/range';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What all diagnostics of the extension name as their source. */
export const diagnosticSource = 'slipway';

/** A range of a text as the editor counts lines, also for a file that is not open. */
export function toRange({ start, end }: TextRange, lines: LineIndex): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}

export function toDiagnostic(finding: Finding, uri: vscode.Uri, lines: LineIndex): vscode.Diagnostic {
  const range = toRange(finding.range, lines);
  const diagnostic = new vscode.Diagnostic(range, translate(finding.message), severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  if (finding.related) diagnostic.relatedInformation = finding.related.map((place) => toRelated(place, uri));
  const tags = [
    ...(finding.isUnnecessary ? [vscode.DiagnosticTag.Unnecessary] : []),
    ...(finding.isDeprecated ? [vscode.DiagnosticTag.Deprecated] : []),
  ];
  if (tags.length > 0) diagnostic.tags = tags;
  const argument = encodeURIComponent(JSON.stringify([finding.rule]));
  diagnostic.code = { value: finding.rule, target: vscode.Uri.parse(`command:slipway.rule.show?${argument}`) };
  return diagnostic;
}

function toRelated({ message, path, line }: RelatedPlace, uri: vscode.Uri): vscode.DiagnosticRelatedInformation {
  const place = new vscode.Location(uri.with({ path }), new vscode.Position(line - 1, 0));
  return new vscode.DiagnosticRelatedInformation(place, translate(message));
}
