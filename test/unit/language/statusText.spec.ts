import assert from 'node:assert/strict';
import { statusOf } from '../../../src/language/statusText';
import { scanText } from '../../../src/mounts/scan';
import { inEnglish } from '../../../src/text/message';
import { composeWith, placeAt, places } from '../mounts/places';

const text = (place: Parameters<typeof statusOf>[0]): string => inEnglish(statusOf(place, []).text);

describe('the status of a file with mounts', () => {
  it('says where the file lives', () => {
    assert.equal(text(places.A), 'Windows drive C: · slow for containers');
    assert.equal(text(places.B), 'In Ubuntu · fast for containers');
    assert.equal(text(places.C), 'In Ubuntu, seen from Windows · fast for containers');
    assert.equal(text(places["A'"]), 'Windows drive C: · slow for containers');
    assert.equal(text(placeAt(null)), 'Place unknown');
    assert.match(text({ ...places.A, engine: 'hyperv' }), /^Another engine/);
  });

  it('says what the distro says, where it can be asked', () => {
    const distro = {
      mountPoints: [
        { path: '/', holds: { kind: 'linux' } },
        { path: '/home/u/proj', holds: { kind: 'drive', letter: 'D' } },
      ],
      realPath: (path: string) => path,
    } as const;
    assert.equal(text({ ...places.B, distro }), 'Windows drive D: · slow for containers');
  });

  it('counts the findings and leads to the page of the worst', () => {
    const { findings } = scanText(composeWith('/mnt/c/x:/app:cached', 'C:\\y:/y'), places.B);
    const status = statusOf(places.B, findings);
    assert.equal(inEnglish(status.detail), `Findings: ${findings.length}`);
    assert.deepEqual([status.isWarning, status.rule], [true, 'wrong-side']);
    assert.deepEqual([statusOf(places.B, []).isWarning, statusOf(places.B, []).rule], [false, null]);
  });
});
