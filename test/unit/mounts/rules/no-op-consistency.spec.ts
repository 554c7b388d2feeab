import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { inEnglish } from '../../../../src/text/message';
import { composeWith, devcontainerFile, places, placeAt } from '../places';

/** The flagged texts, and what the file is after all fixes. */
function check(text: string, place = places.B): { flags: string[]; fixed: string } {
  const findings = scanText(text, place).findings.filter(({ rule }) => rule === 'no-op-consistency');
  assert.ok(findings.every(({ severity, isUnnecessary }) => severity === 'hint' && isUnnecessary));
  const fixes = findings.flatMap((finding) => finding.fixes());
  assert.ok(fixes.every(({ safe, cures }) => safe && cures));
  const fixed = applyEdits(text, fixes.flatMap(({ edits }) => edits)); // prettier-ignore
  return { flags: findings.map(({ range }) => text.slice(range.start, range.end)), fixed };
}

describe('no-op-consistency', () => {
  it('takes exactly the flag from the short syntax', () => {
    for (const [volume, flag, fixed] of [
      ['./a:/b:cached', 'cached', './a:/b'],
      ['./a:/b:ro,delegated', 'delegated', './a:/b:ro'],
      ['./a:/b:consistent,ro', 'consistent', './a:/b:ro'],
      ['./a:/b:z,cached,ro', 'cached', './a:/b:z,ro'],
      ["'./a:/b:cached'", 'cached', "'./a:/b'"],
      ['"C:/a:/b:cached" # why', 'cached', '"C:/a:/b" # why'],
      ['data:/b:cached', 'cached', 'data:/b'],
      ['/mnt/c/a:/b:delegated', 'delegated', '/mnt/c/a:/b'],
    ] as const) {
      assert.deepEqual(check(composeWith(volume)), { flags: [flag], fixed: composeWith(fixed) }, volume);
    }
  });

  it('takes the key from the long syntax', () => {
    const block = 'type: bind\n        source: ./a\n        consistency: cached\n        target: /b';
    assert.deepEqual(check(composeWith(block)), {
      flags: ['cached'],
      fixed: composeWith('type: bind\n        source: ./a\n        target: /b'),
    });
    const first = 'consistency: "cached"\n        type: bind\n        source: ./a\n        target: /b';
    assert.equal(check(composeWith(first)).fixed, composeWith('type: bind\n        source: ./a\n        target: /b'));
    const last = composeWith('type: bind\n        source: ./a\n        target: /b\n        consistency: cached');
    assert.equal(check(last.trimEnd()).fixed, composeWith('type: bind\n        source: ./a\n        target: /b'));
    const crlf = composeWith(block).replace(/\n/g, '\r\n');
    assert.equal(
      check(crlf).fixed,
      composeWith(block.replace('\n        consistency: cached', '')).replace(/\n/g, '\r\n'),
    );
  });

  it('takes the key from a mapping in braces', () => {
    for (const [volume, fixed] of [
      ['{type: bind, source: ./a, target: /b, consistency: cached}', '{type: bind, source: ./a, target: /b}'],
      ['{consistency: cached, type: bind, source: ./a, target: /b}', '{type: bind, source: ./a, target: /b}'],
      ['{type: bind, consistency: cached, source: ./a, target: /b}', '{type: bind, source: ./a, target: /b}'],
      [
        '{ "type": "bind", "consistency": "cached", "source": "./a", "target": "/b" }',
        '{ "type": "bind", "source": "./a", "target": "/b" }',
      ],
    ] as const)
      // prettier-ignore
      assert.equal(check(composeWith(volume)).fixed, composeWith(fixed), volume);
  });

  it('takes the option from the mounts of a dev container', () => {
    const place = { ...places.B, file: devcontainerFile };
    const file = (mount: string): string => `{\n  "mounts": [${mount}], "image": "x"\n}`;
    for (const [mount, fixed] of [
      ['"type=bind,source=/a,target=/b,consistency=cached"', '"type=bind,source=/a,target=/b"'],
      ['"consistency=cached,type=bind,source=/a,target=/b"', '"type=bind,source=/a,target=/b"'],
      ['"type=bind,consistency=Delegated,source=/a,target=/b"', '"type=bind,source=/a,target=/b"'],
    ] as const) {
      const { flags, fixed: result } = check(file(mount), place);
      assert.equal(flags.length, 1, mount);
      assert.match(flags[0]!, /^consistency=/);
      assert.equal(result, file(fixed));
    }
  });

  it('takes the key from the object of a dev container', () => {
    const file = (object: string): string => `{\n  "mounts": [${object}],\n  "workspaceMount": ""\n}`;
    const place = { ...places.B, file: devcontainerFile };
    const { flags, fixed } = check(
      file('{ "type": "bind", "source": "/a", "target": "/b", "consistency": "cached" }'),
      place,
    );
    assert.deepEqual(flags, ['cached']);
    assert.equal(fixed, file('{ "type": "bind", "source": "/a", "target": "/b" }'));
  });

  it('is told at each place, also of one folder', () => {
    assert.equal(check(composeWith('./a:/b:cached', './a:/c:cached')).flags.length, 2);
  });

  it('says nothing of other words and places', () => {
    for (const volume of [
      'cached:/b', './x:cached', 'C:/x:cached', 'x:cached', './cached:/delegated', './a:/cached', './a:/b:ro', 'cached', '/cached', './a:/b/consistent', './consistent',
      '{type: bind, source: ./a, target: /b, consistency: default}', '{type: tmpfs, target: /cached}', "'./a:/b:uncached'",
    ]) assert.deepEqual(check(composeWith(volume)).flags, [], volume); // prettier-ignore
    assert.deepEqual(check('x: "./a:/b:cached"\nservices: {a: {environment: ["A=./a:/b:cached"]}}').flags, []);
  });

  it('is the same everywhere', () => {
    for (const place of [...Object.values(places), placeAt(null)])
      assert.equal(check(composeWith('./a:/b:cached'), place).flags.length, 1);
  });

  it('names the flag', () => {
    const { findings } = scanText(composeWith('./a:/b:cached'), places.B);
    assert.equal(inEnglish(findings[0]!.message), '"cached" has no effect on WSL 2. Remove it.');
  });
});
