import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { SourceTree } from '../../../src/machine/sourceTree';

describe('a walk over a folder', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'slipway-tree-'));
    for (const path of ['a/1', 'a/2', 'b/1', 'c']) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** What is told, where something is done once a path has been told. */
  async function told(at: string, act: () => void): Promise<string[]> {
    const found: string[] = [];
    for await (const { path, kind } of new SourceTree(root).walk(() => null, AbortSignal.timeout(10_000))) {
      found.push(`${kind} ${path}`);
      if (path === at) act();
    }
    return found;
  }

  it('tells each folder before what is in it', async () => {
    const all = ['folder ', 'folder a', 'file a/1', 'file a/2', 'folder b', 'file b/1', 'file c'];
    assert.deepEqual(await told('c', () => undefined), all);
  });

  it('does not take what goes meanwhile for something that may not be read', async () => {
    const go = (): void => ['a/1', 'b', 'c'].forEach((path) => rmSync(join(root, path), { recursive: true }));
    assert.deepEqual(await told('a', go), ['folder ', 'folder a', 'file a/2', 'file c'], 'c was looked at before');
  });

  it('does not miss the folder in which it is', async () => {
    const go = (): void => rmSync(join(root, 'a'), { recursive: true });
    assert.deepEqual(await told('a', go), ['folder ', 'folder a', 'folder b', 'file b/1', 'file c']);
  });
});
