import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFolderLists, withFolder, withoutFolder, type FolderLists } from '../../../src/host/folderLists';

/** As it comes back from where it is kept. */
function kept(lists: FolderLists): FolderLists {
  return readFolderLists(JSON.parse(JSON.stringify(Object.fromEntries(lists))));
}

describe('the folders that were opened before', () => {
  it('are in the order in which they were opened, each once, by distro whatever the capitals of its name', () => {
    let lists = readFolderLists(undefined);
    for (const path of ['/home/dev/a', '/home/dev/b', '/home/dev/a']) lists = kept(withFolder(lists, 'Ubuntu', path));
    lists = kept(withFolder(lists, 'ubuntu', '/srv'));
    lists = kept(withFolder(lists, 'Debian', '/root'));
    assert.deepEqual(
      [...lists],
      [
        ['ubuntu', ['/srv', '/home/dev/a', '/home/dev/b']],
        ['debian', ['/root']],
      ],
    );
  });

  it('are the last eight', () => {
    let lists = readFolderLists({});
    for (let each = 1; each <= 20; each += 1) lists = withFolder(lists, 'Ubuntu', `/f/${each}`);
    assert.deepEqual(
      lists.get('ubuntu'),
      [20, 19, 18, 17, 16, 15, 14, 13].map((each) => `/f/${each}`),
    );
  });

  it('go one by one, and with the last one the distro', () => {
    const lists = withFolder(withFolder(withFolder(new Map(), 'Ubuntu', '/a'), 'Ubuntu', '/b'), 'Debian', '/a');
    const one = withoutFolder(lists, 'UBUNTU', '/a');
    assert.deepEqual(
      [...one],
      [
        ['ubuntu', ['/b']],
        ['debian', ['/a']],
      ],
    );
    assert.deepEqual([...withoutFolder(one, 'Ubuntu', '/b')], [['debian', ['/a']]]);
    assert.deepEqual(withoutFolder(one, 'Arch', '/a'), one);
  });

  it('survive names that mean something to JavaScript', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const lists = kept(withFolder(readFolderLists({}), name, '/home/dev'));
      assert.deepEqual(lists.get(name.toLowerCase()), ['/home/dev'], name);
    }
  });

  it('are read as far as they are what they should be', () => {
    for (const odd of [undefined, null, 7, 'x', ['/a']]) assert.equal(readFolderLists(odd).size, 0);
    const read = readFolderLists({ ubuntu: ['/a'], debian: 'x', arch: ['relative'], fedora: [1], alpine: [] });
    assert.deepEqual(
      [...read],
      [
        ['ubuntu', ['/a']],
        ['alpine', []],
      ],
    );
  });
});
