import type * as vscode from 'vscode';
import type { OpenedFolders } from '../host/openedFolders';
import type { ProjectChoices } from '../host/projectChoices';
import type { FileChecker } from '../language/fileChecker';
import type { WorkspaceCheck } from '../language/workspaceCheck';
import type { Log } from '../machine/log';
import type { Machine } from '../machine/machine';
import type { Problem } from '../state/problem';
import type { ConfigWatch } from '../state/configWatch';
import type { SnapshotStore } from '../state/store';
import type { Dismissals } from '../views/dismissals';
import type { ReadOnlyPages } from './readOnlyPages';
import type { RulePages } from './rulePages';

/** What commands work with. */
export interface CommandContext {
  readonly machine: Machine;
  readonly store: SnapshotStore;
  readonly log: Log;
  readonly channel: vscode.LogOutputChannel;
  readonly extension: vscode.Extension<unknown>;
  readonly dismissals: Dismissals;
  readonly config: ConfigWatch;
  readonly projects: ProjectChoices;
  readonly folders: OpenedFolders;
  readonly checker: FileChecker;
  readonly workspaceCheck: WorkspaceCheck;
  readonly pages: ReadOnlyPages;
  readonly rules: RulePages;
  /** Remembers what was said once, for this user and all windows. */
  readonly memory: vscode.Memento;
  refreshTree(): void;
}

/** A command could not do what it was asked: the wrapper shows the problem with its next step. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.kind);
  }
}

/** The problem of an error, which may come from a bundle that has a class of its own for it; null for any other error. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof Error && error.name === 'ProblemError' && 'problem' in error
    ? (error.problem as Problem)
    : null;
}
