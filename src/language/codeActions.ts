import * as vscode from 'vscode';
import { projectFolderOf } from '../host/project';
import { inDisplayLanguage as translate } from '../host/translate';
import { slowMount, slowProject } from '../mounts/ruleIds';
import type { Finding, Fix } from '../text/finding';
import { safeFixOf } from '../text/fixAll';
import { message } from '../text/message';
import { toRange } from './asDiagnostic';
import type { MountDiagnostics } from './diagnostics';
import type { CheckedFile, FileChecker } from './fileChecker';
import { actionFor, editOf, fixActionFor, fixAllKind, type ActionPlace } from './findingActions';
import { fixInOneStep } from './fixRounds';
import { loadMounts } from './loadMounts';
import { mountSelector } from './mountDocuments';
import { cannotMoveCommand, moveCommand, speedUpCommand } from './slowProjectNotice';
import { switchOffEdit } from './suppressActions';

const { QuickFix } = vscode.CodeActionKind;

/**
 * Offers the fixes of the findings, all safe ones in one step, and last the ways to suppress a finding. They are edits:
 * previewed, undone in one step. That a project cannot move is no edit, since it is true of this computer and not of the file.
 */
export function registerCodeActions(diagnostics: MountDiagnostics, checker: FileChecker): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    mountSelector,
    { provideCodeActions: (document, range, context) => new Offer(diagnostics, checker, document, context).at(range) },
    { providedCodeActionKinds: [QuickFix, fixAllKind] },
  );
}

/** What is offered at one place of a document. */
class Offer {
  constructor(
    private readonly diagnostics: MountDiagnostics,
    private readonly checker: FileChecker,
    private readonly document: vscode.TextDocument,
    private readonly context: vscode.CodeActionContext,
  ) {}

  async at(asked: vscode.Range): Promise<vscode.CodeAction[]> {
    const checked = await this.diagnostics.checkedOf(this.document);
    if (!checked) return [];
    const { only } = this.context;
    const isWanted = (kind: vscode.CodeActionKind): boolean => only === undefined || only.contains(kind);
    return [
      ...(isWanted(QuickFix) ? await this.quickFixes(checked, asked) : []),
      ...(only?.contains(fixAllKind) ? await this.fixAll(checked, fixAllKind) : []),
    ];
  }

  private async quickFixes(checked: CheckedFile, asked: vscode.Range): Promise<vscode.CodeAction[]> {
    const { lines, fixable } = checked.scanned;
    const here = this.diagnostics
      .shownOf(this.document)
      .filter(({ range }) => toRange(range, lines).intersection(asked));
    if (here.length === 0) return [];
    const fixes = here.flatMap((finding) =>
      finding.fixes().map((fix, index) => this.fixAction(finding, fix, index === 0, checked)),
    );
    const isOneOfSeveral =
      here.some((finding) => safeFixOf(finding)) && fixable.filter((finding) => safeFixOf(finding)).length > 1;
    return [
      ...fixes,
      ...(isOneOfSeveral ? await this.fixAll(checked, QuickFix) : []),
      ...(await this.moves(here, checked)),
      ...(await this.suppressions(here, checked)),
    ];
  }

  /** All safe fixes of the file as one action; none where there is nothing to fix. */
  private async fixAll({ scanned, rescan }: CheckedFile, kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
    const text = this.document.getText();
    const edits = await fixInOneStep(text, scanned.fixable, async (other) => (await rescan(other)).fixable);
    if (edits.length === 0) return [];
    const action = new vscode.CodeAction(translate(message('Fix all Slipway problems in this file')), kind);
    action.edit = editOf(edits, this.placeOf(scanned));
    return [action];
  }

  /** A comment at the line or in the file, or a word in the project's own file: from the narrowest to the widest. */
  private async suppressions(here: readonly Finding[], checked: CheckedFile): Promise<vscode.CodeAction[]> {
    const reason = translate(message('say why'));
    const oncePerRule = here.filter(({ rule }, index) => here.findIndex((other) => other.rule === rule) === index);
    const comment = (finding: Finding, fix: Fix | null | undefined): vscode.CodeAction[] =>
      fix ? [this.fixAction(finding, fix, false, checked)] : [];
    const inProject = await Promise.all(
      oncePerRule.map(async (finding) => {
        const offered = await switchOffEdit(finding, this.document.uri, this.checker);
        if (!offered) return [];
        const action = this.action(finding, offered.title, offered.edit, checked);
        // It is another file than the one on the screen, and the reason is still to be written there.
        action.command = { command: 'vscode.open', title: offered.title, arguments: [offered.uri] };
        return [action];
      }),
    );
    return [
      ...here.flatMap((finding) => comment(finding, finding.suppress?.(reason))),
      ...oncePerRule.flatMap((finding) => comment(finding, finding.suppressInFile?.(reason))),
      ...inProject.flat(),
    ];
  }

  /** The ways out at each mount that is slow with its project; where the project is told of, also the choice not to move it. */
  private async moves(here: readonly Finding[], checked: CheckedFile): Promise<vscode.CodeAction[]> {
    const folder = projectFolderOf(this.document.uri);
    const told = here.find(({ rule }) => rule === slowProject);
    const finding = told ?? (await this.movingAlong(here, checked));
    if (!finding) return [];
    return [moveCommand(folder), speedUpCommand(folder), ...(told ? [cannotMoveCommand(folder)] : [])].map(
      (command) => {
        const action = this.action(finding, command.title, undefined, checked);
        action.command = command;
        return action;
      },
    );
  }

  /** One of a mount that is fast once the project is. */
  private async movingAlong(here: readonly Finding[], { scanned, place }: CheckedFile): Promise<Finding | undefined> {
    const slow = here.filter(({ rule }) => rule === slowMount);
    if (slow.length === 0) return undefined;
    const { slowWithProject } = await loadMounts();
    const moves = slowWithProject(place);
    const along = new Set(scanned.mounts.filter(moves).map(({ source }) => source?.range));
    return slow.find(({ range }) => along.has(range));
  }

  private fixAction(finding: Finding, fix: Fix, isFirst: boolean, { scanned }: CheckedFile): vscode.CodeAction {
    return fixActionFor(finding, fix, isFirst, this.placeOf(scanned));
  }

  private action(
    finding: Finding,
    title: string,
    edit: vscode.WorkspaceEdit | undefined,
    { scanned }: CheckedFile,
  ): vscode.CodeAction {
    return actionFor(finding, title, edit, this.placeOf(scanned));
  }

  private placeOf({ lines }: CheckedFile['scanned']): ActionPlace {
    return { uri: this.document.uri, lines, diagnostics: this.context.diagnostics };
  }
}
