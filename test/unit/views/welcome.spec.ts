import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../../../src/state/problem';
import type { Snapshot } from '../../../src/state/snapshot';
import { welcomeState } from '../../../src/views/welcome';
import { readText } from '../house/sources';

function empty(listed: boolean, ...problems: Problem[]): Snapshot {
  return { at: '2026-01-01T00:00:00.000Z', distros: [], defaultVersion: null, staleSince: null, listed, problems };
}

describe('welcome text', () => {
  it('is chosen by what was observed', () => {
    assert.equal(welcomeState(null), 'unread');
    assert.equal(welcomeState(empty(true)), 'empty');
    assert.equal(welcomeState(empty(true, { kind: 'otherAccount' })), 'otherAccount');
    assert.equal(welcomeState(empty(false, { kind: 'notWindows' })), 'notWindows');
    assert.equal(welcomeState(empty(false, { kind: 'programMissing', program: 'wsl', command: 'wsl' })), 'missing');
    assert.equal(
      welcomeState(empty(false, { kind: 'wslNotInstalled', command: 'wsl', exitCode: 1, output: '' })),
      'missing',
    );
    assert.equal(welcomeState(empty(false, { kind: 'timeout', command: 'wsl', seconds: 15 })), 'failed');
    assert.equal(welcomeState(empty(false, { kind: 'programMissing', program: 'reg', command: 'reg' })), 'failed');
  });

  it('exists for every state in which the tree is empty', () => {
    const manifest = readText('package.json');
    for (const state of ['empty', 'otherAccount', 'missing', 'failed', 'notWindows']) {
      assert.ok(manifest.includes(`slipway.distros.state == '${state}'`), state);
    }
  });
});
