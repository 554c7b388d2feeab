import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/commands/table';

const extensionId = 'slipway.slipway-wsl';

/** Calls of the simulated programs so far. */
function calls(): string {
  return readFileSync(join(dirname(process.env['SLIPWAY_MACHINE'] ?? ''), 'calls.log'), 'utf8');
}

describe('the extension', () => {
  it('sleeps until somebody looks or a compose file is opened', () => {
    assert.equal(vscode.extensions.getExtension(extensionId)?.isActive, false);
    assert.equal(calls(), '');
  });

  it('registers every command when it wakes, and asks nobody yet', async () => {
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
});
