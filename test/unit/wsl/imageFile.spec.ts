import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { imageEndLength, imageKind } from '../../../src/wsl/imageFile';

const kindOf = (bytes: Uint8Array): string | null =>
  imageKind(bytes.subarray(0, imageEndLength), bytes.subarray(Math.max(0, bytes.length - imageEndLength)));

describe('what a file with a distro in it is', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-image-'));
    writeFileSync(join(folder, 'ä b'), 'content');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const packed = (...args: string[]): Uint8Array => {
    execFileSync('tar', ['-C', folder, ...args, '-cf', join(folder, 'out'), 'ä b']);
    return readFileSync(join(folder, 'out'));
  };

  for (const format of ['v7', 'ustar', 'gnu', 'pax']) {
    it(`an archive as tar writes it: ${format}`, () => assert.equal(kindOf(packed(`--format=${format}`)), 'tar'));
  }

  it('a packed archive, by its packing', () => {
    assert.equal(kindOf(packed('-z')), 'tar.gz');
    assert.equal(kindOf(packed('-J')), 'tar.xz');
  });

  it('a disk, by the signature at its beginning or its end', () => {
    assert.equal(kindOf(Buffer.concat([Buffer.from('vhdxfile'), Buffer.alloc(4096)])), 'vhdx');
    assert.equal(kindOf(Buffer.concat([Buffer.alloc(4096), Buffer.from('conectix'), Buffer.alloc(504)])), 'vhd');
  });

  it('nothing that could be imported', () => {
    const damaged = Buffer.from(packed('--format=ustar'));
    damaged[0] = 0x7f;
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(4096), Buffer.from('text'), damaged]) {
      assert.equal(kindOf(bytes), null);
    }
  });
});
