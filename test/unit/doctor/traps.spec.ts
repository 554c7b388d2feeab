import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { traps, trapsFor } from '../../../src/doctor/traps';

describe('known faults of releases', () => {
  const cases: readonly (readonly [
    version: string,
    condition: Parameters<typeof trapsFor>[1],
    references: string[],
  ])[] = [
    ['4.82.0', 'proxy-empty', ['528']],
    ['4.82.1', 'proxy-empty', []],
    ['4.81.9', 'proxy-empty', []],
    ['4.92.0', 'proxy-dead', ['697']],
    ['4.91.0', 'proxy-dead', []],
    ['4.33.1', 'proxy-dead', ['14187']],
    ['4.41.2', 'converted-distro', ['14686']],
    ['4.42.0', 'engine-silent', ['14656']],
    ['4.42.1', 'engine-silent', []],
    ['4.94.0', 'socket-missing', []],
  ];
  for (const [version, condition, references] of cases) {
    it(`${condition} in ${version}: ${references.join(', ') || 'none'}`, () => {
      assert.deepEqual(
        trapsFor(version, condition).map(({ reference }) => reference.split('/').at(-1)),
        references,
      );
    });
  }

  it('explain nothing where the release is not known', () => assert.deepEqual(trapsFor(null, 'proxy-dead'), []));

  it('name a page each, and a release before the one that mended them', () => {
    for (const { reference, from, before } of traps) {
      assert.match(reference, /^https:\/\/github\.com\/docker\/(?:for-win|desktop-feedback)\/issues\/\d+$/);
      assert.notEqual(from, before);
    }
  });
});
