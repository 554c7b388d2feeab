import assert from 'node:assert/strict';
import { isAtLeast, severities } from '../../../src/text/finding';

describe('isAtLeast', () => {
  it('orders hint, info, warning, error', () => {
    const reached = severities.map((threshold) => severities.filter((severity) => isAtLeast(severity, threshold)));
    assert.deepEqual(reached, [
      ['hint', 'info', 'warning', 'error'],
      ['info', 'warning', 'error'],
      ['warning', 'error'],
      ['error'],
    ]);
  });
});
