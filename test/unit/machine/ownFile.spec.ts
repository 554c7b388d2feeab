import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOwnFile, replaceOwnFile } from '../../../src/machine/ownFile';

describe('a file of the product’s own', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-own-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced whole, and nothing is left beside it', async () => {
    const file = join(folder, 'a.json');
    await replaceOwnFile(file, 'old, and longer than the new one');
    await replaceOwnFile(file, 'new');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.json']);
  });

  it('that cannot be replaced stays, and nothing is left beside it', async () => {
    const file = join(folder, 'a');
    mkdirSync(join(file, 'b'), { recursive: true });
    await assert.rejects(replaceOwnFile(file, 'new'));
    assert.deepEqual(readdirSync(folder), ['a']);
    assert.equal(await readOwnFile(join(folder, 'absent')), null);
  });
});
