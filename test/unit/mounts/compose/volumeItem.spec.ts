import assert from 'node:assert/strict';
import { cleanTarget, isTrue } from '../../../../src/mounts/compose/volumeItem';
import type { Mount } from '../../../../src/mounts/mount';
import { composeWith, onlyMount, places, quoted, readCompose } from '../places';
import { scanText } from '../../../../src/mounts/scan';

function only(entry: string): Mount {
  const { mounts, errors } = readCompose(composeWith(entry));
  assert.deepEqual(errors, []);
  assert.equal(mounts.length, 1);
  return mounts[0]!;
}
const classOf = (entry: string): string => onlyMount(scanText(composeWith(entry), places.B)).class;

describe('an entry of the volumes of a service', () => {
  it('is resolved by Compose in either syntax', () => {
    for (const entry of ['./a:/b', '{type: bind, source: ./a, target: /b}'])
      assert.equal(only(entry).resolver, 'compose');
  });

  it('tells in either syntax that its source is the default of a variable', () => {
    for (const entry of ["'${D:-./a}:/b'", "{type: bind, source: '${D:-./a}', target: /b}"]) {
      assert.equal(only(entry).viaDefault, true, entry);
    }
    for (const entry of ['./a:/b', '/b', '{type: bind, source: ./a, target: /b}', '{type: tmpfs, target: /b}']) {
      const { viaDefault, origins } = only(entry);
      assert.deepEqual([viaDefault, origins], [false, []], entry);
    }
  });

  it('is refused where the name of a volume has a dollar that begins nothing, and not where a path has', () => {
    assert.equal(only(quoted('a$:/b')).type, null);
    assert.equal(only(quoted('./a$:/b')).type, 'bind');
    assert.equal(only("{type: volume, source: '${A', target: /b}").type, null);
  });

  it('knows nothing of a source whose type is a variable', () => {
    const entry = "{type: '${T}', source: ./a, target: /b}";
    assert.deepEqual([only(entry).type, only(entry).source?.value, classOf(entry)], ['bind', './a', 'unknown']);
    assert.equal(only("{type: '${T}', target: /b}").source, null);
    assert.deepEqual(only('{type: bind, source: ./a, target: /b}').source?.unread, null);
  });

  it('is none of the product’s where it leads into a container of Windows', () => {
    assert.equal(classOf("{type: bind, source: ./a, target: 'D:\\app'}"), 'none');
    assert.equal(classOf('{type: bind, source: ./a, target: /D/app}'), 'linux-fs');
  });

  it('has a flag of consistency under a key of its own', () => {
    assert.notEqual(only('{type: bind, source: ./a, target: /b, consistency: cached}').consistency, null);
    assert.equal(only('{type: bind, source: ./a, target: /b}').consistency, null);
  });
});

describe('what Compose takes', () => {
  it('for true', () => {
    for (const word of ['true', 'YES', 'y', 'on', '1']) assert.ok(isTrue(word), word);
    for (const word of [null, '', 'false', 'untrue', 'trueish', '10']) assert.ok(!isTrue(word), String(word));
  });

  it('for one target', () => {
    assert.equal(cleanTarget('/a//b/../c/'), '/a/c');
    assert.equal(cleanTarget('a//b/'), 'a//b/');
    assert.equal(cleanTarget(null), null);
  });
});
