import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprints } from '../../../../src/text/report/fingerprint';

function one(source: string, file = 'compose.yaml', rule = 'slow-mount'): string {
  return fingerprints([{ file, rule, source }])[0]!;
}

describe('fingerprints', () => {
  it('are FNV-1a, so that they stay the same in all versions', () => {
    assert.equal(one('/mnt/c/x'), 'd8cef6a17f8bf490');
  });

  it('are the same for one path in several spellings, and differ in all else', () => {
    const same = ['C:\\work\\app', 'c:/work/app', 'C:/work/app/', 'C:\\work\\.\\app\\\\', ' c:/work/app '];
    assert.equal(new Set(same.map((source) => one(source))).size, 1);
    const different = [
      one('./a'),
      one('./b'),
      one('./A'),
      one('./a', 'x/compose.yaml'),
      one('./a', 'compose.yaml', 'r'),
    ];
    assert.equal(new Set(different).size, different.length);
    assert.equal(new Set(['/', '.', './', '..'].map((source) => one(source))).size, 3);
  });

  it('tell findings apart that are alike', () => {
    const finding = { file: 'a', rule: 'b', source: 'c' };
    const [first, second, third] = fingerprints([finding, finding, finding]);
    assert.deepEqual([second, third], [`${first}:2`, `${first}:3`]);
  });

  it('mix up neither parts nor characters', () => {
    const any = fc.array(fc.record({ file: fc.string(), rule: fc.string(), source: fc.base64String() }));
    fc.assert(
      fc.property(any, (findings) => {
        const marks = fingerprints(findings);
        assert.equal(new Set(marks).size, findings.length);
        assert.ok(marks.every((mark) => /^[\da-f]{16}(?::\d+)?$/.test(mark)));
      }),
    );
  });
});
