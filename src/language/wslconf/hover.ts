import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../host/translate';
import { LineIndex } from '../../text/range';
import { toRange } from '../asDiagnostic';
import { configSelector, fileOf } from './documents';
import { loadWslconf } from './load';

/** Tells of the key under the pointer what it does, what holds without it, and what it needs. */
export function registerConfigHover(): vscode.Disposable {
  return vscode.languages.registerHoverProvider(configSelector, {
    async provideHover(document, position) {
      const file = fileOf(document);
      if (file === null) return null;
      const { describeKey, hoverAt } = await loadWslconf();
      const text = document.getText();
      const found = hoverAt(text, document.offsetAt(position), file);
      if (!found) return null;
      const says = new vscode.MarkdownString(describeKey(found.key, translate).join('\n\n'));
      return new vscode.Hover(says, toRange(found.range, new LineIndex(text)));
    },
  });
}
