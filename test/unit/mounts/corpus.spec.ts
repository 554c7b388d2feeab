import assert from 'node:assert/strict';
import { scanText } from '../../../src/mounts/scan';
import { inOrder, readSamples, type Sample } from './corpus';

function found(text: string, { place }: Sample): string[] {
  const { findings, lines } = scanText(text, place);
  return inOrder(findings.map(({ rule, range }) => `${rule}@${lines.positionAt(range.start).line}`));
}

describe('files as people have them', () => {
  const samples = readSamples();

  it('are many', () => assert.ok(samples.length >= 60, String(samples.length)));

  for (const sample of samples) {
    it(sample.name, () => {
      assert.deepEqual(found(sample.text, sample), sample.expected);
      assert.deepEqual(found(sample.text.replace(/\n/g, '\r\n'), sample), sample.expected, 'with CR LF');
      assert.deepEqual(found(`\uFEFF${sample.text}`, sample), sample.expected, 'with a byte order mark');
    });
  }
});
