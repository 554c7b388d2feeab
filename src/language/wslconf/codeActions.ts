import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import type { Finding, Fix } from '../../text/finding';
import { safeFixOf } from '../../text/fixAll';
import { message } from '../../text/message';
import type { CheckedConfig } from '../../wslconf/check';
import { toRange } from '../asDiagnostic';
import { editOf, fixActionFor, fixAllKind, type ActionPlace } from '../findingActions';
import { fixInOneStep } from '../fixRounds';
import type { ConfigDiagnostics } from './diagnostics';
import { configSelector, fileOf } from './documents';
import { loadWslconf } from './load';
import type { InstalledRelease } from './release';

const { QuickFix } = vscode.CodeActionKind;

/** Offers the fixes of the findings in .wslconfig and wsl.conf, all safe ones in one step, and last the ways to suppress. */
export function registerConfigActions(diagnostics: ConfigDiagnostics, release: InstalledRelease): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    configSelector,
    {
      async provideCodeActions(document, asked, { only, diagnostics: shown }) {
        const checked = await diagnostics.checkedOf(document);
        if (!checked) return [];
        const place: ActionPlace = { uri: document.uri, lines: checked.lines, diagnostics: shown };
        const fixAll = (kind: vscode.CodeActionKind): Promise<vscode.CodeAction[]> =>
          allFixes(document, checked, release, kind, place);
        return [
          ...(only === undefined || only.contains(QuickFix) ? await quickFixes(checked, asked, place, fixAll) : []),
          ...(only?.contains(fixAllKind) ? await fixAll(fixAllKind) : []),
        ];
      },
    },
    { providedCodeActionKinds: [QuickFix, fixAllKind] },
  );
}

async function quickFixes(
  { findings, fixable, lines }: CheckedConfig,
  asked: vscode.Range,
  place: ActionPlace,
  fixAll: (kind: vscode.CodeActionKind) => Promise<vscode.CodeAction[]>,
): Promise<vscode.CodeAction[]> {
  const here = findings.filter(({ range }) => toRange(range, lines).intersection(asked));
  const isOneOfSeveral =
    here.some((finding) => safeFixOf(finding)) && fixable.filter((finding) => safeFixOf(finding)).length > 1;
  const reason = translate(message('say why'));
  const comment = (finding: Finding, fix: Fix | null | undefined): vscode.CodeAction[] =>
    fix ? [fixActionFor(finding, fix, false, place)] : [];
  const oncePerRule = here.filter(({ rule }, index) => here.findIndex((other) => other.rule === rule) === index);
  return [
    ...here.flatMap((finding) => finding.fixes().map((fix, index) => fixActionFor(finding, fix, index === 0, place))),
    ...(isOneOfSeveral ? await fixAll(QuickFix) : []),
    ...here.flatMap((finding) => comment(finding, finding.suppress?.(reason))),
    ...oncePerRule.flatMap((finding) => comment(finding, finding.suppressInFile?.(reason))),
  ];
}

/** All safe fixes of the file as one action; none where there is nothing to fix. */
async function allFixes(
  document: vscode.TextDocument,
  { fixable }: CheckedConfig,
  release: InstalledRelease,
  kind: vscode.CodeActionKind,
  place: ActionPlace,
): Promise<vscode.CodeAction[]> {
  const file = fileOf(document);
  if (file === null) return [];
  const text = document.getText();
  const [{ checkConfig }, wsl] = await Promise.all([loadWslconf(), release.of(document)]);
  const rescan = (other: string): Promise<readonly Finding[]> =>
    Promise.resolve(checkConfig({ text: other, file, wsl, hasMark: false }).fixable);
  const edits = await fixInOneStep(text, fixable, rescan);
  if (edits.length === 0) return [];
  const action = new vscode.CodeAction(translate(message('Fix all Slipway problems in this file')), kind);
  action.edit = editOf(edits, place);
  return [action];
}
