import * as vscode from 'vscode';
import { readFile } from '../host/documentFiles';
import type { Log } from '../machine/log';
import { quoteForLog } from '../machine/log';
import type { Machine } from '../machine/machine';
import type { SnapshotStore } from '../state/store';
import { isAtLeast } from '../text/finding';
import type { FileChecker, Surroundings } from './fileChecker';
import type { FindingBoard } from './findingBoard';
import { loadMounts } from './loadMounts';
import { findMountFiles } from './workspaceFiles';

/** How a check of a workspace ended. */
export interface WorkspaceSummary {
  /** As the Problems panel lists them: hints stand in the files alone. */
  readonly findings: number;
  /** Files with findings, and all that were checked. */
  readonly filesWithFindings: number;
  readonly files: number;
  /** Files and folders that could not be read; the log names them. */
  readonly unreadable: number;
}

/** Milliseconds of rest before files that are not open are checked again. */
const pause = 500;

/** Checks the files of a workspace that are not open, when somebody asks, and keeps what it found until they change. */
export class WorkspaceCheck implements vscode.Disposable {
  private watcher: vscode.Disposable | null = null;
  private timer: NodeJS.Timeout | undefined;
  /** What is checked again after the next pause, by its address. */
  private readonly waiting = new Map<string, vscode.Uri>();
  /** One check goes after the other: of two that overlapped, the one that read a file first could end last. */
  private lastCheck: Promise<unknown> = Promise.resolve();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly machine: Machine,
    private readonly store: SnapshotStore,
    private readonly checker: FileChecker,
    private readonly board: FindingBoard,
    private readonly log: Log,
  ) {
    this.subscription = checker.onDidChange(() => {
      // Their project judges them otherwise, or something is known of their place.
      if (board.closed.length > 0) this.recheckSoon(board.closed);
    });
  }

  /** @param onProgress told how many of the files found are done */
  async run(
    folders: readonly vscode.WorkspaceFolder[],
    token: vscode.CancellationToken,
    onProgress: (done: number, all: number) => void,
  ): Promise<WorkspaceSummary> {
    this.checker.forgetProjects();
    await this.learnWhatRuns(folders);
    const found = await Promise.all(folders.map((folder) => findMountFiles(folder, this.machine, token)));
    const closed = found.flatMap((each) => each.closed);
    for (const { uri, reason } of closed)
      this.log.warn(`Not looked into: ${quoteForLog(uri.toString(true))}: ${reason}`);
    const files = found.flatMap((each) => each.files);
    this.watcher ??= this.watch();
    const checked = await this.checkAll(files, token, onProgress);
    this.board.publish();
    const listed = (uri: vscode.Uri): number =>
      this.board.shownOf(uri).filter(({ severity }) => isAtLeast(severity, 'info')).length;
    const shown = checked.done.map(listed).filter((count) => count > 0);
    return {
      findings: shown.reduce((sum, count) => sum + count, 0),
      filesWithFindings: shown.length,
      files: checked.done.length,
      unreadable: closed.length + checked.unreadable,
    };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.watcher?.dispose();
  }

  private recheckSoon(files: readonly vscode.Uri[]): void {
    for (const uri of files) this.waiting.set(uri.toString(), uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.recheck(), pause);
  }

  private async recheck(): Promise<void> {
    const files = [...this.waiting.values()].filter((uri) => this.board.hasClosed(uri));
    this.waiting.clear();
    const source = new vscode.CancellationTokenSource();
    await this.checkAll(files, source.token, () => undefined);
    this.board.publish();
    source.dispose();
  }

  private checkAll(...what: Parameters<WorkspaceCheck['checkNow']>): ReturnType<WorkspaceCheck['checkNow']> {
    const check = this.lastCheck.then(() => this.checkNow(...what));
    this.lastCheck = check.catch(() => undefined);
    return check;
  }

  private async checkNow(
    files: readonly vscode.Uri[],
    token: vscode.CancellationToken,
    onProgress: (done: number, all: number) => void,
  ): Promise<{ readonly done: readonly vscode.Uri[]; readonly unreadable: number }> {
    const done: vscode.Uri[] = [];
    const passedBy: vscode.Uri[] = [];
    let unreadable = 0;
    const around = new Map<string, Surroundings>();
    const check = async (uri: vscode.Uri): Promise<void> => {
      const outcome = await this.checkOne(uri, around);
      if (outcome === 'checked') done.push(uri);
      else if (outcome === 'unreadable') unreadable += 1;
      else passedBy.push(uri);
    };
    for (const [index, uri] of files.entries()) {
      if (token.isCancellationRequested) break;
      onProgress(index, files.length);
      await check(uri);
    }
    // A file that came first may be one that a later one names.
    for (const uri of passedBy.splice(0)) if (!token.isCancellationRequested) await check(uri);
    return { done, unreadable };
  }

  private async checkOne(
    uri: vscode.Uri,
    around: Map<string, Surroundings>,
  ): Promise<'checked' | 'passedBy' | 'unreadable'> {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const read = await readFile(uri, this.machine);
    if (read.kind !== 'ok') {
      this.board.drop(uri);
      const reason = read.kind === 'failed' ? read.reason : `Reading it would start ${read.distro}.`;
      this.log.warn(`Not read: ${quoteForLog(uri.toString(true))}: ${reason}`);
      return 'unreadable';
    }
    const text = read.value.replace(/^\uFEFF/, '');
    const isWorth = this.checker.isWorthChecking(uri, text, open?.languageId ?? null);
    // An open file is checked as it changes.
    if (open) return isWorth ? 'checked' : 'passedBy';
    if (!isWorth) {
      this.board.drop(uri);
      return 'passedBy';
    }
    const root = uri.with({ path: '' }).toString();
    const surroundings = around.get(root) ?? (await this.checker.surroundingsOf(uri));
    around.set(root, surroundings);
    const file = await this.checker.check(uri, text, surroundings);
    if (!file) {
      this.board.drop(uri);
      return 'passedBy';
    }
    const { oncePerProject } = await loadMounts();
    this.board.put({ uri, ...file.scanned, isOpen: false }, oncePerProject);
    return 'checked';
  }

  /** What was found in a file that is not open holds until it changes; one without findings is left alone. */
  private watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const changed = (uri: vscode.Uri): void => {
      if (this.board.hasClosed(uri)) this.recheckSoon([uri]);
    };
    const deleted = (uri: vscode.Uri): void => {
      if (!this.board.hasClosed(uri)) return;
      this.board.drop(uri);
      this.board.publish();
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(deleted),
    );
  }

  /** A folder behind `\\wsl.localhost` may be looked into while its distro runs; to ask which run starts none. */
  private async learnWhatRuns(folders: readonly vscode.WorkspaceFolder[]): Promise<void> {
    const isShare = folders.some(({ uri }) => uri.scheme === 'file' && this.machine.locate(uri.fsPath).kind === 'unc');
    if (isShare) await this.store.refresh().catch(() => undefined);
  }
}
