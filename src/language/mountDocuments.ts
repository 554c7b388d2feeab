import type * as vscode from 'vscode';
import { locationOf } from '../host/location';
import { baseFolderOf, projectFolderOf } from '../host/project';
import type { Machine } from '../machine/machine';
import { pathFromBase } from '../mounts/devcontainerFileNames';
import { isMountFile, mountFilePatternsInAnyCase } from '../mounts/mountFileNames';
import { defaultAutomountRoot, type Place } from '../mounts/mount';

/** Documents of the file system, here or on a remote. Diffs, notebook cells and unsaved drafts have no place. */
const schemes = new Set(['file', 'vscode-remote', 'vscode-vfs']);

export function isMountDocument({ uri }: vscode.TextDocument): boolean {
  return schemes.has(uri.scheme) && isMountFile(uri.path);
}

/** The documents for which the editor should ask for code actions. */
export const mountSelector: vscode.DocumentSelector = [...schemes].flatMap((scheme) =>
  mountFilePatternsInAnyCase.map((pattern) => ({ scheme, pattern: `**/${pattern}` })),
);

/** What is known of where a document's relative paths start. */
export function placeOf({ uri }: vscode.TextDocument, machine: Machine): Place {
  return {
    file: pathFromBase(uri.path),
    folder: locationOf(baseFolderOf(uri), machine),
    project: locationOf(projectFolderOf(uri), machine),
    side: null,
    automountRoot: defaultAutomountRoot,
  };
}
