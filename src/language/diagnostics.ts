import * as vscode from 'vscode';
import { filesAround } from '../host/documentFiles';
import { projectFolderOf } from '../host/project';
import type { ProjectChoices } from '../host/projectChoices';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Machine } from '../machine/machine';
import { gatherRelated, type Related } from '../mounts/related';
import { slowProject } from '../mounts/rules/slowProject';
import { scanText } from '../mounts/scan';
import type { Finding, Severity } from '../text/finding';
import type { TextRange } from '../text/range';
import { isMountDocument, placeOf } from './mountDocuments';
import { tellOfSlowProject } from './slowProjectNotice';

/** Milliseconds of rest after a keystroke before the text is read again. */
const typingPause = 250;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What is known of an open document. */
interface Known {
  /** What the files around it say; kept until one of them changes, so that a keystroke reads no file. Null to read anew. */
  related: Promise<Related> | null;
  /** The paths that `related` was made of; null while they are not known. */
  asked: ReadonlySet<string> | null;
  found: { readonly version: number; readonly findings: readonly Finding[] } | null;
  timer: NodeJS.Timeout | undefined;
}

/** Keeps the findings of the open files that hold mounts, shown as diagnostics. */
export class MountDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('slipway');
  private readonly known = new Map<vscode.TextDocument, Known>();
  private readonly disposables: { dispose(): unknown }[];

  constructor(
    private readonly machine: Machine,
    private readonly choices: ProjectChoices,
  ) {
    const { workspace, window } = vscode;
    const onFiles = (uris: readonly vscode.Uri[]): void => uris.forEach((uri) => this.recheckAround(uri));
    this.disposables = [
      this.collection,
      workspace.onDidOpenTextDocument((document) => {
        this.recheckAround(document.uri);
        void this.check(document);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.checkSoon(document);
        this.recheckAround(document.uri);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
        this.recheckAround(document.uri);
      }),
      workspace.onDidCreateFiles(({ files }) => onFiles(files)),
      workspace.onDidDeleteFiles(({ files }) => onFiles(files)),
      workspace.onDidRenameFiles(({ files }) => onFiles(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]))),
      // Other programs change files as well; whoever comes back to a file sees what they left.
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor && this.known.get(editor.document)?.found) this.recheck(editor.document);
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.recheckAll()),
      choices.onDidChange(() => this.recheckAll()),
    ];
    // Soon, not now: the editor waits for an extension that is starting.
    workspace.textDocuments.forEach((document) => this.checkSoon(document));
  }

  /** The findings of a document as it is now: whoever asks does not wait for the pause in typing. */
  async findingsOf(document: vscode.TextDocument): Promise<readonly Finding[]> {
    if (this.known.get(document)?.found?.version !== document.version) await this.check(document);
    return this.known.get(document)?.found?.findings ?? [];
  }

  dispose(): void {
    this.known.forEach(({ timer }) => clearTimeout(timer));
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (!isMountDocument(document)) return;
    const known = this.knownOf(document);
    clearTimeout(known.timer);
    known.timer = setTimeout(() => void this.check(document), typingPause);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (!isMountDocument(document) || document.isClosed) return;
    const known = this.knownOf(document);
    const gathering = (known.related ??= gatherRelated(document.uri.path, filesAround(document.uri, this.machine)));
    const related = await gathering;
    // Closed, or overtaken by a change of a file around it, which checks again.
    if (this.known.get(document) !== known || known.related !== gathering) return;
    known.asked = related.asked;
    const project = projectFolderOf(document.uri);
    const { findings } = scanText(document.getText(), placeOf(document, this.machine), related);
    const shown = findings.filter(({ rule }) => rule !== slowProject || !this.choices.cannotMove(project));
    known.found = { version: document.version, findings: shown };
    this.collection.set(
      document.uri,
      shown.map((finding) => toDiagnostic(finding, document)),
    );
    if (shown.some(({ rule }) => rule === slowProject)) void tellOfSlowProject(project, this.choices);
  }

  /** Checks the documents again for which a file was asked. */
  private recheckAround(uri: vscode.Uri): void {
    for (const [document, { asked }] of this.known) {
      const isAsked = asked === null || asked.has(uri.path);
      if (isAsked && document.uri.with({ path: uri.path }).toString() === uri.toString()) this.recheck(document);
    }
  }

  private recheckAll(): void {
    [...this.known.keys()].forEach((document) => this.recheck(document));
  }

  /** Reads the files around a document anew and checks it, after a pause. */
  private recheck(document: vscode.TextDocument): void {
    const known = this.known.get(document);
    if (!known) return;
    known.related = null;
    known.found = null;
    this.checkSoon(document);
  }

  private knownOf(document: vscode.TextDocument): Known {
    const known = this.known.get(document) ?? { related: null, asked: null, found: null, timer: undefined };
    this.known.set(document, known);
    return known;
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.known.get(document)?.timer);
    this.known.delete(document);
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
