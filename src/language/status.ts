import * as vscode from 'vscode';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import type { MountDiagnostics } from './diagnostics';
import type { FindingBoard } from './findingBoard';
import { mountSelector } from './mountDocuments';
import { statusOf } from './statusText';

/** Shows, where the editor shows a file's language, where a file with mounts lives and whether there are findings. */
export class MountStatus implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | null = null;
  private readonly disposables: readonly vscode.Disposable[];

  constructor(
    private readonly diagnostics: MountDiagnostics,
    board: FindingBoard,
  ) {
    // The item is there while its document is in front: most files of these kinds hold no mounts.
    this.disposables = [
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      diagnostics.onDidChangeState((document) => {
        if (document === vscode.window.activeTextEditor?.document) this.show();
      }),
      board.onDidPublish(() => this.show()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
    this.hide();
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const checked = document ? this.diagnostics.lastOf(document) : null;
    if (!document || !checked) return this.hide();
    const item = (this.item ??= this.create());
    item.busy = this.diagnostics.isBusy(document);
    const { text, detail, isWarning, rule } = statusOf(checked.place, this.diagnostics.shownOf(document));
    item.text = withoutIcons(translate(text));
    item.detail = translate(detail);
    item.severity = isWarning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command =
      rule === null
        ? { command: 'slipway.workspace.check', title: translate(message('Check Workspace')) }
        : { command: 'slipway.rule.show', title: translate(message('Show Rule')), arguments: [rule] };
  }

  private create(): vscode.LanguageStatusItem {
    const item = vscode.languages.createLanguageStatusItem('slipway.mounts', mountSelector);
    item.name = translate(message('Place of bind mounts'));
    return item;
  }

  private hide(): void {
    this.item?.dispose();
    this.item = null;
  }
}
