import assert from 'node:assert/strict';
import fc from 'fast-check';
import { twinOf } from '../../../src/language/twinPath';
import { placeAt, places } from '../mounts/places';

describe('the name of a path on the other side', () => {
  const cases: readonly (readonly [string, keyof typeof places, string | null])[] = [
    ['C:\\proj\\x', 'A', '/mnt/c/proj/x'],
    ['c:/proj', 'A', '/mnt/c/proj'],
    ['C:\\', 'A', '/mnt/c'],
    ['/mnt/d/x y', 'B', 'D:\\x y'],
    ['/mnt/c', 'B', 'C:\\'],
    ['/home/u', 'B', '\\\\wsl.localhost\\Ubuntu\\home\\u'],
    ['/home/u', 'C', '\\\\wsl.localhost\\Ubuntu\\home\\u'],
    ['/mnt/cache', 'B', '\\\\wsl.localhost\\Ubuntu\\mnt\\cache'],
    ['\\\\wsl$\\Debian\\home\\u', 'A', '/home/u'],
    ['/run/desktop/mnt/host/c/x', 'A', 'C:\\x'],
    ['/host_mnt/d', 'A', 'D:\\'],
    ['/home/u', 'A', null],
  ];
  for (const [path, place, twin] of cases) {
    it(`is ${String(twin)} for ${path} in ${place}`, () =>
      assert.equal(twinOf(path, places[place])?.path ?? null, twin));
  }

  it('goes by where the distro has its drives', () => {
    const place = placeAt('/home/u', null, '/');
    assert.equal(twinOf('/c/x', place)?.path, 'C:\\x');
    assert.equal(twinOf('C:\\x', place)?.path, '/c/x');
  });

  it('leads back to the path', () => {
    const name = fc.stringMatching(/^[a-z0-9 _-]{1,8}$/).filter((part) => part.trim() === part);
    fc.assert(
      fc.property(fc.constantFrom('C', 'D', 'Z'), fc.array(name, { minLength: 1, maxLength: 4 }), (letter, parts) => {
        const path = `${letter}:\\${parts.join('\\')}`;
        const there = twinOf(path, places.A)!;
        assert.equal(there.side, 'wsl');
        assert.deepEqual(twinOf(there.path, places.A), { side: 'windows', path });
      }),
    );
  });
});
