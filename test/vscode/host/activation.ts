import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/commands/table';

const extensionId = 'slipway.slipway-wsl';

/** Calls of the simulated programs so far, without those that the machine itself made. */
function calls(): string {
  const log = readFileSync(join(dirname(process.env['SLIPWAY_MACHINE'] ?? ''), 'calls.log'), 'utf8');
  const lines = log.split('\n').filter((line) => line !== '');
  const entries = lines.map((line) => JSON.parse(line) as { readonly pid: number; readonly own?: boolean });
  const own = new Set(entries.filter((entry) => entry.own).map(({ pid }) => pid));
  return lines.filter((_, index) => !own.has(entries[index]!.pid)).join('\n');
}

describe('the extension', () => {
  it('registers every command when it wakes, and asks nobody before somebody looks', async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !registered.has(id)),
      [],
    );
    assert.equal(calls(), '');
  });

  it('opens no page for anything that is no rule', async () => {
    const tabs = (): number => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
    const before = tabs();
    for (const argument of ['../../package', 'file:///etc/passwd', { toString: () => 'slow-mount' }, null, undefined]) {
      await vscode.commands.executeCommand('slipway.rule.show', argument);
    }
    assert.equal(tabs(), before);
  });

  it('shows the pages of rules as files that cannot be written, and has no others', async () => {
    const own = vscode.extensions.getExtension(extensionId)?.extensionPath ?? '';
    const uri = (path: string): vscode.Uri => vscode.Uri.from({ scheme: 'slipway-rule', path });
    const read = async (path: string): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(path)));
    for (const [language, folder] of [
      ['en', 'docs/rules'],
      ['ja', 'docs/rules/ja'],
    ] as const) {
      const written = readFileSync(join(own, folder, 'config-conflict.md'), 'utf8');
      assert.equal(await read(`/${language}/config-conflict.md`), written);
    }
    for (const path of [
      '/en/none.md',
      '/fr/slow-mount.md',
      '/en/../../package.json',
      '/en/constructor.md',
      '/toString/x',
    ]) {
      await assert.rejects(read(path), { code: 'FileNotFound' });
    }
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri('/en/slow-mount.md'), new Uint8Array()));
    await vscode.commands.executeCommand('slipway.rule.show', 'slow-mount');
    const shown = (): boolean =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes('slow-mount.md'));
    for (const deadline = Date.now() + 10_000; !shown();) {
      assert.ok(Date.now() < deadline, 'no page');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens a terminal where it runs itself, outside of the workspace', async () => {
    await vscode.commands.executeCommand('slipway.distros.refresh');
    const deadline = Date.now() + 10_000;
    while (!/"reg".*"exitCode":0|"exitCode":0.*"reg"/s.test(calls())) {
      assert.ok(Date.now() < deadline, calls());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    let terminal: vscode.Terminal | undefined;
    while (!terminal) {
      assert.ok(Date.now() < deadline, 'no terminal');
      await vscode.commands.executeCommand('slipway.distro.openTerminal', { distro: { name: 'Fedora' } });
      terminal = vscode.window.terminals.find(({ name }) => name === 'Fedora');
      if (!terminal) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { cwd } = terminal.creationOptions as vscode.TerminalOptions;
    assert.ok(cwd instanceof vscode.Uri);
    assert.equal(cwd.scheme, 'file');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder && !cwd.path.startsWith(folder.uri.path));
    terminal.dispose();
  });
});
