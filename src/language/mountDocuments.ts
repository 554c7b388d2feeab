import type * as vscode from 'vscode';
import { isMountFile, mountFilePatternsInAnyCase } from '../mounts/mountFileNames';

/** Documents of the file system, here or on a remote. Diffs, notebook cells and unsaved drafts have no place. */
export const schemes = ['file', 'vscode-remote', 'vscode-vfs'];

/** Scripts whose names have no ending: their first line tells the editor what they are. */
const unnamedScript = { language: 'shellscript', pattern: '**/*' };

export function isMountDocument({ uri, languageId }: vscode.TextDocument): boolean {
  if (!schemes.includes(uri.scheme)) return false;
  return isMountFile(uri.path) || (languageId === unnamedScript.language && !/\.[^./]*$/.test(uri.path));
}

/** The documents for which the editor should ask for hovers and code actions. */
export const mountSelector: vscode.DocumentSelector = schemes.flatMap((scheme) => [
  { scheme, ...unnamedScript },
  ...mountFilePatternsInAnyCase.map((pattern) => ({ scheme, pattern: `**/${pattern}` })),
]);
