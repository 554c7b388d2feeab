import * as vscode from 'vscode';
import type { Machine } from '../machine/machine';
import type { Files, FileText } from '../mounts/related';

/**
 * The files around a document. What is being edited wins over the disk; the disk of this machine is read through the gate,
 * so that no distro is started, and any other through the editor.
 */
export function filesAround(document: vscode.Uri, machine: Machine): Files {
  return {
    read(path) {
      const uri = document.with({ path });
      const open = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri.toString());
      if (open) return Promise.resolve({ kind: 'text', text: open.getText() });
      return uri.scheme === 'file' ? readHere(uri, machine) : readElsewhere(uri);
    },
  };
}

async function readHere(uri: vscode.Uri, machine: Machine): Promise<FileText> {
  const read = await machine.files.read(uri.fsPath);
  if (read.kind === 'ok') return { kind: 'text', text: read.value };
  return { kind: read.kind === 'failed' && /^ENO(?:ENT|TDIR)$/.test(read.code) ? 'absent' : 'closed' };
}

async function readElsewhere(uri: vscode.Uri): Promise<FileText> {
  try {
    return { kind: 'text', text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const isAbsent = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return { kind: isAbsent ? 'absent' : 'closed' };
  }
}
