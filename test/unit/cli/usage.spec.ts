import assert from 'node:assert/strict';
import { ruleIds } from '../../../src/mounts/ruleIds';
import { configRuleIds } from '../../../src/wslconf/ruleIds';
import { readJson, readText } from '../house/sources';
import { oldNode, Program, type Ran } from './program';

const slow = 'services:\n  web:\n    volumes: [/mnt/c/Users/u/app:/app]\n';

/** One line that names the program, ends like a sentence and has no stack in it. */
function isOneSentence({ code, stdout, stderr }: Ran): void {
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /^slipway\b[^\n]*[.]\n$/);
  assert.doesNotMatch(stderr, /\bat .*:\d+:\d+|Error:|\. [A-Z]/);
}

const allIds = [...ruleIds, ...configRuleIds];

describe('the command line', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  it('says in one sentence what it did not understand', async function () {
    // A process for each.
    this.timeout(60_000);
    const wrong: [string[], RegExp][] = [
      [['scna'], /"scna"/],
      [['constructor'], /"constructor"/],
      [['fix', '--stdin', '--filename', 'compose.yaml'], /--dry-run/],
      [['scan', '--dry-run'], /--dry-run/],
      [['mounts', '--baseline', 'x.sarif'], /--baseline/],
      [['scan', '--frobnicate'], /--frobnicate/],
      [['scan', '-x'], /-x/],
      [['scan', '--format'], /--format/],
      [['mounts', '--format', 'sarif'], /--format.*text, json;.*"sarif"/],
      [['scan', '--format', 'xml'], /--format.*text, json, sarif.*"xml"/],
      [['scan', '--fail-on', 'fatal'], /--fail-on.*"fatal"/],
      [['scan', '--side', 'mac'], /--side.*"mac"/],
      [['scan', '--side', '--stdin'], /--side/],
      [['scan', '--no-color=1'], /--no-color/],
      [['scan', '--location', 'here'], /--location.*"here"/],
      [['scan', '--location', '\\\\nas\\share'], /--location/],
      [['scan', '--stdin'], /--filename/],
      [['scan', '--filename', 'compose.yaml'], /--stdin/],
      [['scan', '--distro', 'Ubuntu'], /--location/],
      [['scan', '--stdin', '--filename', 'compose.yaml', 'other.yaml'], /--stdin/],
      [['scan', '--stdin', '--filename', '/a/compose.yaml', '--location', '/home/u'], /--filename/],
      [['explain', 'slow-mount', '--format', 'json'], /--format.*text;.*"json"/],
      [['explain', 'slow-mounts'], /slow-mount, database-on-windows/],
      [['explain', 'toString'], /slow-mount/],
      [['explain', 'slow-mount', 'wrong-side'], /one/],
      [['distros', 'Ubuntu'], /distros/],
      [['path', 'to-mars', 'x'], /to-linux/],
      [['distros', '--distro', 'Ubuntu'], /--location/],
    ];
    for (const [args, expected] of wrong) {
      const ran = await program.run(args);
      try {
        isOneSentence(ran);
        assert.match(ran.stderr, expected);
      } catch (error) {
        assert.fail(`${args.join(' ')}: ${String(error)}`);
      }
    }
  });

  it('names a machine file that cannot be used', async () => {
    const { stderr, code } = await program.run(['scan'], { env: { SLIPWAY_MACHINE: '/no/such/file.json' } });
    assert.equal(code, 2);
    assert.match(stderr, /^slipway: SLIPWAY_MACHINE names \/no\/such\/file\.json/m);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  it('takes options before and after paths, and none after --', async () => {
    const cwd = program.project({ 'a.yaml': slow, '--format.yaml': slow });
    const before = await program.run(['--format', 'json', 'scan', 'a.yaml'], { cwd });
    const after = await program.run(['scan', 'a.yaml', '--format=json'], { cwd });
    const ended = await program.run(['scan', '--format', 'json', '--', 'a.yaml', '--format.yaml'], { cwd });
    assert.equal(before.stdout, after.stdout);
    assert.equal((JSON.parse(before.stdout) as { findings: unknown[] }).findings.length, 1);
    assert.equal((JSON.parse(ended.stdout) as { findings: unknown[] }).findings.length, 2);
    assert.equal((await program.run(['scan', '--', '--help'], { cwd })).code, 2);
  });

  it('helps and tells its version', async () => {
    const { version } = readJson('package.json') as { version: string };
    assert.deepEqual(await program.run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await program.run(['--help']);
    assert.equal(help.code, 0);
    assert.equal(help.stderr, '');
    for (const word of [
      'scan',
      'fix',
      'mounts',
      'distros',
      'explain',
      '--format',
      '--location',
      '--distro',
      '--side',
      '--stdin',
      '--filename',
      '--fail-on',
      '--baseline',
      '--dry-run',
      '--env',
      '--engine',
      '--version',
      '--no-color',
    ]) {
      assert.ok(help.stdout.includes(word), word);
    }
    for (const args of [[], ['scan', '-h'], ['scan', '--help', '--format', 'nonsense']]) {
      assert.deepEqual(await program.run(args), help);
    }
    assert.ok(help.stdout.split('\n').every((line) => line.length <= 120));
  });

  it('prints what the README shows', async () => {
    const [, args = '', shown = ''] = /```\n\$ slipway (.*)\n([^]*?)```/.exec(readText('README.md')) ?? [];
    const clean = 'services: {web: {volumes: [data:/data]}}\n';
    const cwd = program.project({
      'compose.yaml': 'services:\n  web:\n    image: x\n    volumes:\n      - C:\\work\\lib:/lib\n',
      'a/compose.yaml': clean,
      'b/compose.yaml': clean,
    });
    const { stdout, stderr } = await program.run(args.split(' '), { cwd });
    assert.equal(stdout + stderr, shown);
  });

  it('says of each rule in a line what it is about', async () => {
    const { code, stdout } = await program.run(['explain']);
    assert.equal(code, 0);
    const rows = stdout.trimEnd().split('\n');
    assert.deepEqual(
      rows.map((row) => row.split('  ')[0]),
      allIds,
    );
    for (const row of rows) {
      const [rule = '', summary = ''] = row.split(/ {2,}/);
      const page = readText(`docs/rules/${rule}.md`).replaceAll('\n', ' ');
      assert.ok(/^[A-Z].*\.$/.test(summary) && page.includes(` ${summary} `), row);
    }
  });

  for (const rule of allIds) {
    it(`explains ${rule}`, async () => {
      assert.deepEqual(await program.run(['explain', rule]), {
        code: 0,
        stdout: `${readText(`docs/rules/${rule}.md`).trimEnd()}\n`,
        stderr: '',
      });
    });
  }

  it('says one sentence on a Node that is too old', async function () {
    const node = oldNode();
    if (node === null) return this.skip();
    for (const args of [['scan'], ['--version'], []]) {
      const ran = await program.run(args, { node });
      isOneSentence(ran);
      assert.match(ran.stderr, /^slipway needs Node 22 or later; this is Node \d+\.\d+\.\d+\.\n$/);
    }
  });

  it('ends quietly when nobody reads on', function () {
    if (process.platform === 'win32') return this.skip();
    const many = `services:\n${Array.from({ length: 2000 }, (_, i) => `  s${i}:\n    volumes: ["/mnt/c/x${i}:/app"]\n`).join('')}`;
    const file = `${program.project({ 'compose.yaml': many })}/compose.yaml`;
    for (const command of ['scan --format json', 'scan', 'mounts', 'mounts --format json']) {
      const { stdout, stderr } = program.shell(`"$NODE" "$SLIPWAY" ${command} ${file} | head -c 1`);
      assert.equal(stdout.length, 1, command);
      assert.doesNotMatch(stderr, /EPIPE|at /, command);
    }
    assert.doesNotMatch(
      program.shell(`"$NODE" "$SLIPWAY" scan ${file} 2>&1 >/dev/null | head -c 0`).stderr,
      /EPIPE|at /,
    );
    const codes = ['scan', 'mounts', 'scan --fail-on error', 'scan gone.yaml'].map(
      (command) =>
        program.shell(`{ "$NODE" "$SLIPWAY" ${command} ${file}; echo "$?" >&3; } 3>&2 2>/dev/null | head -c 1`).stderr,
    );
    assert.deepEqual(codes, ['1\n', '0\n', '0\n', '2\n']);
    const whole = program.shell(`"$NODE" "$SLIPWAY" scan --format json ${file} | cat`).stdout;
    assert.equal((JSON.parse(whole) as { findings: unknown[] }).findings.length, 2000);
  });

  it('writes no colours where nobody sees them', async () => {
    const cwd = program.project({ 'compose.yaml': slow });
    for (const env of [{}, { NO_COLOR: '1' }, { TERM: 'xterm-256color' }] as const) {
      const { stdout } = await program.run(['scan'], { cwd, env });
      assert.doesNotMatch(stdout, /\x1b/);
    }
  });

  it('writes colours to a terminal, unless asked not to', function () {
    const file = `${program.project({ 'compose.yaml': slow })}/compose.yaml`;
    // `script` from util-linux gives the command a terminal; Node takes one in CI for a file.
    const onTerminal = (prefix: string, options = ''): string =>
      program.shell(
        `unset CI; TERM=xterm-256color; export TERM; ${prefix} script -qec '"$NODE" "$SLIPWAY" scan ${options} ${file}' /dev/null </dev/null`,
      ).stdout;
    const colored = onTerminal('');
    if (!colored.includes('slow-mount')) return this.skip();
    assert.match(colored, /\x1b\[33mwarning/);
    assert.doesNotMatch(onTerminal('NO_COLOR=1'), /\x1b/);
    assert.doesNotMatch(onTerminal('', '--no-color'), /\x1b/);
  });
});
