import * as vscode from 'vscode';
import { projectFolderOf } from '../host/project';
import type { ProjectChoices } from '../host/projectChoices';
import { slowProject } from '../mounts/ruleIds';
import type { Finding } from '../text/finding';
import type { LineIndex } from '../text/range';
import { diagnosticSource, toDiagnostic } from './asDiagnostic';

/** What was found in a file. */
interface Found {
  readonly uri: vscode.Uri;
  readonly findings: readonly Finding[];
  readonly lines: LineIndex;
  /** Whether it is open: then it is checked as it changes. */
  readonly isOpen: boolean;
}

/** Of several files that tell the same of one project, leaves it to the first. Comes with what reads mounts. */
type OncePerProject = <T extends { readonly findings: readonly Finding[] }>(files: readonly T[]) => T[];

/** Shows what was found in the files of a window, open or not, as diagnostics: what is true of a project only once. */
export class FindingBoard implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  private readonly found = new Map<string, Found>();
  private readonly shown = new Map<string, { readonly findings: readonly Finding[]; readonly outline: string }>();
  private readonly published = new vscode.EventEmitter<void>();
  /** Fires when what is shown may have changed. */
  readonly onDidPublish = this.published.event;
  private oncePerProject: OncePerProject = (files) => [...files];
  private readonly tabs: vscode.Disposable;

  constructor(private readonly choices: ProjectChoices) {
    this.tabs = vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      if (opened.length + closed.length > 0 && this.found.size > 1) this.publish();
    });
  }

  /** Notes what was found in a file, in the place of what was; shown with the next `publish`. */
  put(found: Found, oncePerProject: OncePerProject): void {
    this.oncePerProject = oncePerProject;
    this.found.set(found.uri.toString(), found);
  }

  /** Forgets a file; gone from what is shown with the next `publish`. */
  drop(uri: vscode.Uri): void {
    this.found.delete(uri.toString());
  }

  /** Whether something is known of a file that is not open. */
  hasClosed(uri: vscode.Uri): boolean {
    return this.found.get(uri.toString())?.isOpen === false;
  }

  /** The files that are not open and of which something is known. */
  get closed(): readonly vscode.Uri[] {
    return [...this.found.values()].filter(({ isOpen }) => !isOpen).map(({ uri }) => uri);
  }

  /** The findings that are shown of a file. */
  shownOf(uri: vscode.Uri): readonly Finding[] {
    return this.shown.get(uri.toString())?.findings ?? [];
  }

  publish(): void {
    const files = this.inOrder().map((file) => ({ ...file, findings: this.wanted(file) }));
    const shown = new Set<string>();
    for (const { uri, findings, lines } of this.oncePerProject(files)) {
      const key = uri.toString();
      shown.add(key);
      const outline = JSON.stringify(findings.map((f) => [f.rule, f.severity, lines.positionAt(f.range.start), f]));
      const before = this.shown.get(key);
      this.shown.set(key, { findings, outline });
      if (before?.outline === outline) continue;
      this.collection.set(
        uri,
        findings.map((finding) => toDiagnostic(finding, uri, lines)),
      );
    }
    for (const key of this.shown.keys()) {
      if (shown.has(key)) continue;
      this.shown.delete(key);
      this.collection.delete(vscode.Uri.parse(key));
    }
    this.published.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.collection, this.published, this.tabs).dispose();
  }

  /** What is seen speaks for its project: files in tabs first, then those that only other extensions hold, then the rest. */
  private inOrder(): Found[] {
    const tabs = new Set(
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri.toString() : '')),
    );
    const rank = ({ uri, isOpen }: Found): number => (tabs.has(uri.toString()) ? 0 : isOpen ? 1 : 2);
    return [...this.found.values()].sort((a, b) => rank(a) - rank(b));
  }

  private wanted({ uri, findings }: Found): readonly Finding[] {
    if (!findings.some(({ rule }) => rule === slowProject)) return findings;
    return this.choices.cannotMove(projectFolderOf(uri))
      ? findings.filter(({ rule }) => rule !== slowProject)
      : findings;
  }
}
