import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batch, dialectOfLine, makefile, posix, powerShell, type Dialect } from '../../../../src/mounts/shell/dialect';
import { commandsOf } from './words';

const tables: readonly (readonly [string, Dialect, Readonly<Record<string, string[][]>>])[] = [
  [
    'PowerShell',
    powerShell,
    {
      'a b; c | d && e': [['a', 'b'], ['c'], ['d'], ['e']],
      'a `\n  -v b `\r\n  c\nd': [['a', '-v', 'b', 'c'], ['d']],
      'a \'b c\' \'it\'\'s\' "d `"e`" ""f"""': [['a', 'b c', "it's", 'd "e" "f"']],
      'a C:\\x:/y "C:\\b c:/d"': [['a', 'C:\\x:/y', 'C:\\b c:/d']],
      'a type=bind,source=x,target=y': [['a', 'type=bind,source=x,target=y']],
      'a # comment\n<# a\nblock #> b': [['a'], ['b']],
      '$x = a b': [['$x', '=', 'a', 'b']],
      '& "docker" run': [['docker', 'run']],
      'if ($x) { a b } else { c }': [['if'], ['$x'], ['a', 'b'], ['else'], ['c']],
      '$x="a b"\n[string]$y = $z\n$x += "c", \'d\'': [
        ['$x', '=', 'a b'],
        ['$y', '=', '$z'],
        ['$x', '+=', 'c', 'd'],
      ],
      '$x = @(\n  \'a\', "b" # no\n  $c\n)\nd': [['$x', '=', 'a', 'b', '$c'], ['d']],
      '$x = a type=b,c=d; e @x f': [
        ['$x', '=', 'a', 'type=b,c=d'],
        ['e', '@x', 'f'],
      ],
      'docker a (b c) -d ($e + ":/f") g': [['docker', 'a', '(b c)', '-d', '$e:/f', 'g']],
      '$x = @("a", ($b + \'c\'))': [['$x', '=', 'a', '$bc']],
      '$x=(Get-Location).Path # no\na': [['$x', '=', '(Get-Location).Path'], ['a']],
      'a "${PWD}:/x" $($PWD.Path) $env:USERPROFILE\\x': [['a', '${PWD}:/x', '$($PWD.Path)', '$env:USERPROFILE\\x']],
      'a > out b 2>&1': [['a', 'b', '2'], ['1']],
      "a @'\nb 'c' d\n'@\ne": [['a', "@'\nb 'c' d\n'@"], ['e']],
      'a "no end': [['a', 'no end']],
      "a 'no end": [['a', 'no end']],
      'a `': [['a', '']],
    },
  ],
  [
    'batch',
    batch,
    {
      'a b & c && d || e | f': [['a', 'b'], ['c'], ['d'], ['e'], ['f']],
      '@a ^\r\n  -v b ^\r\n  c\r\nd': [['a', '-v', 'b', 'c'], ['d']],
      'a "b c" "d""e" b" "c': [['a', 'b c', 'de', 'b c']],
      'a C:\\x\\ "C:\\b c\\\\" "C:\\d\\"e f" g': [['a', 'C:\\x\\', 'C:\\b c\\', 'C:\\d"e f', 'g']],
      'rem a b\n@REM a\n:: a\n:label\nremark b\n  a': [['remark', 'b'], ['a']],
      "a 'b c'": [['a', "'b", "c'"]],
      'a "%cd%":/x %~dp0y %%i !z! %a:b=c%': [['a', '%cd%:/x', '%~dp0y', '%%i', '!z!', '%a:b=c%']],
      'a >nul 2>&1 b': [['a', 'b']],
      'a ^& b ^^ c': [['a', '&', 'b', '^', 'c']],
      'if exist x (a b) else (c)': [['if', 'exist', 'x'], ['a', 'b'], ['else'], ['c']],
      "for /f %%i in ('a b') do c": [
        ['for', '/f', '%%i', 'in'],
        ['a', "b'"],
        ['do', 'c'],
      ],
      'a "no end\r\nb': [['a', 'no end'], ['b']],
      'a 100% b': [['a', '100%', 'b']],
      'a ^': [['a', '']],
    },
  ],
  [
    'make',
    makefile,
    {
      'a:\n\t@b c\n\t-d \\\n\t  e\n': [
        ['b', 'c'],
        ['d', 'e'],
      ],
      // All variables are set when the first recipe runs.
      'a: b\n\tc # no\nd = e f\n# g\n': [['d=', 'e', 'f'], ['c']],
      'D := /x\nE ?= y\nF = a b\nF += c': [['D=/x'], ['E?=y'], ['F=', 'a', 'b'], ['F+=', 'c']],
      'a b: c ; @d e\nf: x = y; z\ng: # h; i\nj := k; l\n': [['k'], ['l'], ['d', 'e']],
      "a:\n\tb '$(CURDIR)/x' $$PWD $(HOME) $@ '$$HOME'\n": [['b', '$(CURDIR)/x', '$$PWD', '$(HOME)', '$@', '$HOME']],
      'define X\na b\nendef\nc: ; d\n': [['a', 'b'], ['d']],
      'a:\r\n\tb \\\r\n\t c\r\n': [['b', 'c']],
      '\ta': [['a']],
    },
  ],
];

for (const [name, dialect, cases] of tables) {
  describe(`splitting ${name}`, () => {
    for (const [text, expected] of Object.entries(cases)) {
      it(`gives the words of ${JSON.stringify(text)}`, () => assert.deepEqual(commandsOf(text, dialect), expected));
    }

    it('takes any text, in bounded time', () => {
      const unit = fc.constantFrom(
        '$',
        '(',
        ')',
        '{',
        '"',
        "'",
        '`',
        '^',
        '%',
        '!',
        '\\',
        '\r\n',
        '\n',
        ' ',
        'a',
        '#',
        '@',
        '<',
        '=',
        '\t',
        '\0',
      );
      fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), (text) => void commandsOf(text, dialect)));
      for (const piece of ['$(', '"', "'", '`', '%', '!', '@"\n', '<#', "$('", 'a=\\\n', '\\"', '^\n', '${']) {
        const started = performance.now();
        dialect.split(piece.repeat(30_000), 0, piece.length * 30_000);
        assert.ok(performance.now() - started < 2000, piece);
      }
    });
  });
}

describe('the language of a line in a file for every system', () => {
  const lines: readonly (readonly [string, Dialect])[] = [
    ['docker run -v $(pwd):/app x', posix],
    ['docker run -v "$PWD":/app x', posix],
    ['docker run -v %cd%:/app x', batch],
    ['docker run -v C:\\data:/data x', batch],
    ['docker run -v "%USERPROFILE%\\x":/app x', batch],
    ['docker run -v $env:USERPROFILE/x:/app x', powerShell],
    ['curl --data 100%25 x && docker run -v ./a:/b x', posix],
  ];
  for (const [line, expected] of lines) {
    it(`is seen in ${line}`, () => assert.equal(dialectOfLine(line), expected));
  }
});
