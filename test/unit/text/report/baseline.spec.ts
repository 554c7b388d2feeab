import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBaseline } from '../../../../src/text/report/baseline';
import { fingerprints } from '../../../../src/text/report/fingerprint';

const asShown = (file: string): string => file;

function refusal(text: string): string {
  const read = readBaseline(text, asShown);
  return typeof read === 'string' ? read : 'none';
}

describe('readBaseline', () => {
  it('takes the fingerprints of a SARIF log', () => {
    const result = (uri: string, mark: string) => ({
      partialFingerprints: { 'slipwayFinding/v1': mark },
      locations: [{ physicalLocation: { artifactLocation: { uri } } }],
    });
    const log = {
      version: '2.1.0',
      runs: [
        { tool: { driver: { name: 'Another' } }, results: [result('x', 'y')] },
        { tool: { driver: { name: 'Slipway' } }, results: [result('a%20b.yaml', 'm1'), {}, result('%', 'm2')] },
      ],
    };
    assert.deepEqual(readBaseline(JSON.stringify(log), asShown), [
      { file: 'a b.yaml', fingerprint: 'm1' },
      { file: '', fingerprint: 'm2' },
    ]);
  });

  it('makes those of a JSON output, from the root of this run', () => {
    const finding = { file: '/p/a.yaml', rule: 'r', source: 's', message: 'whatever' };
    const text = JSON.stringify({ version: 1, findings: [finding, finding], errors: [] });
    const [first, second] = fingerprints([
      { file: 'a.yaml', rule: 'r', source: 's' },
      { file: 'a.yaml', rule: 'r', source: 's' },
    ]);
    assert.deepEqual(
      readBaseline(text, (file) => file.replace('/p/', '')),
      [
        { file: 'a.yaml', fingerprint: first },
        { file: 'a.yaml', fingerprint: second },
      ],
    );
  });

  it('says why a file is none', () => {
    const wrong: [unknown, RegExp][] = [
      [[], /neither/],
      [null, /neither/],
      [{ version: 1 }, /neither/],
      [{ version: 2, findings: [] }, /neither/],
      [{ version: 1, findings: [{}] }, /neither/],
      [{ version: '2.1.0', runs: [] }, /no run of Slipway/],
      [{ version: '2.1.0', runs: [null, { tool: 1 }] }, /no run of Slipway/],
    ];
    for (const [content, why] of wrong) assert.match(refusal(JSON.stringify(content)), why);
    assert.match(refusal('{'), /not JSON/);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void readBaseline(text, asShown)));
    const near = fc.record({
      version: fc.constantFrom(1, '2.1.0'),
      runs: fc.array(fc.record({ tool: fc.constant({ driver: { name: 'Slipway' } }), results: fc.jsonValue() })),
      findings: fc.jsonValue(),
    });
    fc.assert(fc.property(near, (content) => void readBaseline(JSON.stringify(content), asShown)));
  });
});
