import assert from 'node:assert/strict';
import { noSettings, type ProjectSettings } from '../../../src/mounts/projectFile';
import { judgeIn, type Wishes } from '../../../src/projects/judgedPlace';
import { parseLocation, unknownLocation, type Location } from '../../../src/text/location';

const nothing: Wishes = { side: null, variables: new Map(), engine: 'wsl2' };

function judged(settings: Partial<ProjectSettings>, folder: Location = unknownLocation, wishes: Wishes = nothing) {
  const at = { folder: '/r', repository: '/r', settings: { ...noSettings, ...settings }, isExcluded: () => false };
  return judgeIn({ path: '/r/a/.devcontainer/devcontainer.json', base: '/r/a', folder, project: folder }, at, wishes);
}

describe('the place of a file', () => {
  const named = parseLocation('C:\\work\\shop');

  it('is as the project says where the machine cannot tell', () => {
    const { place, isPlaceNamed } = judged({ location: named });
    assert.deepEqual([place.folder, place.project], [{ kind: 'windows', path: 'C:\\work\\shop\\a' }, named]);
    assert.ok(isPlaceNamed);
    assert.equal(place.file, '.devcontainer/devcontainer.json');
  });

  it('is what the machine sees, whatever the project says', () => {
    const seen = parseLocation('/home/u/shop/a', 'Ubuntu')!;
    const { place, isPlaceNamed } = judged({ location: named }, seen);
    assert.equal(place.folder, seen);
    assert.ok(!isPlaceNamed);
  });

  it('has the side and the variables of whoever asks, then those of the project', () => {
    const settings: Partial<ProjectSettings> = {
      side: 'windows',
      variables: new Map([
        ['A', '1'],
        ['B', '2'],
      ]),
    };
    assert.equal(judged(settings).place.side, 'windows');
    assert.equal(judged(settings, unknownLocation, { ...nothing, side: 'wsl' }).place.side, 'wsl');
    assert.equal(judged(settings, unknownLocation, { ...nothing, side: 'auto' }).place.side, null);
    const { variables } = judged(settings, unknownLocation, { ...nothing, variables: new Map([['B', '3']]) }).place;
    assert.deepEqual(
      [...variables],
      [
        ['A', '1'],
        ['B', '3'],
      ],
    );
  });
});
