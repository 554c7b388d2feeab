import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { stopQuestion, whatEnds, type DistroEnd } from '../../../src/commands/distroEnd';
import { inEnglish } from '../../../src/text/message';
import { asked } from './questions';

const quiet: DistroEnd = { name: 'Ubuntu', isRunning: true, isIntegrated: false, containers: [], window: null };
const ends = (end: Partial<DistroEnd>): string =>
  whatEnds({ ...quiet, ...end })
    .map(inEnglish)
    .join('\n');

describe('what ends with a distro', () => {
  it('are its programs and its windows, where it runs, and nothing more on a quiet one', () => {
    assert.equal(
      ends({}),
      'All programs and terminals in Ubuntu end, and windows connected to it lose their connection.',
    );
    assert.equal(ends({ isRunning: false }), '');
  });

  it('is the proxy of Docker Desktop, where that is integrated and runs', () => {
    assert.match(ends({ isIntegrated: true }), /Docker Desktop's proxy in it ends too.*dialog/);
    assert.doesNotMatch(ends({ isIntegrated: true, isRunning: false }), /proxy/);
  });

  it('may be containers that use its files, by name, and with a number where there are many', () => {
    assert.match(ends({ containers: ['web', 'db'] }), /\(2\) may fail: web, db\.$/);
    const many = Array.from({ length: 40 }, (_, index) => `c${index}`);
    assert.match(ends({ containers: many }), /\(40\) may fail: c0, c1, c2, c3, c4, c5, … \(\+34\)\.$/);
  });

  it('is not known of containers where the engine did not tell, and that is said', () => {
    assert.match(ends({ containers: null }), /is not known: the engine did not tell/);
    assert.doesNotMatch(ends({ containers: [] }), /containers/);
  });

  it('is this very window, where it is connected to it, to whichever spelling of its name', () => {
    assert.match(ends({ window: { name: 'ubuntu' } }), /This very window is connected/);
    assert.match(ends({ window: { name: null } }), /If this very window is connected/);
    for (const window of [{ name: 'Debian' }, null]) assert.doesNotMatch(ends({ window }), /very window/);
  });

  it('is asked about with a button that names it', () => {
    const question = asked(stopQuestion({ ...quiet, isIntegrated: true }));
    assert.deepEqual([question.message, question.buttons], ['Stop Ubuntu?', ['Stop Ubuntu']]);
    assert.match(question.detail, /proxy/);
  });

  it('keeps every combination in whole sentences, whatever the names hold', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    const end = fc.record({
      name,
      isRunning: fc.boolean(),
      isIntegrated: fc.boolean(),
      containers: fc.option(fc.array(name, { maxLength: 10 })),
      window: fc.option(fc.record({ name: fc.option(name) })),
    });
    fc.assert(
      fc.property(end, (each) => {
        for (const line of whatEnds(each).map(inEnglish)) {
          assert.doesNotMatch(line, /[\u0000-\u001f\u202a-\u202e]/);
          assert.match(line, /\.$/);
        }
      }),
    );
  });
});
