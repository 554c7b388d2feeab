import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/text/message';
import { applyEdits } from '../../../src/text/edit';
import { checkConfig } from '../../../src/wslconf/check';
import type { WslConfigFile } from '../../../src/wslconf/scan';
import { readConformance } from '../mounts/conformance';
import { check, outline } from './checks';

/** What stands in a text, which file it is, and what is found in it for which WSL. */
type Row = readonly [text: string, found: readonly string[], file?: WslConfigFile, wsl?: string];

const quirks: Readonly<Record<string, readonly Row[]>> = {
  'a section is letters and digits in brackets': [
    ['[wsl2]\nmemory=8GB', []],
    ['[WSL2] # x\nMEMORY = 8GB', []],
    ['[ wsl2 ]\nmemory=8GB', ['1 syntax warning [ wsl2 ]']],
    ['[wsl-2]\nmemory=8GB', ['1 syntax warning [wsl-2]']],
    ['[wsl2] ; x\nmemory=8GB', ['1 syntax warning [wsl2] ; x']],
    ['[wsl2\nmemory=8GB\n[general]\nmemory=8GB', ['1 syntax warning [wsl2', '4 misplaced-key warning memory']],
    ['[=b', ['1 syntax error [=b'], 'wsl.conf'],
  ],
  'only # begins a comment': [
    ['# x\n[wsl2] #y\nmemory=8GB#z', []],
    ['; x\n[wsl2]\n  ; memory=8GB', ['1 syntax warning ; x', '3 syntax warning ; memory=8GB']],
    ['// x\n', ['1 syntax warning // x']],
    ['; x\n[foo]\na=1', ['1 syntax error ; x'], 'wsl.conf'],
  ],
  'a key is letters and digits before =': [
    ['[wsl2]\nmemory 8GB', ['2 syntax warning memory 8GB']],
    ['[wsl2]\nmemory: 8GB', ['2 syntax warning memory: 8GB']],
    ['[wsl2]\nmy-key=1', ['2 syntax warning my-key=1']],
    ['[wsl2]\n=8GB', ['2 syntax warning =8GB']],
  ],
  'quotes close on their line': [
    ['[wsl2]\nkernelCommandLine="a # b" # c', []],
    [
      '[wsl2]\nvmSwitch="x\nnetworkingMode=Bridged',
      ['2 syntax warning "x', '3 conflict warning networkingMode=Bridged'],
    ],
    ['[user]\ndefault="x\n[foo]\na=1', ['2 syntax error "x'], 'wsl.conf'],
  ],
  'a backslash begins an escape': [
    ['[wsl2]\nswapFile=C:\\\\x\\\\y.vhdx', []],
    ['[wsl2]\nswapFile=C:/x/y.vhdx', []],
    ['[wsl2]\nswapFile=C:\\Users\\me', ['2 escape warning \\U']],
    ['[wsl2]\nswapFile=C:\\temp\\new', ['2 escape warning C:\\temp\\new']],
    ['[wsl2]\nswapFile=C:\\\\x\\\nmemory=x', ['2 escape warning C:\\\\x\\\nmemory=x']],
    ['[wsl2]\nkernelCommandLine="a\\tb"', []],
    ['a=a\\m', ['1 escape error \\m'], 'wsl.conf'],
    ['[boot]\ncommand=echo \\$HOME\nsystemd=maybe', ['2 escape error \\$'], 'wsl.conf'],
    ['[wsl2]\nkernelCommandLine=a\\\nb\nmemory=x', ['4 bad-value warning x']],
  ],
  'nobody knows keys before a section': [
    ['memory=8GB', ['1 misplaced-key warning memory']],
    ['enabled=true', ['1 misplaced-key warning enabled'], 'wsl.conf'],
    ['a=b', ['1 misplaced-key warning a']],
  ],
  'unknown keys and sections are ignored': [
    ['[foo]\na=b', ['1 unknown-key warning [foo]'], 'wsl.conf'],
    ['[foo]\n', []],
    ['[wls2]\nmemory=1GB\nswap=1GB', ['1 unknown-key warning [wls2]']],
    ['[wsl2]\nmemroy=8GB', ['2 unknown-key warning memroy']],
    ['[wsl2]\nfrobnicate=1', ['2 unknown-key warning frobnicate']],
    ['[wsl2]\nfrobnicate=1', ['2 unknown-key info frobnicate'], 'wslconfig', '3.0.0.0'],
    ['[wsl2]\nfrobnicate=1', ['2 unknown-key warning frobnicate'], 'wslconfig', '2.9.4.0'],
    ['[wsl2]\nmemroy=8GB', ['2 unknown-key warning memroy'], 'wslconfig', '3.0.0.0'],
  ],
  'each file and section has its own keys': [
    ['[experimental]\nmemory=8GB', ['2 misplaced-key warning memory']],
    ['[wsl2]\nsystemd=true', ['2 misplaced-key warning systemd']],
    ['[boot]\nsystemd=true', ['1 misplaced-key warning [boot]']],
    ['[wsl2]\nmemory=8GB', ['1 misplaced-key warning [wsl2]'], 'wsl.conf'],
    ['[boot]\nhostname=x', ['2 misplaced-key warning hostname'], 'wsl.conf'],
    ['[boot]\nenabled=true', ['2 misplaced-key warning enabled'], 'wsl.conf'],
  ],
  'the first of several counts': [
    ['[wsl2]\nmemory=8GB\nMemory=4GB', ['3 duplicate-key warning Memory=4GB']],
    [
      '[wsl2]\nmemory=8 GB\n[general]\n[WSL2]\nmemory=4GB',
      ['2 bad-value warning 8 GB', '5 duplicate-key warning memory=4GB'],
    ],
    ['[wsl2]\ndnsTunneling=false\n[experimental]\ndnsTunneling=true', ['4 duplicate-key warning dnsTunneling=true']],
    ...['networkingMode=Nat', 'dnsTunneling=true', 'firewall=true', 'autoProxy=true'].map((line): Row => [
      `[experimental]\n${line}\n[wsl2]\n${line}`,
      [`4 duplicate-key warning ${line}`],
    ]),
    ['[wsl2]\nx=1\nx=2', ['2 unknown-key warning x', '3 unknown-key warning x']],
  ],
  'a truth value is true, false, 1 or 0': [
    ['[wsl2]\ngpuSupport=TRUE\ndebugConsole=0', []],
    ...['yes', 'on', 'off', '2', 'true;', ''].map((value): Row => [
      `[wsl2]\ngpuSupport=${value}`,
      [`2 bad-value warning ${value}`],
    ]),
  ],
  'a number is decimal, hexadecimal or octal': [
    ...['0', '-1', '0x10', '60000', '00'].map((value): Row => [`[wsl2]\nvmIdleTimeout=${value}`, []]),
    ...['60s', '1.5', '1e3', '', '08', '60 000'].map((value): Row => [
      `[wsl2]\nvmIdleTimeout=${value}`,
      [`2 bad-value warning ${value}`],
    ]),
    ['[wsl2]\nprocessors=010', ['2 bad-value info 010']],
    ['[wsl2]\nprocessors=0', ['2 bad-value info 0']],
    ['[filesystem]\numask=0022', [], 'wsl.conf'],
  ],
  'a size has a unit in capitals or none': [
    ...['8GB', '8G', '8589934592', '512MB', '8T', '8TB', '900000KB', '900000K', '999999999B'].map((value): Row => [
      `[wsl2]\nmemory=${value}`,
      [],
    ]),
    ...['8gb', '8 GB', '1.5GB', '8GiB', '8Gb', '50%', '-1', '', '0x10'].map((value): Row => [
      `[wsl2]\nmemory=${value}`,
      [`2 bad-value warning ${value}`],
    ]),
    ['[wsl2]\nmemory=8', ['2 bad-value info 8']],
    ['[wsl2]\nswap=0', []],
  ],
  'other values have their forms': [
    ['[wsl2]\nnetworkingMode=NAT', []],
    ['[wsl2]\nnetworkingMode=virtioproxy', []],
    ['[wsl2]\nnetworkingMode=host', ['2 bad-value warning host']],
    ['[wsl2]\nnetworkingMode=Bridged\nvmSwitch=x\nmacAddress=02-1A-2b:3C:4D:5E', []],
    ['[wsl2]\nmacAddress=02:1A', ['2 bad-value error 02:1A']],
    ['[experimental]\ndnsTunnelingIpAddress=10.0.0.256', ['2 bad-value warning 10.0.0.256']],
    [
      '[wsl2]\nnetworkingMode=mirrored\n[experimental]\nignoredPorts=80, 443',
      ['2 docker info networkingMode=mirrored'],
    ],
    ['[experimental]\nignoredPorts=80,0', ['2 bad-value warning 80,0']],
  ],
  'a # ends a value without a blank': [
    ['[wsl2]\nkernelCommandLine=a#b', ['2 cut-value info #b']],
    ['[wsl2]\nkernelCommandLine=a #b', []],
    ['[wsl2]\nkernelCommandLine="a"#b', []],
    ['[wsl2]\nmemory=8GB#b\nguiApplications=false#c', []],
  ],
  'characters outside ASCII are damaged in .wslconfig': [
    ['[wsl2]\nswapFile=C:/Müller/s.vhdx', ['2 non-ascii warning C:/Müller/s.vhdx']],
    ['# 値\n[wsl2]\nswap=0 # 値', []],
    ['[automount]\nroot=/値', [], 'wsl.conf'],
  ],
  'some keys are gone or have moved': [
    ['[wsl2]\npageReporting=false', ['2 removed-key info pageReporting']],
    ['[wsl2]\npageReporting=false', ['2 removed-key warning pageReporting'], 'wslconfig', '2.6.1.0'],
    ['[wsl2]\npageReporting=false', [], 'wslconfig', '2.4.0.0'],
    ['[experimental]\nuseWindowsDnsCache=false', ['2 removed-key warning useWindowsDnsCache'], 'wslconfig', '2.5.8'],
    ['[wsl2]\nvirtio9p=true', ['2 removed-key info virtio9p']],
    ['[wsl2]\nvirtio9p=false', []],
    ['[experimental]\ndnsTunneling=true', []],
    ['[experimental]\ndnsTunneling=true', ['2 removed-key hint dnsTunneling'], 'wslconfig', '2.6.0'],
  ],
  'the installed WSL decides what is known': [
    ['[experimental]\nswiotlb=64MB', []],
    ['[experimental]\nswiotlb=64MB', ['2 newer-wsl warning swiotlb'], 'wslconfig', '2.8.8'],
    ['[experimental]\nswiotlb=64MB', [], 'wslconfig', '2.8.9.0'],
    ['[wsl2]\nisolateDistroCgroup=false', ['2 newer-wsl warning isolateDistroCgroup'], 'wslconfig', '2.9.4.0'],
    ['[wsl2]\nisolateDistroCgroup=false', [], 'wslconfig', '2.9.5.0'],
    ['[wsl2]\nisolateDistroCgroup=false', []],
    ['[automount]\ncgroups=v2', ['2 newer-wsl warning cgroups'], 'wsl.conf', '2.6.1'],
    ['[wsl2]\nnetworkingMode=Consomme', ['2 newer-wsl warning Consomme'], 'wslconfig', '2.8.9'],
    ['[wsl2]\nnetworkingMode=VirtioProxy', [], 'wslconfig', '2.8.9'],
    ['[wsl2]\nnetworkingMode=Mirrored', ['2 newer-wsl warning Mirrored'], 'wslconfig', '1.2.5'],
    // Nobody knows when these came.
    ['[general]\ninstanceIdleTimeout=-1\n[wsl2]\nkernelBootTimeout=1000', [], 'wslconfig', '1.0.0'],
    ['[wsl2]\nmemory=8GB\n[experimental]\nautoMemoryReclaim=dropcache', [], 'wslconfig', 'nonsense'],
  ],
  'a line has one cause': [
    ['[wsl2]\nkernelModules=C:/ü', ['2 non-ascii warning C:/ü']],
    ['[wsl2]\nkernel=C:/ü\nkernelModules=C:/m', ['2 non-ascii warning C:/ü']],
    ['[experimental]\nignoredPorts=80', ['2 newer-wsl warning ignoredPorts'], 'wslconfig', '1.0'],
  ],
};

describe('the check of .wslconfig and wsl.conf', () => {
  for (const [quirk, rows] of Object.entries(quirks))
    describe(quirk, () => {
      for (const [text, found, file = 'wslconfig', wsl = null] of rows) {
        it(`${file}${wsl === null ? '' : ` of WSL ${wsl}`}: ${JSON.stringify(text)}`, () => {
          assert.deepEqual(outline(text, file, wsl), found);
          assert.deepEqual(
            outline(text.replace(/\n/g, '\r\n'), file, wsl).map((line) => line.replace(/\r\n/g, '\n')),
            found,
            'with CR LF',
          );
        });
      }
    });

  it('finds a byte order mark where it does harm', () => {
    const marked = (file: WslConfigFile) => checkConfig({ text: '[foo]\na=1\n', file, wsl: null, hasMark: true });
    assert.deepEqual(
      marked('wsl.conf').findings.map(({ rule, range }) => [rule, range]),
      [['config-byte-order-mark', { start: 0, end: 5 }]],
    );
    assert.deepEqual(marked('wsl.conf').unread, { start: 0, end: 10 });
    assert.deepEqual(
      marked('wslconfig').findings.map(({ rule }) => rule),
      ['config-unknown-key'],
    );
  });

  it('tells what WSL does not come to in wsl.conf', () => {
    const text = '[boot]\nbad line\nsystemd=true\n';
    assert.deepEqual(check(text, 'wsl.conf').unread, { start: text.indexOf('systemd'), end: text.length });
    assert.equal(check(text, 'wslconfig').unread, null);
    assert.equal(check('[boot]\nbad', 'wsl.conf').unread, null);
  });

  it('warns where the tests of WSL have it warn, and nowhere else', function () {
    const cases = readConformance('wsl-conf.json') as readonly { wsl_conf: string; warning?: string }[] | null;
    if (!cases) return this.skip();
    const rules: readonly [RegExp, string][] = [
      [/Unknown key/, 'config-unknown-key'],
      [/Invalid escaped character/, 'config-escape'],
      [/Invalid section name/, 'config-syntax'],
    ];
    for (const { wsl_conf: text, warning } of cases) {
      const { findings, lines } = check(text, 'wsl.conf');
      const told = findings.filter(({ rule }) => rule !== 'config-docker');
      if (warning === undefined) {
        assert.deepEqual(told, [], text);
        continue;
      }
      const [, number] = /:(\d+)$/.exec(warning) ?? [];
      assert.deepEqual(
        told.map(({ rule }) => rule),
        rules.filter(([pattern]) => pattern.test(warning)).map(([, rule]) => rule),
        text,
      );
      // In a text with CR LF, WSL counts each line that is not blank twice.
      const key = text.indexOf('a=b') >= 0 ? text.indexOf('a=b') : 0;
      const { line } = lines.positionAt(key);
      const before = text.split('\r\n').slice(0, line - 1);
      assert.equal(
        line + (text.includes('\r') ? before.filter((each) => each !== '').length : 0),
        Number(number),
        text,
      );
    }
  });

  it('names the values that this WSL knows', () => {
    const said = (wsl: string | null): string =>
      check('[wsl2]\nnetworkingMode=x', 'wslconfig', wsl)
        .findings.map(({ message }) => inEnglish(message))
        .join();
    assert.match(said(null), /Nat, Mirrored, Consomme, Bridged, None/);
    assert.match(said('2.6.1'), /Nat, Mirrored, Bridged, None/);
  });

  it('says in the sentence what counts', () => {
    const said = (text: string, file: WslConfigFile = 'wslconfig'): string[] =>
      check(text, file).findings.map(({ message }) => inEnglish(message));
    assert.match(said('[wsl2]\nmemory=1GB\nmemory=2GB')[0] ?? '', /line 2 counts/);
    assert.match(said('[boot]\nx y', 'wsl.conf')[0] ?? '', /^WSL reads no further/);
    assert.match(said('[wsl2]\nx y')[0] ?? '', /^WSL leaves this line out/);
  });

  describe('comments that suppress', () => {
    const text = '[wsl2]\nmemory=8gb\nswap=8gb\n';
    it('are offered, each for what it is meant', () => {
      const [first] = check(text).findings;
      const fix = first?.suppress?.('why');
      assert.ok(fix);
      const after = applyEdits(text, fix.edits);
      assert.equal(after, '[wsl2]\n# slipway-ignore-next-line config-bad-value -- why\nmemory=8gb\nswap=8gb\n');
      assert.deepEqual(outline(after), ['4 bad-value warning 8gb']);
      const all = first?.suppressInFile?.('why');
      assert.ok(all);
      assert.deepEqual(outline(applyEdits(text, all.edits)), []);
    });
    it('count behind the line at which WSL stops as well', () => {
      assert.deepEqual(outline('bad\n# slipway-ignore-file config-syntax -- x\n', 'wsl.conf'), []);
    });
    it('are told of when they do nothing', () => {
      assert.deepEqual(outline('# slipway-ignore-file config-escape -- x\n'), [
        '1 unused-suppression info config-escape',
      ]);
      assert.deepEqual(outline('# slipway-ignore-file slow-mount -- x\n'), ['1 unused-suppression warning slow-mount']);
    });
    it('are not offered within a value of several lines', () => {
      const [finding] = check('[wsl2]\nkernelCommandLine=a\\\nb#c\n').findings;
      assert.equal(finding?.rule, 'config-cut-value');
      assert.equal(finding.suppress?.('x'), null);
    });
  });
});
