import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { inEnglish } from '../../../../src/text/message';
import { composeWith, places } from '../places';

function unused(text: string): string[] {
  return scanText(text, places.B)
    .findings.filter(({ rule }) => rule === 'unused-suppression')
    .map(({ severity, range, message }) => `${severity} ${text.slice(range.start, range.end)}: ${inEnglish(message)}`);
}

describe('unused-suppression', () => {
  it('informs of a comment whose rule finds nothing there', () => {
    const found = unused(`# slipway-ignore-file slow-mount -- no longer\n${composeWith('./a:/b')}`);
    assert.deepEqual(found, [
      'info slow-mount: This comment suppresses nothing: "slow-mount" has no finding there. Remove it.',
    ]);
  });

  it('warns of a name that no rule has', () => {
    const found = unused(`# slipway-ignore-file slow-mounts -- typing\n${composeWith('/mnt/c/x:/app')}`);
    assert.deepEqual(found, [
      'warning slow-mounts: This comment suppresses nothing: there is no rule named "slow-mounts".',
    ]);
  });

  it('warns of a comment in no known form', () => {
    for (const comment of [
      'slipway-ignore slow-mount',
      'slipway-ignore-nextline slow-mount -- x',
      'slipway-ignore-line slow-mount',
      'slipway-ignore-next-line',
      'slipway-ignore-file -- a reason and no rule',
      'Slipway-Ignore-File slow-mount',
    ]) {
      const [one, ...more] = unused(`# ${comment}\n${composeWith('./a:/b')}`);
      assert.ok(one?.startsWith(`warning ${comment}: `), comment);
      assert.deepEqual(more, []);
    }
  });

  it('takes no word that only begins alike for a comment of its own', () => {
    assert.deepEqual(
      unused(`# slipway-ignored mounts are fine\n# see slipway-ignore-file\n${composeWith('./a:/b')}`),
      [],
    );
  });

  it('can be suppressed itself, and only by a comment that does so', () => {
    const kept =
      '# slipway-ignore-file unused-suppression -- shared with another tool\n# slipway-ignore-file slow-mount -- x\n';
    assert.deepEqual(unused(kept + composeWith('./a:/b')), []);
    const idle = '# slipway-ignore-file unused-suppression -- x\n';
    assert.deepEqual(unused(idle + composeWith('./a:/b')).length, 1);
  });

  it('is one finding for each comment', () => {
    const comment = '# slipway-ignore-next-line slow-mount -- x\n';
    assert.equal(unused(`${comment}a: 1\n${comment}b: 1\n`).length, 2);
  });
});
