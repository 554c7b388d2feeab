import * as vscode from 'vscode';
import { onDidTouchFiles } from '../host/touchedFiles';
import { projectFolderOf } from '../host/project';
import type { ProjectChoices } from '../host/projectChoices';
import { slowProject } from '../mounts/ruleIds';
import type { Finding } from '../text/finding';
import type { CheckedFile, FileChecker, Surroundings } from './fileChecker';
import type { FindingBoard } from './findingBoard';
import { loadMounts } from './loadMounts';
import { isMountDocument } from './mountDocuments';
import { tellOfSlowProject } from './slowProjectNotice';

/** Milliseconds of rest after a keystroke before the text is read again. */
const typingPause = 250;

/** What is known of an open document. */
interface Known {
  /** Null to read anew. */
  surroundings: Surroundings | null;
  /** The paths that were asked for; null while they are not known. */
  asked: ReadonlySet<string> | null;
  /** A null file: there is nothing to check in it. */
  checked: { readonly version: number; readonly file: CheckedFile | null } | null;
  /** The last check of any text of it, for what need not be of this moment. */
  last: CheckedFile | null;
  /** The check that is under way. */
  running: { readonly version: number; readonly done: Promise<void> } | null;
  timer: NodeJS.Timeout | undefined;
}

/** Keeps the findings of the open files that hold mounts up to date. */
export class MountDiagnostics implements vscode.Disposable {
  private readonly known = new Map<vscode.TextDocument, Known>();
  private readonly changedState = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when a check of a document begins or ends. */
  readonly onDidChangeState = this.changedState.event;
  private readonly disposables: { dispose(): unknown }[];

  constructor(
    private readonly checker: FileChecker,
    private readonly board: FindingBoard,
    private readonly choices: ProjectChoices,
  ) {
    const { workspace, window } = vscode;
    this.disposables = [
      this.changedState,
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
      onDidTouchFiles((uris) => uris.forEach((uri) => this.recheckAround(uri))),
      // Other programs change files as well; whoever comes back to a file sees what they left.
      window.onDidChangeActiveTextEditor((editor) => {
        if (!editor || !this.known.get(editor.document)?.checked) return;
        checker.forgetProjects();
        this.recheck(editor.document);
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.recheckAll()),
      choices.onDidChange(() => this.recheckAll()),
      checker.onDidChange(() => this.recheckAll()),
      checker.onDidName((uri) => {
        for (const document of this.known.keys())
          if (document.uri.toString() === uri.toString()) this.recheck(document);
      }),
    ];
    // Soon, not now: the editor waits for an extension that is starting.
    workspace.textDocuments.forEach((document) => this.checkSoon(document));
  }

  /** A document as it is now: whoever asks does not wait for the pause in typing. Null where nothing is checked in it. */
  async checkedOf(document: vscode.TextDocument): Promise<CheckedFile | null> {
    // The first check may be overtaken by a change of the text or of a file around it.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const checked = this.known.get(document)?.checked;
      if (checked?.version === document.version) return checked.file;
      await this.check(document);
    }
    const checked = this.known.get(document)?.checked;
    return checked?.version === document.version ? checked.file : null;
  }

  /** The same without waiting, be it of an earlier text. */
  lastOf(document: vscode.TextDocument): CheckedFile | null {
    return this.known.get(document)?.last ?? null;
  }

  isBusy(document: vscode.TextDocument): boolean {
    return (this.known.get(document)?.running ?? null) !== null;
  }

  /** The findings that are shown of a document. */
  shownOf({ uri }: vscode.TextDocument): readonly Finding[] {
    return this.board.shownOf(uri);
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
    const { version } = document;
    if (!this.checker.isWorthChecking(document.uri, document.getText(), document.languageId)) {
      known.asked = new Set();
      known.checked = { version, file: null };
      known.last = null;
      this.show(document);
      return;
    }
    // Whoever asks while the same text is being checked waits for that.
    if (known.running?.version === version && known.surroundings) return known.running.done;
    const done = this.checkText(document, known);
    const running = { version, done };
    known.running = running;
    this.changedState.fire(document);
    try {
      await done;
    } finally {
      if (known.running === running) known.running = null;
      this.changedState.fire(document);
    }
  }

  private async checkText(document: vscode.TextDocument, known: Known): Promise<void> {
    const [text, version] = [document.getText(), document.version];
    const surroundings = (known.surroundings ??= await this.checker.surroundingsOf(document.uri));
    const file = await this.checker.check(document.uri, text, surroundings);
    // Closed, changed, or overtaken by a change of a file around it: each checks again.
    const isCurrent = this.known.get(document) === known && known.surroundings === surroundings;
    if (!isCurrent || document.version !== version) return;
    known.asked = surroundings.files.asked;
    known.checked = { version, file };
    known.last = file;
    const { oncePerProject } = await loadMounts();
    if (file) this.board.put({ uri: document.uri, ...file.scanned, isOpen: true }, oncePerProject);
    this.show(document);
  }

  private show(document: vscode.TextDocument): void {
    const { uri } = document;
    if (this.known.get(document)?.checked?.file === null) this.board.drop(uri);
    this.board.publish();
    if (this.board.shownOf(uri).some(({ rule }) => rule === slowProject)) {
      void tellOfSlowProject(projectFolderOf(uri), this.choices);
    }
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
    known.surroundings = null;
    known.checked = null;
    this.checkSoon(document);
  }

  private knownOf(document: vscode.TextDocument): Known {
    const known = this.known.get(document) ?? {
      surroundings: null,
      asked: null,
      checked: null,
      last: null,
      running: null,
      timer: undefined,
    };
    this.known.set(document, known);
    return known;
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.known.get(document)?.timer);
    this.known.delete(document);
    this.board.drop(document.uri);
    this.board.publish();
  }
}
