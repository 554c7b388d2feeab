import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../../../src/state/problem';
import type { Snapshot } from '../../../src/state/snapshot';
import { welcomeState } from '../../../src/views/welcome';
import { readText } from '../house/sources';

function empty(listed: boolean, ...problems: Problem[]): Snapshot {
  return { at: '2026-01-01T00:00:00.000Z', distros: [], defaultVersion: null, staleSince: null, listed, problems };
}

const failure = { command: 'wsl', exitCode: 1, output: '' };

describe('welcome text', () => {
  it('is chosen by what was observed', () => {
    assert.equal(welcomeState(null, false), 'unread');
    assert.equal(welcomeState(null, true), 'failed');
    assert.equal(welcomeState(empty(true), false), 'empty');
    assert.equal(welcomeState(empty(true, { kind: 'otherAccount' }), false), 'otherAccount');
    assert.equal(welcomeState(empty(false, { kind: 'notWindows' }), false), 'notWindows');
    const absent: Problem = { kind: 'programMissing', program: 'wsl', command: 'wsl' };
    assert.equal(welcomeState(empty(false, absent), false), 'missing');
    assert.equal(welcomeState(empty(false, { kind: 'wslNotInstalled', ...failure }), false), 'missing');
  });

  it('gives way to the problem where one keeps the distros from being listed', () => {
    assert.equal(welcomeState(empty(false, { kind: 'timeout', command: 'wsl', seconds: 15 }), false), 'rows');
    assert.equal(welcomeState(empty(false, { kind: 'blockedByPolicy', ...failure }), false), 'rows');
    assert.equal(welcomeState(empty(false, { kind: 'programMissing', program: 'reg', command: 'reg' }), true), 'rows');
  });

  it('exists for every state in which the tree is empty', () => {
    const manifest = readText('package.json');
    for (const state of ['empty', 'otherAccount', 'missing', 'failed', 'notWindows']) {
      assert.ok(manifest.includes(`slipway.distros.state == '${state}'`), state);
    }
  });
});
