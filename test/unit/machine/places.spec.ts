import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { realPlaces, standInPlaces, type Places } from '../../../src/machine/places';
import { locationPath } from '../../../src/text/location';
import { useFolder } from './temporary';

const folder = useFolder();

type PlacesFile = Parameters<typeof standInPlaces>[0];

function places(changes: Partial<PlacesFile> = {}): Places {
  const file: PlacesFile = {
    platform: 'windows',
    env: {},
    drives: { c: '/sim/drives/C/', D: '/sim/drives/D' },
    uncRoots: {
      '\\\\wsl.localhost\\Ubuntu': '/sim/distros/Ubuntu/',
      '\\\\wsl$\\Ubuntu-24.04': '/sim/distros/Ubuntu-24.04',
    },
    ...changes,
  };
  return standInPlaces(file);
}

const name = fc.stringMatching(/^[\w .+-]{1,12}$/).filter((each) => !/^\.{1,2}$/.test(each));
const names = fc.array(name, { maxLength: 5 });

describe('places of a described machine', () => {
  it('locate and open the same thing, there and back', () => {
    const { locate, realPath } = places();
    const root = fc.constantFrom(
      ['C:\\', '/sim/drives/C'],
      ['D:\\', '/sim/drives/D'],
      ['\\\\wsl.localhost\\Ubuntu\\', '/sim/distros/Ubuntu'],
      ['\\\\wsl.localhost\\Ubuntu-24.04\\', '/sim/distros/Ubuntu-24.04'],
    );
    fc.assert(
      fc.property(root, names, ([written, real], below) => {
        const path = [real, ...below].join('/');
        const shown = locationPath(locate(path))!;
        assert.equal(shown, `${written}${below.join('\\')}`);
        // Shares have two names and the file knows one of each.
        const known = shown.replace('\\\\wsl.localhost\\Ubuntu-24.04', '\\\\wsl$\\Ubuntu-24.04');
        assert.equal(realPath(known).replace(/\/$/, ''), path);
        assert.equal(realPath(known.replaceAll('\\', '/')).replace(/\/$/, ''), path);
        assert.equal(realPath(known.toUpperCase().slice(0, 2) + known.slice(2)).replace(/\/$/, ''), path);
      }),
    );
  });

  it('never let a path leave the folder that stands for its root', () => {
    const { locate, realPath } = places();
    const step = fc.oneof(name, fc.constantFrom('..', '.', ''));
    const root = fc.constantFrom('C:', '\\\\wsl.localhost\\Ubuntu');
    fc.assert(
      fc.property(root, fc.array(step, { maxLength: 8 }), (start, steps) => {
        const real = realPath([start, ...steps].join('\\'));
        assert.ok(/^\/sim\/(?:drives\/C|distros\/Ubuntu)(?:\/|$)/.test(real), real);
        assert.equal(locate(real).kind, start === 'C:' ? 'windows' : 'unc');
      }),
    );
  });

  it('know nothing of what is elsewhere, or only begins alike', () => {
    const { locate, realPath } = places();
    for (const path of ['/sim/drives/CC/x', '/sim', '/home/u', '/sim/drives/C/../../x']) {
      assert.deepEqual(locate(path), { kind: 'unknown' }, path);
    }
    for (const path of ['/home/u', 'E:\\x', 'C:x', '\\\\server\\share\\x', '\\\\wsl.localhost\\Ubuntu2\\x']) {
      assert.equal(realPath(path), path);
    }
  });

  it('take the innermost of folders that lie within each other', () => {
    const nested = places({ drives: { C: '/sim' }, uncRoots: { '\\\\wsl$\\Ubuntu': '/sim/Users/distro' } });
    assert.deepEqual(nested.locate('/sim/Users/x'), { kind: 'windows', path: 'C:\\Users\\x' });
    assert.deepEqual(nested.locate('/sim/Users/distro/x'), { kind: 'unc', distro: 'Ubuntu', path: '/x' });
  });

  it('see through links above the folders', () => {
    mkdirSync(join(folder(), 'real/Ubuntu'), { recursive: true });
    symlinkSync('real', join(folder(), 'link'));
    const linked = places({ uncRoots: { '\\\\wsl$\\Ubuntu': join(folder(), 'link/Ubuntu') } });
    for (const way of ['link', 'real']) {
      assert.equal(linked.locate(join(folder(), way, 'Ubuntu/etc')).kind, 'unc', way);
    }
  });

  it('inside a distro are its own paths', () => {
    const inside = places({ platform: 'wsl', env: { WSL_DISTRO_NAME: 'Debian' }, uncRoots: {} });
    assert.deepEqual(inside.locate('/home/u'), { kind: 'distro', name: 'Debian', path: '/home/u' });
  });
});

describe('places of a real machine', () => {
  it('are what their paths say', () => {
    const windows = realPlaces('windows', null);
    assert.deepEqual(windows.locate('c:\\x\\..\\y'), { kind: 'windows', path: 'C:\\y' });
    assert.deepEqual(windows.locate('\\\\?\\C:\\y'), { kind: 'windows', path: 'C:\\y' });
    for (const path of ['\\\\wsl$\\Ubuntu\\x', '\\\\?\\UNC\\wsl.localhost\\Ubuntu\\x', '\\\\.\\unc\\WSL$\\Ubuntu\\x']) {
      assert.deepEqual(windows.locate(path), { kind: 'unc', distro: 'Ubuntu', path: '/x' }, path);
    }
    assert.deepEqual(windows.locate('\\\\server\\share'), { kind: 'unknown' });
    assert.deepEqual(realPlaces('wsl', 'Debian').locate('/x'), { kind: 'distro', name: 'Debian', path: '/x' });
    assert.deepEqual(realPlaces('other', null).locate('/x'), { kind: 'unknown' });
    assert.equal(windows.realPath('C:\\x'), 'C:\\x');
  });
});
