import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainMeasureProblem, isUnexplained } from '../../../../src/projects/measure/problem';
import { inEnglish } from '../../../../src/text/message';

describe('a problem of a measurement', () => {
  it('is explained where containers cannot be measured in', () => {
    for (const kind of ['noEngine', 'noContainer'] as const) {
      const { message, nextStep, evidence } = explainMeasureProblem({ kind, name: 'Ubuntu' });
      assert.match(inEnglish(message), /Ubuntu/);
      assert.notEqual(inEnglish(nextStep), '');
      assert.equal(evidence, '');
      // Nobody has to look whether the distro was stopped: it is known why.
      assert.equal(isUnexplained({ kind, name: 'Ubuntu' }), false);
    }
  });
});
