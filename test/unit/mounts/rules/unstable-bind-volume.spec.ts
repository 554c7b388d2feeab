import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { inEnglish } from '../../../../src/text/message';
import { placeAt, places } from '../places';

function found(device: string, place = places.A, { driver = true, options = 'bind', type = 'none' } = {}): string[] {
  const text = [
    'services: {web: {image: x, volumes: ["data:/data"]}}',
    'volumes:',
    '  data:',
    ...(driver ? ['    driver: local'] : []),
    `    driver_opts: {type: ${type}, o: '${options}', device: '${device}'}`,
    '',
  ].join('\n');
  return scanText(text, place)
    .findings.filter(({ rule }) => rule === 'unstable-bind-volume')
    .map(
      ({ severity, range, message }) =>
        `${severity} ${text.slice(range.start, range.end)} ${inEnglish(message).slice(0, 11)}`,
    );
}

describe('unstable-bind-volume', () => {
  it('warns of folders on a drive', () => {
    assert.deepEqual(found('./data'), ['warning ./data May be miss']);
    assert.deepEqual(found('/mnt/c/x', places.B), ['warning /mnt/c/x May be miss']);
  });

  it('informs of folders of the distro', () => {
    for (const place of [places.B, places.C]) assert.deepEqual(found('./data', place), ['info ./data May be miss']);
  });

  it('warns of what Docker cannot mount at all', () => {
    for (const place of [places.A, places.B, placeAt(null)])
      assert.deepEqual(found('./data', place, { driver: false }), ['warning ./data Docker cann']);
    assert.deepEqual(found('C:\\x', places.A), ['warning C:\\x Docker cann']);
  });

  it('says nothing of servers and of other file systems', () => {
    assert.deepEqual(found('/srv/data', placeAt(null)), []);
    assert.deepEqual(found('/srv/data', places.A), []);
    assert.deepEqual(found(':/export', places.B, { type: 'nfs', options: 'addr=10.0.0.1' }), []);
    assert.deepEqual(found('tmpfs', places.B, { type: 'tmpfs', options: 'size=100m' }), []);
    assert.deepEqual(found('${DATA}', places.B), []);
  });
});
