import assert from 'node:assert/strict';
import { composeWith, readCompose } from '../places';

function escapes(text: string): string[] {
  const { brokenEscapes = [] } = readCompose(text);
  return brokenEscapes.map(({ range, raw, isRefused }) => {
    assert.equal(text.slice(range.start, range.end), raw);
    return `${raw} ${isRefused}`;
  });
}

describe('backslashes between double quotes', () => {
  it('that YAML refuses are no error of the file, and the mount is none', () => {
    const text = composeWith('"C:\\Users\\me:/x"', './a:/b');
    const { mounts, errors } = readCompose(text);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      mounts.map(({ type, source }) => [type, source?.value]),
      [
        [null, undefined],
        ['bind', './a'],
      ],
    );
    assert.deepEqual(escapes(text), ['"C:\\Users\\me:/x" true']);
  });

  it('are found anywhere in the file where they are refused, and only there', () => {
    const text = 'services:\n  web:\n    command: "C:\\run"\n    environment: {"\\q": "\\w"}\n    labels: ["a\\tb"]\n';
    assert.deepEqual(escapes(text), ['"\\q" true', '"\\w" true']);
    assert.deepEqual(readCompose(text).errors, []);
  });

  it('that make another path are found in mounts', () => {
    for (const volume of ['"C:\\temp:/x"', '"C:\\new\\x86:/x"', '"C:\\New:/x"']) {
      assert.deepEqual(escapes(composeWith(volume)), [`${volume} false`]);
    }
    const long = composeWith('{type: bind, source: "C:\\temp", target: "/x\\n"}');
    assert.deepEqual(escapes(long), ['"C:\\temp" false', '"/x\\n" false']);
  });

  it('that stand for themselves are none', () => {
    for (const volume of [
      '"C:\\\\temp:/x"',
      "'C:\\temp:/x'",
      'C:\\temp:/x',
      '"./a\\\n        b:/c"',
      '"./a\n\n        b:/c"',
      '"\\/a:/b"',
    ]) {
      assert.deepEqual(escapes(composeWith(volume)), [], volume);
    }
  });

  it('are counted once in a file of thousands', () => {
    const text = composeWith(...Array.from({ length: 5000 }, (_, index) => `"C:\\Users\\${index}:/x"`));
    assert.equal(escapes(text).length, 5000);
  });
});
