import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { beside } from '../../bench/compare';
import type { Row } from '../../bench/row';

const row = (what: string, figure: number, unit: Row['unit'] = 'x'): Row => ({ what, figure, limit: null, unit });

describe('figures of two commits', () => {
  it('stand beside each other by their names, with what changed', () => {
    const before = [row('scan', 2), row('memory', 150, 'MB'), row('gone', 1), row('none', 0, '')];
    const now = [row('memory', 120, 'MB'), row('scan', 2.5), row('new', 3, 'ms'), row('none', 2, '')];
    assert.deepEqual(beside(before, now), [
      ['memory', '150 MB', '120 MB', '-20 %'],
      ['scan', '2.00 x', '2.50 x', '+25 %'],
      ['new', '-', '3 ms', ''],
      ['none', '0', '2', ''],
      ['gone', '1.00 x', '-', ''],
    ]);
  });
});
