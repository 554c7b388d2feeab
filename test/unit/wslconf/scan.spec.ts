import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAutomount } from '../../../src/wslconf/automount';
import { scanWslConfig, type WslConfigFile } from '../../../src/wslconf/scan';
import { readConformance } from '../mounts/conformance';

/** `section.key=value` of each entry. */
function entries(text: string, file: WslConfigFile = 'wslconfig'): string[] {
  return scanWslConfig(text, file).entries.map(({ section, key, value }) => `${section ?? ''}.${key}=${value}`);
}

describe('scanWslConfig', () => {
  const cases: Readonly<Record<string, string[]>> = {
    '[a]\nb=c': ['a.b=c'],
    '  [A1]  # x\n\t b \t=\t c d  \n': ['A1.b=c d'],
    'a=b': ['.a=b'],
    '[s]\na=b#c\nd = #e\nf= "g # h" # i\n': ['s.a=b', 's.d=', 's.f=g # h'],
    '[s]\na="  b  "\nc=d "e"f\n': ['s.a=  b  ', 's.c=d ef'],
    '[s]\na=C:\\\\x\\"y\\tz\n': ['s.a=C:\\x"y\tz'],
    '[s]\na=b\\\nc\nd=e\\\r\nf\n': ['s.a=bc', 's.d=ef'],
    '[s]\r\na=b\r\n\r\nc=d': ['s.a=b', 's.c=d'],
    '# x\n\n;\n[s]\na=1': ['s.a=1'],
    '[s]\na=b ""\n': ['s.a=b '],
    // A bad line is left out.
    '[s]\na=C:\\Users\nb=c\n': ['s.b=c'],
    '[s]\na="b\nc=d\n': ['s.c=d'],
    '[s]\na b=c\na-b=c\n=c\na\n1=2\nd=e': ['s.d=e'],
    // A broken header does not open a section, and the keys below belong to none that is known.
    '[s]\n[t u]\na=b\n[ v]\nc=d': ['t u].a=b', 't u].c=d'],
    '[s]\n[t-u]\na=b': ['t-u].a=b'],
    '[s] x\na=b': ['s] x.a=b'],
    '[a]\nb=1\n[A]\nB=2': ['a.b=1', 'A.B=2'],
    '\uFEFF[a]\nb=c': ['a.b=c'],
    '': [],
    '[': [],
    'a=\\': [],
    'a=b\r': ['.a=b'],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(entries(text), expected));
  }

  it('stops in wsl.conf at the first bad line', () => {
    const text = '[s]\na=1\nb=C:\\x\nc=2\n';
    assert.deepEqual(entries(text, 'wsl.conf'), ['s.a=1']);
    assert.equal(scanWslConfig(text, 'wsl.conf').stoppedAt, text.indexOf('c=2'));
    assert.equal(scanWslConfig(text, 'wslconfig').stoppedAt, null);
    assert.deepEqual(entries('\uFEFF[s]\na=1', 'wsl.conf'), []);
  });

  it('knows where everything stands, and what is wrong', () => {
    const text = '[automount] # x\nroot = "/a b" # c\nbad = "\nw=C:\\q\nx y\n[z-]\n';
    const { sections, entries: found, problems } = scanWslConfig(text, 'wslconfig');
    const piece = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    assert.deepEqual(
      sections.map(({ range }) => piece(range)),
      ['[automount]'],
    );
    assert.deepEqual(
      found.map(({ keyRange, valueRange }) => [piece(keyRange), piece(valueRange)]),
      [['root', '"/a b"']],
    );
    assert.deepEqual(
      problems.map(({ kind, range }) => [kind, piece(range)]),
      [
        ['quote', '"'],
        ['escape', '\\q'],
        ['equals', 'x y'],
        ['section', '[z-]'],
      ],
    );
  });

  it('takes any text', () => {
    const unit = fc.constantFrom(
      '[',
      ']',
      'a',
      'B',
      '=',
      '"',
      '\\',
      '#',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\r',
      '1',
      ';',
      '\uFEFF',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 60 }),
        fc.constantFrom<WslConfigFile>('wslconfig', 'wsl.conf'),
        (text, file) => {
          const scanned = scanWslConfig(text, file);
          for (const { key, keyRange } of scanned.entries) assert.equal(text.slice(keyRange.start, keyRange.end), key);
          for (const { range } of scanned.problems) assert.ok(range.start <= range.end && range.end <= text.length);
        },
      ),
    );
  });

  it('gives back what is written for a value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\\', '"', '#', '\t', '\n', '=', 'é', ';'), maxLength: 12 }),
        (value) => {
          const escaped = value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
          assert.deepEqual(entries(`[s]\nk = "${escaped}" # c`), [`s.k=${value}`]);
        },
      ),
    );
  });
});

describe('readAutomount', () => {
  it('agrees with the tests of WSL in every row that speaks of the drives', function () {
    const cases = readConformance('wsl-conf.json') as
      | readonly { wsl_conf: string; fstab?: string; warning?: string; expect?: Readonly<Record<string, unknown>> }[]
      | null;
    if (!cases) return this.skip();
    let checked = 0;
    for (const { wsl_conf: text, fstab = '', warning, expect = {} } of cases) {
      const { problems, entries: found } = scanWslConfig(text, 'wsl.conf');
      const { enabled, root } = readAutomount(text);
      if ('/mnt/c_is_mountpoint' in expect && fstab === '') {
        assert.equal(enabled, expect['/mnt/c_is_mountpoint'], text);
        checked += 1;
      }
      if ('shared_mount_folder' in expect) {
        assert.equal(`${root}wsl`, expect['shared_mount_folder'], text);
        checked += 1;
      }
      if ('hostname' in expect) assert.equal(found[0]?.value, expect['hostname']);
      if (/escaped/.test(warning ?? '')) assert.equal(problems[0]?.kind, 'escape');
      else if (/section name/.test(warning ?? '')) assert.equal(problems[0]?.kind, 'section');
      else assert.deepEqual(problems, [], text);
    }
    assert.ok(checked >= 3);
  });

  it('takes the first of several, and the default for what is said badly', () => {
    const read = (body: string) => readAutomount(`[automount]\n${body}`);
    assert.deepEqual(read(''), { enabled: true, root: '/mnt/', mountsFstab: true });
    assert.deepEqual(read('Root=/\nENABLED=False\nmountFsTab=0'), { enabled: false, root: '/', mountsFstab: false });
    assert.equal(read('root=/a\nroot=/b').root, '/a/');
    assert.equal(read('root = "/my drives//x/"').root, '/my drives/x/');
    assert.equal(read('root=relative').root, '/mnt/');
    assert.equal(read('enabled=no\nenabled=false').enabled, true);
    assert.equal(readAutomount('[network]\nroot=/x').root, '/mnt/');
    assert.equal(readAutomount('[x]\nbad line\n[automount]\nroot=/x').root, '/mnt/');
  });
});
