import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { distroOfAuthority, distroOfWindow, folderInDistro, wslAuthority } from '../../../src/host/remote';

describe('the address of a distro', () => {
  it('holds its name, encoded once', () => {
    assert.equal(wslAuthority('Ubuntu-24.04'), 'wsl+Ubuntu-24.04');
    assert.equal(wslAuthority('My Distro'), 'wsl+My%20Distro');
    assert.equal(wslAuthority('開発'), 'wsl+%E9%96%8B%E7%99%BA');
    assert.equal(wslAuthority('100%25'), 'wsl+100%2525');
  });

  it('gives the same name back, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        assert.equal(distroOfAuthority(wslAuthority(name)), name);
      }),
    );
  });

  it('is read with its plus encoded, and in lower case', () => {
    assert.equal(distroOfAuthority('wsl%2Bubuntu'), 'ubuntu');
    assert.equal(distroOfAuthority(wslAuthority('開発 X').toLowerCase()), '開発 x');
  });

  it('is none of anybody else’s', () => {
    for (const authority of ['', 'wsl', 'wsl+', 'ssh-remote+host', 'xwsl+Ubuntu']) {
      assert.equal(distroOfAuthority(authority), null, authority);
    }
    assert.equal(distroOfAuthority('wsl+100%'), '100%');
  });

  it('of a folder has the path as it is', () => {
    assert.deepEqual(folderInDistro('My Distro', '/home/dev/a b#c?d'), {
      scheme: 'vscode-remote',
      authority: 'wsl+My%20Distro',
      path: '/home/dev/a b#c?d',
    });
  });
});

describe('the distro of a window', () => {
  const folder = (authority: string) => ({ uri: { authority } });

  it('is that of its folders', () => {
    assert.deepEqual(distroOfWindow('wsl', [folder('wsl+ubuntu')]), { name: 'ubuntu' });
    assert.deepEqual(distroOfWindow('wsl', [folder(''), folder('wsl+debian')]), { name: 'debian' });
  });

  it('is not known in an empty window, and there is none elsewhere', () => {
    assert.deepEqual(distroOfWindow('wsl', []), { name: null });
    for (const remote of [undefined, 'ssh-remote', 'dev-container']) {
      assert.equal(distroOfWindow(remote, [folder('wsl+ubuntu')]), null);
    }
  });
});
