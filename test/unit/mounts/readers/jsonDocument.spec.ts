import assert from 'node:assert/strict';
import { JsonDocument, readJsonComments } from '../../../../src/mounts/readers/jsonDocument';
import { LineIndex } from '../../../../src/text/range';

/** `line: reason` of each error. */
function errorsOf(text: string): string[] {
  const lines = new LineIndex(text);
  return new JsonDocument(text).errors.map(({ offset, reason }) => `${lines.positionAt(offset).line}: ${reason}`);
}

describe('JsonDocument', () => {
  it('takes comments, trailing commas and a byte order mark for JSON', () => {
    const document = new JsonDocument('\uFEFF// a\n{ /* b */ "a": ["x",], "c": 1, }\n// end');
    assert.deepEqual(document.errors, []);
    const [item] = document.items(document.member(document.root, 'a'));
    assert.equal(document.text(item ?? null)?.value, 'x');
  });

  it('says by line what is broken, and reads the rest', () => {
    const text = '{\n  "a": tru,\n  "b" 1,\n  "c": "x"\n';
    assert.ok(errorsOf(text).some((error) => error.startsWith('2: ')));
    assert.ok(errorsOf(text).includes('3: A colon is expected here'));
    assert.ok(errorsOf(text).some((error) => /^[45]: A closing brace is missing$/.test(error)));
    const document = new JsonDocument(text);
    assert.equal(document.text(document.member(document.root, 'c'))?.value, 'x');
  });

  it('has a sentence for every error', () => {
    for (const text of [
      '{,}',
      '{"a" "b"}',
      '[1 2]',
      '["a',
      '/* x',
      '"\\q"',
      '"\\u12"',
      '{} {}',
      '"\t"',
      '1e',
      'x',
      '[-]',
    ]) {
      const errors = errorsOf(text);
      assert.ok(errors.length > 0, text);
      for (const error of errors) assert.match(error, /^\d+: [A-Z].*[^.]$/, text);
    }
  });

  it('takes the last of a key that stands twice, as JSON.parse does', () => {
    const document = new JsonDocument('{"a": "x", "a": "y"}');
    assert.equal(document.text(document.member(document.root, 'a'))?.value, 'y');
  });

  it('ends with the text, whatever is not closed in it', () => {
    for (const text of ['{"a": [{/* b', '[[/*', '{"a": "b', '{"a": {"b": [1,']) {
      for (let node = new JsonDocument(text).root ?? undefined; node; node = node.children?.at(-1))
        assert.ok(node.offset + node.length <= text.length, text);
    }
  });

  it('does not follow nesting of any depth', () => {
    for (const text of ['['.repeat(10_000), '{"a":'.repeat(10_000)]) {
      assert.deepEqual(errorsOf(text), ['1: This is nested too deeply to be read']);
    }
    assert.deepEqual(errorsOf(`${'['.repeat(100)}${']'.repeat(100)}`), []);
  });
});

describe('readJsonComments', () => {
  it('finds both kinds, without their marks, and none inside strings', () => {
    const text = '// one\r\n{ "a//b": "/* no */", /* two */ "c": 1 } //three';
    const comments = readJsonComments(text);
    assert.deepEqual(
      comments.map((comment) => comment.text),
      [' one', ' two ', 'three'],
    );
    for (const { text: inside, range } of comments) assert.ok(text.slice(range.start, range.end).endsWith(inside));
  });

  it('ends with the file', () => {
    assert.deepEqual(
      readJsonComments('/* open').map((comment) => comment.text),
      [' open'],
    );
  });
});
