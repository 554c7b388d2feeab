import assert from 'node:assert/strict';
import { scanText } from '../../../../src/mounts/scan';
import { applyEdits } from '../../../../src/text/edit';
import { composeWith, ofMounts, places } from '../places';

/** `severity text` of each finding, and the file after the safe fixes. */
function check(volume: string): { found: string[]; fixed: string; safe: boolean[] } {
  const text = composeWith(volume);
  const findings = scanText(text, places.A).findings.filter(({ rule }) => rule === 'broken-escape');
  const fixes = findings.flatMap((finding) => finding.fixes());
  return {
    found: findings.map(({ severity, range }) => `${severity} ${text.slice(range.start, range.end)}`),
    fixed: applyEdits(text, fixes.flatMap(({ edits }) => edits)).slice(composeWith('').trimEnd().length).trim(),
    safe: fixes.map(({ safe }) => safe),
  }; // prettier-ignore
}

describe('broken-escape', () => {
  it('finds escapes that YAML refuses, and those that make another path', () => {
    assert.deepEqual(check('"C:\\Users\\me:/home"'), {
      found: ['error "C:\\Users\\me:/home"'],
      fixed: "'C:\\Users\\me:/home'",
      safe: [true],
    });
    assert.deepEqual(check('"C:\\temp:/t:ro"'), {
      found: ['warning "C:\\temp:/t:ro"'],
      fixed: "'C:\\temp:/t:ro'",
      safe: [true],
    });
    assert.deepEqual(check('".\\new:/t"').fixed, "'.\\new:/t'");
  });

  it('reads the rest of the file all the same', () => {
    const text = composeWith('"C:\\Users\\me:/home"', 'C:\\x:/app');
    const scanned = scanText(text, places.A);
    assert.deepEqual(
      ofMounts(scanned).map(({ rule }) => rule),
      ['broken-escape', 'slow-mount'],
    );
    assert.deepEqual(scanned.errors, []);
  });

  it('leaves a file behind that says what was meant', () => {
    for (const volume of ['"C:\\Users\\me:/app"', '"C:\\temp\\new:/app"']) {
      const text = composeWith(volume);
      const [fix] = scanText(text, places.A).findings[0]!.fixes();
      const { mounts, findings } = scanText(applyEdits(text, fix!.edits), places.A);
      assert.equal(mounts[0]?.source?.value, volume.slice(1, volume.indexOf(':/')));
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['slow-mount'],
      );
    }
  });

  it('is not sure where it would have to guess', () => {
    assert.deepEqual(check('"C:\\\\work\\new:/t"').safe, []);
    assert.deepEqual(check('"C:\\it\'s\\new:/t"').safe, [false]);
    for (const volume of ['"C:\\Users:/x"\'y', 'a:\n  :"C:\\Users:/x"  b: c']) assert.deepEqual(check(volume).safe, []);
  });

  it('says nothing of what is right', () => {
    for (const volume of [
      '"C:\\\\Users:/t"',
      '"C:/Users:/t"',
      "'C:\\Users:/t'",
      'C:\\Users:/t',
      '"./a:/b"',
      '"${X:-\\"a\\"}:/b"',
    ])
      assert.deepEqual(check(volume).found, [], volume);
    const other = 'services:\n  a:\n    environment:\n      X: "a\\tb"\n    labels: ["\\x41"]\n';
    assert.deepEqual(scanText(other, places.A).findings, []);
  });
});
