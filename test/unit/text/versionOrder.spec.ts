import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isAtLeast } from '../../../src/text/versionOrder';

describe('order of versions', () => {
  it('goes by numbers, not by text', () => {
    assert.equal(isAtLeast('2.10.0', '2.9.9'), true);
    assert.equal(isAtLeast('2.1.5', '2.1.5.0'), true);
    assert.equal(isAtLeast('2.1', '2.1.5'), false);
    assert.equal(isAtLeast('10.0.26100.1-240331-1435.ge-release', '10.0.26100'), true);
    assert.equal(isAtLeast('unknown', '1'), null);
  });

  it('is that of the numbers from the left', () => {
    const version = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(version, version, (left, right) => {
        const weight = (numbers: number[]): number => numbers.reduce((sum, number) => sum * 31 + number, 0);
        assert.equal(isAtLeast(left.join('.'), right.join('.')), weight(left) >= weight(right));
      }),
    );
  });
});
