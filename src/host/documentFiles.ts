import * as vscode from 'vscode';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import type { Files } from '../mounts/files';
import type { ProjectFolders } from '../projects/nearestProject';

/**
 * The files around a document. What is being edited wins over the disk; the disk of this machine is read through the gate,
 * so that no distro is started, and any other through the editor.
 */
export function filesAround(document: vscode.Uri, machine: Machine): Files {
  return {
    async read(path) {
      const read = await readFile(document.with({ path }), machine);
      if (read.kind === 'ok') return { kind: 'text', text: read.value };
      return { kind: read.kind === 'failed' && /^ENO(?:ENT|TDIR)$/.test(read.code) ? 'absent' : 'closed' };
    },
  };
}

/** The folders around a document, in which the settings of its project are looked for in the same way. */
export function foldersAround(document: vscode.Uri, machine: Machine): ProjectFolders {
  return {
    read: (path) => readFile(document.with({ path }), machine),
    async isRepository(folder) {
      const uri = document.with({ path: `${folder}/.git` });
      if (uri.scheme === 'file') return (await machine.files.kindOf(uri.fsPath)).kind === 'ok';
      // Above the folder of a virtual workspace there may be other people's, each a question to a server.
      const isTop = vscode.workspace.workspaceFolders?.some((each) => each.uri.path.replace(/\/$/, '') === folder);
      return isTop === true || (await through(() => vscode.workspace.fs.stat(uri))).kind === 'ok';
    },
  };
}

/** The text of a file as it is being edited, or else as it is on its disk. */
export async function readFile(uri: vscode.Uri, machine: Machine): Promise<FileResult<string>> {
  // One without changes may have gone from its disk, where other programs see that.
  const open = vscode.workspace.textDocuments.find((other) => other.isDirty && other.uri.toString() === uri.toString());
  if (open) return { kind: 'ok', value: open.getText() };
  if (uri.scheme === 'file') return machine.files.read(uri.fsPath);
  return through(async () =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri)),
  );
}

/** What the editor's file systems throw as a result, with the codes that the file system of this machine has. */
async function through<T>(act: () => Thenable<T>): Promise<FileResult<T>> {
  try {
    return { kind: 'ok', value: await act() };
  } catch (error) {
    const isAbsent = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return {
      kind: 'failed',
      code: isAbsent ? 'ENOENT' : 'unknown',
      reason: error instanceof Error ? error.message : '',
    };
  }
}
