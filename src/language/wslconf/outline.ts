import * as vscode from 'vscode';
import { LineIndex } from '../../text/range';
import type { OutlineNode } from '../../wslconf/outline';
import { toRange } from '../asDiagnostic';
import { configSelector } from './documents';
import { loadWslconf } from './load';

/** Lists the sections of .wslconfig and wsl.conf with their keys, and lets the editor fold them. */
export function registerConfigOutline(): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(configSelector, {
      async provideDocumentSymbols(document) {
        const { outlineOf } = await loadWslconf();
        const text = document.getText();
        const lines = new LineIndex(text);
        return outlineOf(text).map((node) => toSymbol(node, lines));
      },
    }),
    languages.registerFoldingRangeProvider(configSelector, {
      async provideFoldingRanges(document) {
        const { outlineOf } = await loadWslconf();
        const text = document.getText();
        const lines = new LineIndex(text);
        return outlineOf(text)
          .map(({ range }) => toRange(range, lines))
          .filter(({ isSingleLine }) => !isSingleLine)
          .map(({ start, end }) => new vscode.FoldingRange(start.line, end.line));
      },
    }),
  );
}

function toSymbol({ name, detail, range, selection, entries }: OutlineNode, lines: LineIndex): vscode.DocumentSymbol {
  const { Module, Property } = vscode.SymbolKind;
  const kind = lines.lineText(lines.positionAt(range.start).line).trimStart().startsWith('[') ? Module : Property;
  const symbol = new vscode.DocumentSymbol(name, detail, kind, toRange(range, lines), toRange(selection, lines));
  symbol.children = entries.map((entry) => toSymbol(entry, lines));
  return symbol;
}
