import assert from 'node:assert/strict';
import { useOf, type Use } from '../../../src/mounts/target';
import { onlyMount, places, scanShort } from './places';

/** The use of what a service has mounted, at a project on a drive that a distro looks at. */
const useAt = (volume: string, place = places["A'"]): Use => useOf(onlyMount(scanShort(volume, place)), place);

describe('the use of a mount', () => {
  it('is a single file by the ending of its name', () => {
    const endings =
      'yml yaml json jsonc json5 kt kts ex exs css scss htm html jpg jpeg graphql graphqls sqlite sqlite3 conf.example INI';
    for (const ending of endings.split(' ')) assert.equal(useAt(`./a.${ending}:/x`), 'file', ending);
    for (const name of ['a.jsdir', 'a.folder', 'yml']) assert.equal(useAt(`./${name}:/x`), 'other', name);
  });

  it('is a single file by its whole name', () => {
    for (const name of ['LICENSE', '.env', '.env.local', '.env.production', 'id_ed25519', '.npmrc', 'Makefile']) {
      assert.equal(useAt(`./${name}:/x`), 'file', name);
    }
    for (const name of ['xLICENSE', 'LICENSEs', 'id_', '.environment'])
      assert.equal(useAt(`./${name}:/x`), 'other', name);
  });

  it('is a single file where both names end alike, and not as folders do', () => {
    for (const volume of ['./x.abcd:/y.abcd', './x.dat:/y.dat', './x.z1:/y.z1'])
      assert.equal(useAt(volume), 'file', volume);
    for (const volume of ['./x.d:/y.d', './a.foo/x:/b.foo/y', './x.foo:/y.bar', './.foo:/.foo']) {
      assert.equal(useAt(volume), 'other', volume);
    }
  });

  it('is a single file among the programs of the container', () => {
    for (const target of ['/bin/x', '/sbin/x', '/usr/bin/tool', '/usr/local/bin/tool']) {
      assert.equal(useAt(`./x:${target}`), 'file', target);
    }
    for (const target of ['/opt/bin/tool', '/usr/bin/a/b', '/usr/bin/'])
      assert.equal(useAt(`./x:${target}`), 'other', target);
  });

  it('is that of sources by the folder in the container, from its root on', () => {
    for (const target of ['/app', '/usr/src/x', '/srv', '/home/dev/x', '/usr/share/nginx/html']) {
      assert.equal(useAt(`./x:${target}`), 'sources', target);
    }
    for (const target of ['/x/app', '/x/usr/src', '/x/srv', '/x/usr/share/nginx/html', '/home/dev/.ssh']) {
      assert.equal(useAt(`./x:${target}`), 'other', target);
    }
  });

  it('is that of sources where it is the folder of the project, however that is written', () => {
    for (const source of ['.', './', '..', '../..', '../../', '..\\..\\', '/mnt/c/proj']) {
      assert.equal(useAt(`${source}:/x`), 'sources', source);
    }
    for (const source of ['./conf.', './a', '/mnt/c/other', './...'])
      assert.equal(useAt(`${source}:/x`), 'other', source);
    assert.equal(useAt('./a:/x', places.B), 'other');
  });

  it('is told of a volume without a source too', () => assert.equal(useAt('/x'), 'other'));
});
