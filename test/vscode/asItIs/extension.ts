import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/commands/table';

/** A list may have to wait for the service of WSL. */
const patience = 60_000;

describe('the extension on this machine', function () {
  this.timeout(2 * patience);

  it('wakes and registers its commands', async () => {
    await vscode.extensions.getExtension('slipway.slipway-wsl')?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('looks at the machine and comes to an end', async () => {
    await vscode.commands.executeCommand('slipway.distros.refresh');
  });

  it('finds a mount from a drive while somebody types', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'compose.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('services:\n  a:\n    image: b\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(3, 0), '    volumes:\n      - "D:\\\\src:/app"\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const deadline = Date.now() + patience;
    for (;;) {
      const codes = vscode.languages.getDiagnostics(uri).map(({ code }) => (code as { value?: string }).value);
      if (codes.includes('slow-mount')) break;
      assert.ok(Date.now() < deadline, JSON.stringify(codes));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await document.save();
  });
});
