import type * as vscode from 'vscode';
import { basename } from 'node:path/posix';
import { locationOf } from '../host/location';
import type { Machine } from '../machine/machine';
import { composeFilePatternsInAnyCase, isComposeFileName } from '../mounts/composeFileNames';
import { defaultAutomountRoot, type Place } from '../mounts/mount';

/** Documents of the file system, here or on a remote. Diffs, notebook cells and unsaved drafts have no place. */
const schemes = new Set(['file', 'vscode-remote', 'vscode-vfs']);

export function isComposeDocument(document: vscode.TextDocument): boolean {
  return schemes.has(document.uri.scheme) && isComposeFileName(basename(document.uri.path));
}

/** The documents for which the editor should ask for code actions. */
export const composeSelector: vscode.DocumentSelector = [...schemes].flatMap((scheme) =>
  composeFilePatternsInAnyCase.map((pattern) => ({ scheme, pattern: `**/${pattern}` })),
);

/** What is known of where a document's relative paths start. */
export function placeOf(document: vscode.TextDocument, machine: Machine): Place {
  const folder = document.uri.with({ path: document.uri.path.replace(/\/[^/]*$/, '') || '/' });
  return {
    file: basename(document.uri.path),
    folder: locationOf(folder, machine),
    side: null,
    automountRoot: defaultAutomountRoot,
  };
}
