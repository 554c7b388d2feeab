import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { message } from '../../text/message';
import { LineIndex } from '../../text/range';
import type { Completion } from '../../wslconf/complete';
import { toRange } from '../asDiagnostic';
import { configSelector, fileOf } from './documents';
import { loadWslconf } from './load';
import type { InstalledRelease } from './release';

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  section: vscode.CompletionItemKind.Module,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
};

/** Completes sections, keys and values of .wslconfig and wsl.conf, each with what is told of it. */
export function registerConfigCompletion(release: InstalledRelease): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    configSelector,
    {
      async provideCompletionItems(document, position) {
        const file = fileOf(document);
        if (file === null) return [];
        const [{ complete, describeKey }, wsl] = await Promise.all([loadWslconf(), release.of(document)]);
        const text = document.getText();
        const lines = new LineIndex(text);
        return complete(text, document.offsetAt(position), file, wsl).map((completion, index) => {
          const { kind, label, newText, range, key, isDefault } = completion;
          const item = new vscode.CompletionItem(label, kinds[kind]);
          item.insertText = newText;
          item.range = toRange(range, lines);
          // What stands there is looked for with the bracket that it may begin with.
          item.filterText = kind === 'section' && !textAt(text, range).startsWith('[') ? label.slice(1) : label;
          item.sortText = `${kind === 'section' ? 1 : 0}${String(index).padStart(3, '0')}`;
          if (isDefault) item.detail = translate(message('default'));
          if (key) item.documentation = new vscode.MarkdownString(describeKey(key, translate).join('\n\n'));
          // A key wants its value next.
          if (newText.endsWith('=')) item.command = { command: 'editor.action.triggerSuggest', title: label };
          return item;
        });
      },
    },
    '[',
    '=',
  );
}

function textAt(text: string, { start, end }: Completion['range']): string {
  return text.slice(start, end);
}
