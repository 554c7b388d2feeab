import assert from 'node:assert/strict';
import type { Place } from '../../../src/mounts/mount';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { applyEdits } from '../../../src/text/edit';
import type { Finding, Fix } from '../../../src/text/finding';
import { fixAll } from '../../../src/text/fixAll';
import { inEnglish } from '../../../src/text/message';
import { readSamples } from './corpus';
import { placeAt, places } from './places';

const everywhere = [...Object.values(places), placeAt(null), placeAt('C:\\proj', 'windows')];

/** Each fix of each finding of a text, wherever the text may stand. */
function* fixesOf(text: string, file: string): Generator<{ finding: Finding; fix: Fix; place: Place }> {
  for (const where of everywhere) {
    const place = { ...where, file };
    for (const finding of scanText(text, place).fixable)
      for (const fix of finding.fixes()) yield { finding, fix, place };
  }
}

/** How often something is said of this rule and source. */
function timesSaid({ fixable }: ScannedText, { rule, evidence }: Finding): number {
  return fixable.filter((other) => other.rule === rule && other.evidence.source === evidence.source).length;
}

function targetsOf({ mounts }: ScannedText): (string | null)[] {
  return mounts.map(({ target }) => target);
}

function readsAsBefore(before: ScannedText, after: ScannedText): boolean {
  return after.errors.length <= before.errors.length;
}

describe('each fix of each sample', () => {
  const samples = readSamples().flatMap((sample) => [sample, { ...sample, name: `${sample.name}, CR LF`, text: sample.text.replace(/\n/g, '\r\n') }]); // prettier-ignore
  const seen = new Set<string>();

  for (const { name, text, place } of samples) {
    it(name, () => {
      for (const { finding, fix, place: where } of fixesOf(text, place.file)) {
        seen.add(finding.rule);
        const what = `${finding.rule}: ${inEnglish(fix.title)}`;
        const result = applyEdits(text, fix.edits);
        const [before, after] = [scanText(text, where), scanText(result, where)];
        assert.notEqual(result, text, what);
        assert.ok(readsAsBefore(before, after), `${what} leaves a file that cannot be read:\n${result}`);
        assert.ok(after.mounts.length >= before.mounts.length, `${what} loses a mount:\n${result}`);
        if (fix.cures)
          assert.ok(timesSaid(after, finding) < timesSaid(before, finding), `${what} cures nothing:\n${result}`);
        if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(result), `${what} writes other line ends`);
      }
    });
  }

  it('are of many rules', () => {
    for (const rule of [
      'slow-mount',
      'slow-project',
      'database-on-windows',
      'no-file-events',
      'wrong-side',
      'looks-like-bind',
      'one-letter-volume',
      'broken-escape',
      'internal-path',
      'no-op-consistency',
    ])
      assert.ok(seen.has(rule), rule);
  });
});

describe('all safe fixes of each sample together', () => {
  for (const { name, text, place } of readSamples()) {
    it(name, () => {
      for (const where of everywhere.map((each) => ({ ...each, file: place.file }))) {
        const before = scanText(text, where);
        const first = fixAll(before.fixable);
        const once = applyEdits(text, first.edits);
        const after = scanText(once, where);
        assert.ok(readsAsBefore(before, after));
        if (first.postponed.length === 0) assert.deepEqual(fixAll(after.fixable).edits, [], once);
        // A text with a broken escape has no target before.
        if (!before.fixable.some(({ rule }) => rule === 'broken-escape'))
          assert.deepEqual(targetsOf(after), targetsOf(before));
      }
    });
  }
});
