import assert from 'node:assert/strict';
import { inEnglish, message } from '../../../src/text/message';

describe('message', () => {
  it('fills its places, each as often as it stands there', () => {
    assert.equal(inEnglish(message('{0} of {1}, {0}', 'a', 2)), 'a of 2, a');
  });
  it('takes nothing in an argument for a place', () => {
    assert.equal(inEnglish(message('{0} {1}', '{1}', '$&')), '{1} $&');
  });
  it('leaves a place without argument as it is', () => {
    assert.equal(inEnglish(message('{0} {7}', 'x')), 'x {7}');
  });
});
