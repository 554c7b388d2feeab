import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { assertSarif } from '../text/report/sarifSchema';
import { everyMistake, everyMistakeOfConf, mistakesIn, textOf } from '../wslconf/mistakes';
import { Program } from './program';

interface Output {
  readonly findings: readonly {
    readonly file: string;
    readonly startLine: number;
    readonly rule: string;
    readonly message: string;
  }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

describe('slipway config check', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  const bad = '[wsl2]\nmemory=8 gb\n';
  const parse = (stdout: string): Output => JSON.parse(stdout) as Output;

  for (const mistaken of [everyMistake, everyMistakeOfConf])
    it(`finds each mistake once and in its line: ${mistaken.name}`, async () => {
      const name = mistaken.file === 'wslconfig' ? '.wslconfig' : 'wsl.conf';
      const cwd = program.project({ [name]: textOf(mistaken) });
      const args = ['config', 'check', name, '--format', 'json', '--wsl-version', mistaken.wsl];
      const { code, stdout } = await program.run(args, { cwd });
      const { findings, errors } = parse(stdout);
      const expected = mistakesIn(mistaken);
      assert.deepEqual(
        findings.map(({ startLine, rule }) => [startLine, rule]),
        expected.map(([line, rule]) => [line, rule]),
      );
      for (const [index, [, , says]] of expected.entries()) assert.ok(findings[index]?.message.includes(says), says);
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
