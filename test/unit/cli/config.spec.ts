import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { assertSarif } from '../text/report/sarifSchema';
import { Program } from './program';

/** A file with every mistake, and what is found in it: one finding for each, in its line. */
const everyMistake = [
  ['memory=8GB', 'config-misplaced-key'],
  ['; a comment', 'config-syntax'],
  ['[ general ]', 'config-syntax'],
  ['[wls2]', 'config-unknown-key'],
  ['memory=8GB', null],
  ['[boot]', 'config-misplaced-key'],
  ['systemd=true', null],
  ['[wsl2]', null],
  ['memroy=8GB', 'config-unknown-key'],
  ['sparseVhd=false', 'config-misplaced-key'],
  ['appendWindowsPath=false', 'config-misplaced-key'],
  ['memory 8GB', 'config-syntax'],
  ['vmSwitch="x', 'config-syntax'],
  ['swapFile=C:\\Users\\x', 'config-escape'],
  ['crashDumpFolder=C:\\temp', 'config-escape'],
  ['debugConsoleLogFile=C:/ü', 'config-non-ascii'],
  ['memory=8gb', 'config-bad-value'],
  ['memory=8GB', 'config-duplicate-key'],
  ['swap=1.5GB', 'config-bad-value'],
  ['defaultVhdSize=8GiB', 'config-bad-value'],
  ['gpuSupport=yes', 'config-bad-value'],
  ['vmIdleTimeout=60s', 'config-bad-value'],
  ['processors=010', 'config-bad-value'],
  ['macAddress=1', 'config-bad-value'],
  ['kernelCommandLine=a#b', 'config-cut-value'],
  ['pageReporting=true', 'config-removed-key'],
  ['isolateDistroCgroup=false', 'config-newer-wsl'],
  ['kernelModules=C:/m', 'config-conflict'],
  ['networkingMode=mirrored', 'config-docker'],
  ['localhostForwarding=true', 'config-conflict'],
  ['[experimental]', null],
  ['networkingMode=nat', 'config-duplicate-key'],
  ['autoMemoryReclaim=gradual', 'config-docker'],
] as const;

interface Output {
  readonly findings: readonly { readonly file: string; readonly startLine: number; readonly rule: string }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

describe('slipway config check', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  const text = `${everyMistake.map(([line]) => line).join('\n')}\n`;
  const bad = '[wsl2]\nmemory=8 gb\n';
  const parse = (stdout: string): Output => JSON.parse(stdout) as Output;

  it('finds each mistake once and in its line', async () => {
    const cwd = program.project({ '.wslconfig': text });
    const args = ['config', 'check', '.wslconfig', '--format', 'json', '--wsl-version', '2.9.4'];
    const { code, stdout } = await program.run(args, { cwd });
    const { findings, errors } = parse(stdout);
    assert.deepEqual(
      findings.map(({ startLine, rule }) => [startLine, rule]),
      everyMistake.map(([, rule], index) => [index + 1, rule]).filter(([, rule]) => rule !== null),
    );
    assert.deepEqual([code, errors], [1, []]);
  });

  it('is text with the line, JSON, or SARIF with its rules', async () => {
    const cwd = program.project({ '.wslconfig': bad });
    const { code, stdout, stderr } = await program.run(['config', 'check', '.wslconfig'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /^\.wslconfig:2:8 warning config-bad-value memory=8 gb\n {4}WSL ignores this value of memory/);
    assert.match(stdout, /\n {4}suggestion: Write 8GB\n$/);
    assert.equal(stderr, '1 warning in 1 file, 1 file read.\n');
    const sarif = await program.run(['config', 'check', '.wslconfig', '--format', 'sarif'], { cwd });
    const log = JSON.parse(sarif.stdout) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: unknown[] }];
    };
    assertSarif(log);
    const ids = log.runs[0].tool.driver.rules.map(({ id }) => id);
    assert.deepEqual(ids, [...configRuleIds, 'unused-suppression']);
    assert.equal(log.runs[0].results.length, 1);
    assert.equal((await program.run(['config', 'check', '.wslconfig', '--fail-on', 'error'], { cwd })).code, 0);
  });

  it('knows a file by its name or by what the call says, and other files beside one that fails', async () => {
    const cwd = program.project({ 'etc/wsl.conf': '[boot]\r\nx y\r\n', 'a.txt': bad, '.wslconfig': `\uFEFF${bad}` });
    const all = await program.run(['config', 'check', 'etc/wsl.conf', '.wslconfig', 'a.txt', 'gone/wsl.conf', '--format', 'json'], { cwd }); // prettier-ignore
    assert.equal(all.code, 2);
    const { findings, errors } = parse(all.stdout);
    assert.deepEqual(findings.map(({ file, startLine }) => [file, startLine]), [['etc/wsl.conf', 2], ['.wslconfig', 2]]); // prettier-ignore
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['a.txt', 'gone/wsl.conf'],
    );
    assert.match(all.stderr, /^a\.txt: .*--as.*\ngone\/wsl\.conf does not exist\.\n$/);
    const named = await program.run(['config', 'check', 'a.txt', '--as', 'wslconfig', '--format', 'json'], { cwd });
    assert.deepEqual([named.code, parse(named.stdout).findings.length], [1, 1]);
  });

  it('finds the byte order mark of a wsl.conf', async () => {
    const cwd = program.project({ 'wsl.conf': '\uFEFF[boot]\nsystemd=true\n' });
    const { stdout } = await program.run(['config', 'check', 'wsl.conf'], { cwd });
    assert.match(stdout, /^wsl\.conf:1:1 error config-byte-order-mark \[boot\]\n/);
  });

  it('reads what PowerShell 5 has written, as WSL does in .wslconfig alone', async () => {
    const cwd = program.project();
    for (const name of ['.wslconfig', 'wsl.conf']) writeFileSync(join(cwd, name), `\uFEFF[x]\r\na=1\r\n`, 'utf16le');
    const { stdout } = await program.run(['config', 'check', '.wslconfig', 'wsl.conf', '--format', 'json'], { cwd });
    const rules = parse(stdout).findings.map(({ file, rule }) => [file, rule]);
    assert.deepEqual(rules, [['.wslconfig', 'config-unknown-key'], ['wsl.conf', 'config-byte-order-mark']]); // prettier-ignore
  });

  it('reads standard input', async () => {
    const { code, stdout } = await program.run(['config', 'check', '--stdin', '--filename', 'x/.wslconfig', '--format', 'json'], { stdin: bad }); // prettier-ignore
    assert.deepEqual([code, parse(stdout).findings[0]?.file], [1, 'x/.wslconfig']);
  });

  it('looks at the file of this user on Windows, and at that of the distro inside one', async () => {
    const drive = program.project({ 'Users/dev/.wslconfig': bad });
    const share = program.project({ 'etc/wsl.conf': '[boot]\nsystemd=on\n' });
    const windows = program.machine({ platform: 'windows', programs: {}, env: { USERPROFILE: 'C:\\Users\\dev' }, drives: { C: drive }, uncRoots: {}, pipes: {} }); // prettier-ignore
    const inside = program.machine({ platform: 'wsl', programs: {}, env: { WSL_DISTRO_NAME: 'Ubuntu' }, drives: {}, uncRoots: { '\\\\wsl.localhost\\Ubuntu': share }, pipes: {} }); // prettier-ignore
    for (const [env, file] of [
      [windows, 'Users/dev/.wslconfig'],
      [inside, 'etc/wsl.conf'],
    ] as const) {
      const { code, stdout } = await program.run(['config', 'check', '--format', 'json'], { env });
      const { findings } = parse(stdout);
      assert.deepEqual([code, findings.length], [1, 1]);
      assert.ok(findings[0]?.file.endsWith(file), findings[0]?.file);
    }
    const empty = program.machine({ platform: 'windows', programs: {}, env: { USERPROFILE: 'C:\\Users\\none' }, drives: { C: drive }, uncRoots: {}, pipes: {} }); // prettier-ignore
    const { code, stdout, stderr } = await program.run(['config', 'check'], { env: empty });
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /There is no .*\.wslconfig: WSL goes by its defaults\.\n$/);
    const nowhere = await program.run(['config', 'check'], { env: program.machine({ platform: 'other' }) });
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /config check needs a file here/);
  });

  it('wakes no distro for a file that lies in one', async () => {
    const share = program.project({ 'etc/wsl.conf': '[boot]\nsystemd=on\n' });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({ platform: 'windows', programs: {}, env: {}, drives: {}, uncRoots: { '\\\\wsl.localhost\\Ubuntu': share }, pipes: {}, gateLog }); // prettier-ignore
    const { code, stderr } = await program.run(['config', 'check', '\\\\wsl.localhost\\Ubuntu\\etc\\wsl.conf'], {
      env,
    });
    assert.equal(code, 2);
    assert.match(stderr, /Reading it would start Ubuntu\./);
    assert.ok(!existsSync(gateLog));
  });

  it('says in one sentence what it did not understand', async () => {
    for (const [args, expected] of [
      [['config'], /check/],
      [['config', 'fix'], /check/],
      [['config', 'check', '--wsl-version', 'new'], /--wsl-version.*"new"/],
      [['config', 'check', '--as', 'ini'], /--as.*wslconfig, wsl\.conf.*"ini"/],
      [['config', 'check', '--stdin'], /--filename/],
      [['config', 'check', '--stdin', '--filename', 'wsl.conf', 'x'], /--stdin/],
      [['scan', '--as', 'wsl.conf'], /config/],
    ] as const) {
      const { code, stdout, stderr } = await program.run(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, expected);
    }
  });
});
