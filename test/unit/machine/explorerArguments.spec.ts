import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explorerArguments } from '../../../src/machine/explorerArguments';

describe('a folder for Explorer', () => {
  it('stands in quotes whatever it holds, since Explorer cuts at commas outside of them', () => {
    const folders = ['C:\\exports, old', 'C:\\a,b', '\\\\wsl.localhost\\Ubuntu', 'D:\\100%=&^ (1);x'];
    assert.deepEqual(
      explorerArguments(folders),
      folders.map((folder) => `"${folder}"`),
    );
  });

  it('cannot end its quotes', () => {
    assert.deepEqual(explorerArguments(['C:\\a" /root,"C:\\b']), ['"C:\\a /root,C:\\b"']);
  });
});
