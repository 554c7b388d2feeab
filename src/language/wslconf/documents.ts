import type * as vscode from 'vscode';
import { wslConfScheme } from '../../host/wslConfUri';
import type { WslConfigFile } from '../../wslconf/scan';
import { schemes as fileSchemes } from '../mountDocuments';

const schemes = [...fileSchemes, wslConfScheme];

/** The languages that the manifest has for the two files: by their names, or as somebody chooses for a document. */
const files: Readonly<Record<string, WslConfigFile>> = {
  'slipway-wslconfig': 'wslconfig',
  'slipway-wsl-conf': 'wsl.conf',
};

/** Which of the two a document is. Diffs and drafts, which no WSL reads, are none. */
export function fileOf({ uri, languageId }: vscode.TextDocument): WslConfigFile | null {
  return schemes.includes(uri.scheme) ? (files[languageId] ?? null) : null;
}

/** The documents for which the editor should ask. */
export const configSelector: vscode.DocumentSelector = schemes.flatMap((scheme) =>
  Object.keys(files).map((language) => ({ scheme, language })),
);
