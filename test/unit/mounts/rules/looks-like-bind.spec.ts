import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { inEnglish } from '../../../../src/text/message';
import { composeWith, places, placeAt, quoted } from '../places';

/** What stands at the finding, and what the fix makes of the volume; null where there is no finding. */
function check(volume: string, place = places.B): { at: string; fixed: string | null } | null {
  const text = composeWith(volume);
  const finding = scanText(text, place).findings.find(({ rule }) => rule === 'looks-like-bind');
  if (!finding) return null;
  assert.equal(finding.severity, 'hint');
  const [fix] = finding.fixes();
  if (fix) assert.ok(!fix.safe && fix.cures);
  const before = composeWith('').trimEnd().length;
  return {
    at: text.slice(finding.range.start, finding.range.end),
    fixed: fix ? applyEdits(text, fix.edits).slice(before).trim() : null,
  };
}

describe('looks-like-bind', () => {
  it('finds the names of volumes that are folders', () => {
    for (const [volume, at, fixed] of [
      ['data/sub:/d', 'data/sub', './data/sub:/d'],
      ['src\\sub:/d:ro', 'src\\sub', './src/sub:/d:ro'],
      ["' ./a:/b'", ' ./a', "'./a:/b'"],
      ["'%cd%:/app'", '%cd%', "'.:/app'"],
      ["'%CD%\\src:/app'", '%CD%\\src', "'./src:/app'"],
      ["'%USERPROFILE%\\x:/app'", '%USERPROFILE%\\x', null],
    ] as const)
      assert.deepEqual(check(volume), { at, fixed }, volume);
  });

  it('says what to write of a path behind a blank', () => {
    const say = (volume: string): string =>
      inEnglish(
        scanText(composeWith(volume), places.B).findings.find(({ rule }) => rule === 'looks-like-bind')!.message,
      );
    assert.match(say('data/sub:/d'), /Write \.\/data\/sub to mount/);
    for (const volume of ["' ./a:/b'", "' /mnt/c/a:/b'"]) assert.doesNotMatch(say(volume), /Write/, volume);
  });

  it('finds sources without a target', () => {
    for (const source of [
      './data',
      '../data',
      '~/x',
      'C:\\proj',
      'C:/proj/src',
      'D:/x',
      '.\\data',
      '/mnt/c/work',
      '.',
      './',
    ])
      assert.deepEqual(check(quoted(source)), { at: source, fixed: null }, source);
  });

  it('finds folders that are given to a volume', () => {
    const long = check('{type: volume, source: ./data, target: /d}');
    assert.deepEqual(long, { at: './data', fixed: null });
    const place = { ...places.B, file: '.devcontainer.json' };
    const text = '{"image": "x", "mounts": ["source=/home/u/data,target=/d"]}';
    assert.deepEqual(
      scanText(text, place).findings.map(({ rule }) => rule),
      ['looks-like-bind'],
    );
  });

  it('says nothing of volumes, of targets, and of what nobody has read', () => {
    for (const volume of [
      'data:/d', 'my.data-1:/d', 'data', '/data', '/var/lib/x', '/c', '/mnt/cache', './a:/b', '~:/home', 'a:/data', '${X}/y:/d',
      '$$HOME/x:/d', "'$${PWD}:/app'", '${X}', '{type: volume, source: data, target: /d}', '{type: volume, target: /d}', '{type: tmpfs, target: ./x}',
      '..:/work', '\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine', "'50%:/d'",
    ]) assert.equal(check(volume), null, volume); // prettier-ignore
  });

  it('is the same everywhere', () => {
    for (const place of [...Object.values(places), placeAt(null)]) assert.ok(check('data/sub:/d', place));
  });

  it('says what Docker takes it for', () => {
    const sentence = (volume: string): string =>
      inEnglish(scanText(composeWith(volume), places.B).findings[0]!.message);
    assert.match(sentence('data/sub:/d'), /name of a volume and refuses it\. Write \.\/data\/sub/);
    assert.match(sentence("'%cd%:/d'"), /%cd%/);
    assert.match(sentence('./data'), /^Mounts no folder.*\.\/data:\/target$/);
  });
});
