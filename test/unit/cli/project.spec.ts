import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../house/sources';
import { readProjectFile } from '../../../src/mounts/projectFile';
import { Program } from './program';

const service = (volume: string): string => `services:\n  web:\n    image: x\n    volumes:\n      - ${volume}\n`;
const slow = service('/mnt/c/x:/app');

interface Output {
  readonly findings: readonly {
    file: string;
    rule: string;
    severity: string;
    source: string;
    resolved: string | null;
  }[];
  readonly errors: readonly { file: string; line?: number; message: string }[];
}

describe('the settings of a project, on the command line', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  async function scan(args: readonly string[], cwd: string, env = {}): Promise<Output & { code: number | null }> {
    const { code, stdout } = await program.run(['scan', '--format', 'json', ...args], { cwd, env });
    return { ...(JSON.parse(stdout) as Output), code };
  }

  const rules = ({ findings }: Output) => findings.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`);

  it('count for the files below, the nearest first, whatever is named', async () => {
    const cwd = program.project({
      '.slipway.jsonc': '{"rules": {"slow-mount": "error"}}',
      'compose.yaml': slow,
      'a/b/compose.yaml': slow,
      'c/.slipway.jsonc': '// here it is accepted\n{"rules": {"slow-mount": "off"}}',
      'c/d/compose.yaml': slow,
    });
    mkdirSync(join(cwd, '.git'));
    const expected = ['a/b/compose.yaml slow-mount error', 'compose.yaml slow-mount error'];
    assert.deepEqual(rules(await scan([], cwd)), expected);
    assert.deepEqual(rules(await scan(['c', 'a', 'compose.yaml'], cwd)), expected);
    assert.deepEqual(rules(await scan(['a/b/compose.yaml'], cwd)), expected.slice(0, 1));
    assert.deepEqual(rules(await scan(['c/d/compose.yaml'], cwd)), []);
    assert.equal((await scan(['--fail-on', 'error'], cwd)).code, 1);
    const piped = ['--stdin', '--filename', 'a/compose.yaml', '--format', 'json'];
    const { stdout } = await program.run(['scan', ...piped], { cwd, stdin: slow });
    assert.deepEqual(rules(JSON.parse(stdout) as Output), ['a/compose.yaml slow-mount error']);
  });

  it('end at the repository', async () => {
    const cwd = program.project({
      '.slipway.jsonc': '{"rules": {"slow-mount": "error"}}',
      'repo/.git/HEAD': '',
      'repo/a/compose.yaml': slow,
    });
    for (const operand of ['.', 'repo', 'repo/a', 'repo/a/compose.yaml']) {
      assert.deepEqual(rules(await scan([operand], cwd)), ['repo/a/compose.yaml slow-mount warning'], operand);
    }
  });

  it('leave out what they exclude, unless it is named', async () => {
    const cwd = program.project({
      '.slipway.jsonc': '{"excludes": ["legacy/", "*.override.yaml", "!keep.override.yaml"]}',
      'legacy/deep/compose.yaml': slow,
      'compose.yaml': slow,
      // Left out, it still says what is mounted.
      'compose.override.yaml': service('/mnt/d/y:/app'),
    });
    const { findings, errors } = await scan([], cwd);
    assert.deepEqual([findings, errors], [[], []]);
    assert.equal((await scan(['legacy/deep/compose.yaml'], cwd)).findings.length, 1);
    assert.equal(
      (await scan(['compose.override.yaml'], cwd)).findings.some(({ file }) => file === 'compose.override.yaml'),
      true,
    );
  });

  it('say where the project lives, for machines that cannot tell', async () => {
    const files = { '.slipway.jsonc': '{"location": "C:\\\\work\\\\shop"}', 'a/compose.yaml': service('./src:/app') };
    const cwd = program.project(files);
    const resolved = async (...args: string[]) => (await scan(args, cwd)).findings.map((each) => each.resolved);
    for (const operand of ['.', 'a', 'a/compose.yaml']) {
      assert.deepEqual(await resolved(operand), ['C:\\work\\shop', 'C:\\work\\shop\\a\\src'], operand);
    }
    assert.deepEqual(await resolved('--location', '/home/u/p'), []);
    const distro = program.project({
      'home/u/.slipway.jsonc': files['.slipway.jsonc'],
      'home/u/a/compose.yaml': files['a/compose.yaml'],
    });
    const env = program.machine({ platform: 'windows', uncRoots: { '\\\\wsl.localhost\\Ubuntu': distro } });
    const known = await scan(['\\\\wsl.localhost\\Ubuntu\\home\\u'], cwd, env);
    assert.ok(!known.findings.some(({ rule }) => rule === 'slow-mount'), JSON.stringify(known));
  });

  it('name the side and variables, which the call beats', async () => {
    const cwd = program.project({
      '.slipway.jsonc': '{"location": "C:\\\\p", "side": "windows", "env": {"A": "/mnt/c/a", "B": "/mnt/c/b"}}',
      'compose.yaml': service('"${A}:/app"').replace(/$/, '      - "${B}:/b"\n'),
      '.env': 'A=/home/u/a\n',
    });
    const seen = async (...args: string[]) =>
      (await scan(args, cwd)).findings.map(({ rule, source }) => `${rule} ${source}`);
    assert.deepEqual(await seen(), ['wrong-side /mnt/c/a', 'wrong-side /mnt/c/b']);
    assert.deepEqual(await seen('--side', 'wsl', '--env', 'B=/home/u/b'), ['slow-mount /mnt/c/a']);
    assert.deepEqual(await seen('--side', 'auto', '--env', 'B=/home/u/b'), ['slow-mount /mnt/c/a']);
  });

  it('are told what is wrong in them, once, and the rest goes on', async () => {
    const cwd = program.project({
      '.slipway.jsonc': '{\n  "program": "wsl.exe",\n  "rules": {"slow-mount": "hint", "slow-mounts": "off"}\n}',
      'compose.yaml': slow,
      'a/compose.yaml': slow,
      'b/.slipway.jsonc': '{"side" "wsl"}',
      'b/compose.yaml': slow,
    });
    const { findings, errors, code } = await scan([], cwd);
    assert.equal(code, 2);
    assert.deepEqual(
      errors.map(({ file, line }) => [file, line]),
      [
        ['.slipway.jsonc', 2],
        ['.slipway.jsonc', 3],
        ['b/.slipway.jsonc', 1],
      ],
    );
    assert.match(errors[0]?.message ?? '', /"program"/);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['hint', 'warning', 'hint'],
    );
  });

  it('start no distro by being looked for', async () => {
    const distro = program.project({ 'p/.slipway.jsonc': '{"rules": {"slow-mount": "off"}}' });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({ platform: 'windows', uncRoots: { '\\\\wsl.localhost\\U': distro }, gateLog });
    const args = ['scan', '--stdin', '--filename', '\\\\wsl.localhost\\U\\p\\compose.yaml', '--format', 'json'];
    const { code, stdout } = await program.run(args, { env, stdin: slow });
    assert.deepEqual((JSON.parse(stdout) as Output).errors, []);
    assert.equal(code, 1);
    assert.ok(!existsSync(gateLog));
  });

  it('are all shown in the example, without a fault', () => {
    const { settings, errors, problems } = readProjectFile(readText('docs/examples/slipway.jsonc'));
    assert.deepEqual([errors, problems], [[], []]);
    assert.ok(
      settings.location && settings.excludes.length > 0 && settings.levels.size > 0 && settings.variables.size > 0,
    );
  });
});

describe('what git ignores, on the command line', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  it('is not reported, but read for what it says of other files', async () => {
    const cwd = program.project({
      '.gitignore': '.env\n*.override.yaml\nout/\n',
      '.env': 'SRC=/mnt/c/x\n',
      'compose.yaml': service('${SRC}:/app').replace(/$/, '      - /mnt/c/gone:/gone\n'),
      'compose.override.yaml': service('data:/gone').replace(/$/, '      - /mnt/d/mine:/mine\n'),
      'out/compose.yaml': slow,
    });
    const { stdout } = await program.run(['scan', '--format', 'json'], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: { file: string; resolved: string }[] };
    assert.deepEqual(
      findings.map(({ file, resolved }) => [file, resolved]),
      [['compose.yaml', '/mnt/c/x']],
    );
    const named = await program.run(['scan', '--format', 'json', 'out', 'compose.override.yaml'], { cwd });
    const files = (JSON.parse(named.stdout) as Output).findings.map(({ file }) => file);
    assert.ok(files.includes('out/compose.yaml') && files.includes('compose.override.yaml'), files.join());
  });
});
