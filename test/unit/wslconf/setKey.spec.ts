import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyEdits } from '../../../src/text/edit';
import { scanWslConfig, type WslConfigFile } from '../../../src/wslconf/scan';
import { setKey, type SettingWish } from '../../../src/wslconf/setKey';
import { entryOf, isSetting } from '../../../src/wslconf/settingName';
import { readConformance } from '../mounts/conformance';

/** The text after the edit; why there is none in brackets. */
function edited(text: string, name: string, value: string | null, file: WslConfigFile = 'wslconfig'): string {
  const [section = '', key = ''] = name.split('.');
  const result = setKey(text, file, { section, key, value });
  if (result.kind === 'edits') return applyEdits(text, result.edits);
  assert.equal(result.kind, 'refused');
  return `(${result.reason})`;
}

const memory = 'wsl2.memory';

describe('setKey', () => {
  const cases: readonly (readonly [
    what: string,
    before: string,
    after: string,
    name?: string,
    value?: string | null,
  ])[] = [
    ['makes a file with the header of its section', '', '[wsl2]\r\nmemory=8GB\r\n'],
    ['keeps the mark of a file that begins with one', '\uFEFF', '\uFEFF[wsl2]\r\nmemory=8GB\r\n'],
    ['changes the value where it stands', '[wsl2]\nmemory=4GB # mine\nswap=0\n', '[wsl2]\nmemory=8GB # mine\nswap=0\n'],
    ['keeps blanks and the spelling of the key', '[WSL2]\n\tMemory = 4GB\n', '[WSL2]\n\tMemory = 8GB\n'],
    ['keeps quotes', '[wsl2]\nmemory="4GB"\n', '[wsl2]\nmemory="8GB"\n'],
    ['has no quotes for a value of which only a part has', '[wsl2]\nmemory="4"GB\n', '[wsl2]\nmemory=8GB\n'],
    ['nor for one that ends in them', '[wsl2]\nmemory=4"GB"\n', '[wsl2]\nmemory=8GB\n'],
    ['fills in a value that is missing', '[wsl2]\nmemory=\nswap=0\n', '[wsl2]\nmemory=8GB\nswap=0\n'],
    [
      'changes the first of two, which is the one that counts',
      '[wsl2]\nmemory=x\nmemory=2GB\n',
      '[wsl2]\nmemory=8GB\nmemory=2GB\n',
    ],
    ['adds at the end of the section', '[wsl2]\r\nswap=0\r\n', '[wsl2]\r\nswap=0\r\nmemory=8GB\r\n'],
    ['adds where nothing ends the last line', '[wsl2]\nswap=0', '[wsl2]\nswap=0\nmemory=8GB'],
    ['adds to a section without a line', '[wsl2]', '[wsl2]\r\nmemory=8GB'],
    [
      'adds in front of the next section and what is written above it',
      '[wsl2]\nswap=0\n# memory=4GB\n\n# try these\n[experimental]\na=b\n',
      '[wsl2]\nswap=0\n# memory=4GB\nmemory=8GB\n\n# try these\n[experimental]\na=b\n',
    ],
    [
      'takes several lines for what is written above the next section, blanks or not',
      '[wsl2]\nswap=0\n \n  # one\n#two\n\t[other]\na=b\n',
      '[wsl2]\nswap=0\nmemory=8GB\n \n  # one\n#two\n\t[other]\na=b\n',
    ],
    [
      'does not take a setting or a section of comments alone for that',
      '[wsl2]\n\n#swap=0\nswap=1\n[other]\n',
      '[wsl2]\n\n#swap=0\nswap=1\nmemory=8GB\n[other]\n',
    ],
    [
      'adds in front of what parts it from the next section',
      '[wsl2]\nswap=0\n\n\n[b]\nc=d\n',
      '[wsl2]\nswap=0\nmemory=8GB\n\n\n[b]\nc=d\n',
    ],
    [
      'adds behind the comments that end the file',
      '[wsl2]\nswap=0\n\n# memory=1GB\n',
      '[wsl2]\nswap=0\n\n# memory=1GB\nmemory=8GB\n',
    ],
    [
      'adds to a section between others',
      '[a]\nb=c\n[wsl2]\nswap=0\nprocessors=2\n[d]\ne=f\n',
      '[a]\nb=c\n[wsl2]\nswap=0\nprocessors=2\nmemory=8GB\n[d]\ne=f\n',
    ],
    [
      'adds below the header where the last line goes on into nothing',
      '[wsl2]\r\na=b\\\r\n',
      '[wsl2]\r\nmemory=8GB\r\na=b\\\r\n',
    ],
    [
      'adds to the first of several sections',
      '[wsl2]\nswap=0\n[other]\na=b\n[wsl2]\nprocessors=2\n',
      '[wsl2]\nswap=0\nmemory=8GB\n[other]\na=b\n[wsl2]\nprocessors=2\n',
    ],
    [
      'adds above a header that is broken',
      '[wsl2]\nswap=0\n[my section]\nmemory=2GB\n',
      '[wsl2]\nswap=0\nmemory=8GB\n[my section]\nmemory=2GB\n',
    ],
    ['adds a section at the end', '[a]\nb=c\n', '[a]\nb=c\n\n[wsl2]\nmemory=8GB\n'],
    ['adds a section in front of empty lines', '[a]\nb=c\n\n', '[a]\nb=c\n\n[wsl2]\nmemory=8GB\n\n'],
    ['adds a section in front of empty lines of Windows', 'a\r\n\r\n', 'a\r\n\r\n[wsl2]\r\nmemory=8GB\r\n\r\n'],
    ['begins a file of empty lines', '\n\n', '[wsl2]\nmemory=8GB\n\n\n'],
    ['keeps the mark of a file of empty lines', '\uFEFF\n', '\uFEFF[wsl2]\nmemory=8GB\n\n'],
    ['adds a section behind a single letter', 'x', 'x\r\n\r\n[wsl2]\r\nmemory=8GB'],
    ['completes a line end of which there is the half', 'swap=0\r', 'swap=0\r\n\n[wsl2]\nmemory=8GB'],
    ['adds a section behind a last line without end', '; note', '; note\r\n\r\n[wsl2]\r\nmemory=8GB'],
    ['leaves a bad line where it is', '[wsl2]\nmemory=C:\\x\n', '[wsl2]\nmemory=C:\\x\nmemory=8GB\n'],
    ['does nothing where it is so', '[wsl2]\nmemory="8GB"\n', '[wsl2]\nmemory="8GB"\n'],
    ['takes every line of a setting out', '[wsl2]\nmemory=1GB\nswap=0\nmemory=2GB\n', '[wsl2]\nswap=0\n', memory, null],
    ['takes out a line with the blanks before it', '[wsl2]\n \tmemory=1GB\nswap=0\n', '[wsl2]\nswap=0\n', memory, null],
    ['takes out the last lines', '[wsl2]\nmemory=1\nmemory=2', '[wsl2]\n', memory, null],
    ['takes out the last line', '[wsl2]\nmemory=1GB', '[wsl2]', memory, null],
    ['takes out the first and the last line', '[wsl2]\nmemory=1\nswap=0\nmemory=2', '[wsl2]\nswap=0', memory, null],
    ['takes out a line that goes on in the next', '[wsl2]\nmemory=1\\\nGB\nswap=0\n', '[wsl2]\nswap=0\n', memory, null],
    ['takes out the last line with the end in front of it', '[wsl2]\r\nmemory=1GB', '[wsl2]', memory, null],
    ['writes a path of Windows', '[wsl2]\n', '[wsl2]\nkernel=C:\\\\a b\\\\k\n', 'wsl2.kernel', 'C:\\a b\\k'],
    ['escapes what has no sign', '[a]\n', '[a]\nb=x\\by\\nz\\t\\"\n', 'a.b', 'x\by\nz\t"'],
    ['quotes what would be a comment', '[a]\n', '[a]\nb=" #\\"x"\n', 'a.b', ' #"x'],
    [
      'knows the settings that have two sections',
      '[experimental]\nnetworkingMode=mirrored\n',
      '[experimental]\nnetworkingMode=nat\n',
      'wsl2.networkingmode',
      'nat',
    ],
    ['has no way to write some characters', '[a]\n', '(value)', 'a.b', 'x\ry'],
    ['does not join lines that a last backslash would join', 'a=b\\', '(tangled)'],
  ];
  for (const [what, before, after, name = memory, value = '8GB'] of cases) {
    it(what, () => assert.equal(edited(before, name, value), after));
  }

  it('says where WSL stopped reading a wsl.conf, and writes above that', () => {
    assert.equal(edited('[a]\nb=1\nx y\n', 'c.d', 'e', 'wsl.conf'), '(stopped)');
    assert.equal(edited('[a]\nb=1\nx y\n[a]\n', 'a.c', '2', 'wsl.conf'), '[a]\nb=1\nc=2\nx y\n[a]\n');
    assert.equal(edited('[a]\nb=1\n=\n', 'a.c', '2', 'wsl.conf'), '[a]\nb=1\nc=2\n=\n');
    assert.equal(edited('\uFEFF[a]\n', 'a.c', '2', 'wsl.conf'), '(stopped)');
    // The half of a line end is a mistake of its own, and nothing that is written makes another of it.
    assert.equal(edited('[b]\r\r\n', 'a.c', '2', 'wsl.conf'), '(stopped)');
    assert.equal(edited('', 'a.c', '2', 'wsl.conf'), '[a]\nc=2\n');
  });

  it('takes neighbouring lines out as one edit', () => {
    const wish = { section: 'wsl2', key: 'memory', value: null };
    assert.deepEqual(setKey('[wsl2]\nmemory=1\nmemory=2\nswap=0\n', 'wslconfig', wish), {
      kind: 'edits',
      edits: [{ range: { start: 7, end: 25 }, newText: '' }],
    });
  });

  it('sets a key in each text of the table of WSL without changing what else is read', function () {
    const table = readConformance('wsl-conf.json') as readonly { wsl_conf: string }[] | null;
    if (!table) return this.skip();
    for (const { wsl_conf: text } of table) {
      const after = edited(text, 'automount.options', 'metadata', 'wsl.conf');
      if (scanWslConfig(text, 'wsl.conf').stoppedAt !== null) assert.equal(after, '(stopped)', text);
      else assert.equal(entryOf(scanWslConfig(after, 'wsl.conf'), options)?.value, 'metadata', text);
    }
  });
  const options = { section: 'automount', key: 'options' };
});

/** Lines as people and accidents make them. */
const piece = fc.oneof(
  fc.constantFrom(
    '[wsl2]',
    '[experimental]',
    '[WSL2] # x',
    '[boot',
    '[a b]',
    '[=b',
    '# memory=1GB',
    '',
    '  ',
    ';x',
    '\uFEFF',
  ),
  fc.constantFrom('memory=4GB', 'Memory = "4GB" # c', 'memory=', 'memory="4', 'memory=4\\', 'memory=C:\\x', 'swap=0'),
  fc.constantFrom(
    'networkingMode=nat',
    'firewall=true',
    'kernel=C:\\\\k',
    'a="b \\',
    'a=b\\',
    '"',
    '\\',
    'a=é',
    'a=b\r',
  ),
  fc.string({ unit: fc.constantFrom('[', ']', '=', '"', '\\', '#', ' ', '\t', 'a', '1', 'é', '\r'), maxLength: 8 }),
);
const texts = fc.array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', '\n\n')), { maxLength: 12 }).chain((lines) =>
  fc.boolean().map((ends) =>
    lines
      .map(([line, end]) => line + end)
      .join('')
      .replace(ends ? /$/ : /\r?\n$/, ''),
  ),
);
const wishes: fc.Arbitrary<SettingWish> = fc.record({
  section: fc.constantFrom('wsl2', 'experimental', 'Wsl2', 'boot'),
  key: fc.constantFrom('memory', 'networkingMode', 'FIREWALL', 'kernel', 'a', 'swap'),
  value: fc.option(
    fc.oneof(
      fc.constantFrom('8GB', '', 'C:\\Users\\é\\k', ' # x', 'a"b', 'nat'),
      fc.string({ unit: fc.constantFrom('"', '\\', '#', ' ', '\t', '\n', 'a', '='), maxLength: 6 }),
    ),
  ),
});

/** Lines without their ends; a mark in front of the first belongs to none. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r+$/, ''));
}

/** The lines of `before` that are not in front of the change nor behind it. */
function changedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.slice(start, before.length - end);
}

describe('setKey on any text', () => {
  for (const file of ['wslconfig', 'wsl.conf'] as const) {
    it(`${file}: what is read afterwards is the wish, and all else is as before`, () => {
      let refusals = 0;
      const runs = 3000;
      fc.assert(
        fc.property(texts, wishes, (text, wish) => {
          const result = setKey(text, file, wish);
          const before = scanWslConfig(text, file);
          if (result.kind === 'refused') {
            refusals += 1;
            if (result.reason === 'stopped') assert.notEqual(before.stoppedAt, null);
            if (result.reason === 'value') assert.match(wish.value ?? '', /[\u0000-\u001f]/);
            // Only a text that ends in the middle of a value, or with a lone CR in it, leaves no place.
            if (result.reason === 'tangled') assert.match(text, /[\\"\r]/);
            return;
          }
          const after = applyEdits(text, result.edits);
          const read = scanWslConfig(after, file);
          assert.equal(entryOf(read, wish)?.value ?? null, wish.value);
          const rest = (config: typeof read): string[] =>
            config.entries
              .filter((entry) => !isSetting(entry, wish))
              .map(({ section, key, value }) => `${section ?? ''}.${key}=${value}`);
          assert.deepEqual(rest(read), rest(before));
          assert.equal(read.problems.length, before.problems.length, 'another mistake');
          const copies = (config: typeof read): number =>
            config.entries.filter((entry) => isSetting(entry, wish)).length;
          assert.ok(copies(read) <= Math.max(1, copies(before)), 'a second copy');
          assert.equal(after.startsWith('\uFEFF'), text.startsWith('\uFEFF'));
          const again = setKey(after, file, wish);
          assert.ok(again.kind === 'edits' && again.edits.length === 0);
          // A value that goes over several lines is replaced with all of them.
          const isOneLine = before.entries.every(
            ({ valueRange: { start, end } }) => !/\n/.test(text.slice(start, end)),
          );
          if (wish.value !== null && isOneLine) {
            const changed = changedLines(linesOf(text), linesOf(after));
            assert.ok(changed.length <= (copies(before) > 0 ? 1 : 0), `changed: ${changed.join()}`);
          }
        }),
        { numRuns: runs },
      );
      if (file === 'wslconfig') assert.ok(refusals < runs / 20, `${refusals} of ${runs} were refused`);
    });
  }
});
