import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { distroOfAuthority, folderInDistro } from '../../../src/host/remote';

const names = ['Ubuntu-24.04', 'My Distro', '開発環境', "it's", '100%', 'a+b', 'x&y=z', '#1', 'A@B:c'];
const paths = ['/', '/home/dev/shop', '/home/dev/a b#c?d%20e', '/home/dev/日本語/[x](command:y)', '/a\\b'];

describe('the address of a folder in a distro', () => {
  it('keeps its authority as it is given, and its path', () => {
    for (const name of names) {
      for (const path of paths) {
        const uri = vscode.Uri.from(folderInDistro(name, path));
        assert.equal(distroOfAuthority(uri.authority), name);
        assert.equal(uri.path, path);
      }
    }
  });

  it('means the same after it was text', () => {
    for (const name of names) {
      for (const path of paths) {
        const uri = vscode.Uri.parse(vscode.Uri.from(folderInDistro(name, path)).toString());
        // Text is in lower case there, and WSL compares names without case.
        assert.equal(distroOfAuthority(uri.authority)?.toLowerCase(), name.toLowerCase());
        assert.equal(uri.path, path);
      }
    }
  });

  it('means the same after it was data', () => {
    for (const name of names) {
      const data = JSON.parse(JSON.stringify(vscode.Uri.from(folderInDistro(name, '/home')))) as vscode.Uri;
      assert.equal(distroOfAuthority(vscode.Uri.from(data).authority), name);
    }
  });
});
