import * as vscode from 'vscode';
import { findFiles } from '../machine/findFiles';
import type { Machine } from '../machine/machine';
import { isMountFile, mountFilePatternsInAnyCase } from '../mounts/mountFileNames';

/** What a search of a workspace came by. */
export interface FoundInWorkspace {
  readonly files: readonly vscode.Uri[];
  /** Folders that could not be looked into, and why. */
  readonly closed: readonly { readonly uri: vscode.Uri; readonly reason: string }[];
}

/** A remote answers in one piece, and nobody reads more. */
const mostFiles = 10_000;

/** The files of a folder that may hold mounts, as far as git does not leave them out. Starts no distro. */
export async function findMountFiles(
  { uri: folder }: Pick<vscode.WorkspaceFolder, 'uri'>,
  machine: Machine,
  token: vscode.CancellationToken,
): Promise<FoundInWorkspace> {
  if (folder.scheme !== 'file') return findElsewhere(folder, token);
  const at = (way: string): vscode.Uri => vscode.Uri.joinPath(folder, way);
  // The folder itself may be one that tells what the files in it are.
  const found = await findFiles(machine.files, folder.fsPath, (way) => isMountFile(at(way).path));
  if (found.kind === 'ok') return { files: found.value.files.map(at), closed: [] };
  const reason = found.kind === 'failed' ? found.reason : `Looking into it would start ${found.distro}.`;
  return { files: [], closed: [{ uri: folder, reason }] };
}

async function findElsewhere(folder: vscode.Uri, token: vscode.CancellationToken): Promise<FoundInWorkspace> {
  try {
    const found = await Promise.all(
      mountFilePatternsInAnyCase.map((pattern) =>
        vscode.workspace.findFiles(
          new vscode.RelativePattern(folder, `**/${pattern}`),
          '**/node_modules/**',
          mostFiles,
          token,
        ),
      ),
    );
    const files = new Map(found.flat().map((uri) => [uri.toString(), uri]));
    return { files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), closed: [] };
  } catch (error) {
    // Not every file system of the editor can be searched.
    return { files: [], closed: [{ uri: folder, reason: error instanceof Error ? error.message : String(error) }] };
  }
}
