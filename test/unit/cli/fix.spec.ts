import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { readJson } from '../house/sources';
import { Program } from './program';

const validate = new Ajv2020({ strict: true }).compile(readJson('docs/schema/fix.schema.json') as object);

interface Fixed {
  readonly files: readonly { file: string; outcome: string; fixes: { rule: string }[]; diff: string }[];
  readonly errors: readonly { file: string; message: string }[];
}

const service = (...volumes: string[]): string =>
  `services:\n  web:\n    image: x\n    volumes:\n${volumes.map((each) => `      - ${each}\n`).join('')}`;
const cached = service('./src:/app/src:cached', './lib:/app/lib:ro,delegated');
const clean = service('./src:/app/src', './lib:/app/lib:ro');

describe('slipway fix', function () {
  this.timeout(20_000);
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

  async function fix(args: readonly string[], cwd: string, env = {}): Promise<Fixed & { code: number | null }> {
    const { code, stdout } = await program.run(['fix', '--format', 'json', ...args], { cwd, env });
    const output = JSON.parse(stdout) as Fixed;
    assert.ok(validate(output), JSON.stringify(validate.errors));
    return { ...output, code };
  }

  it('carries out the safe fixes, says so, and has nothing left to do', async () => {
    const cwd = program.project({ 'compose.yaml': cached, 'a/compose.yaml': clean });
    assert.deepEqual(await program.run(['fix'], { cwd }), {
      code: 0,
      stdout: 'compose.yaml: 2 fixed: no-op-consistency.\n',
      stderr: '1 file fixed.\n',
    });
    assert.equal(read(cwd, 'compose.yaml'), clean);
    assert.deepEqual(await program.run(['fix'], { cwd }), { code: 0, stdout: '', stderr: 'Nothing to fix.\n' });
    assert.equal(read(cwd, 'compose.yaml'), clean);
  });

  it('leaves line ends, byte order mark and everything else as it is', async () => {
    const text = `\uFEFF# ä 𝒳\r\n${cached.replaceAll('\n', '\r\n').trimEnd()}`;
    const cwd = program.project({ 'compose.yaml': text });
    assert.equal((await fix([], cwd)).code, 0);
    assert.equal(read(cwd, 'compose.yaml'), text.replace(':cached', '').replace(',delegated', ''));
  });

  it('leaves alone what is not safe, is suppressed, or the project does not want', async () => {
    const unsafe = service('src:/app/src', '/mnt/c/x:/app');
    const suppressed = cached.replace(
      '      - ',
      '      # slipway-ignore-next-line no-op-consistency -- Macs\n      - ',
    );
    const cwd = program.project({
      'compose.yaml': unsafe,
      'a/compose.yaml': suppressed,
      'b/compose.yaml': cached,
      'b/.slipway.jsonc': '{"rules": {"no-op-consistency": "off"}}',
      'c/compose.yaml': cached,
      '.gitignore': 'c/\n',
    });
    const { files } = await fix([], cwd);
    assert.deepEqual(
      files.map(({ file, fixes }) => [file, fixes.length]),
      [['a/compose.yaml', 1]],
    );
    assert.equal(read(cwd, 'compose.yaml'), unsafe);
    assert.equal(read(cwd, 'a/compose.yaml'), suppressed.replace(',delegated', ''));
    assert.equal(read(cwd, 'b/compose.yaml'), cached);
    assert.equal(read(cwd, 'c/compose.yaml'), cached);
    // Named, it is fixed.
    assert.equal((await fix(['c/compose.yaml'], cwd)).files.length, 1);
    assert.equal(read(cwd, 'c/compose.yaml'), clean);
  });

  it('shows with --dry-run what it would do, as a diff that does it', async () => {
    const files = {
      'compose.yaml': cached,
      'with blank/compose.yaml': `\uFEFF${cached.replaceAll('\n', '\r\n').trimEnd()}`,
    };
    const cwd = program.project(files);
    const { code, stdout, stderr } = await program.run(['fix', '--dry-run'], { cwd });
    assert.equal(code, 0);
    assert.equal(stderr, '2 files would change.\n');
    assert.deepEqual(
      { 'compose.yaml': read(cwd, 'compose.yaml'), 'with blank/compose.yaml': read(cwd, 'with blank/compose.yaml') },
      files,
    );
    const other = program.project(files);
    for (const args of [
      ['apply', '--check', '-'],
      ['apply', '--whitespace=nowarn', '-'],
    ]) {
      const git = spawnSync('git', args, { cwd: other, input: stdout, encoding: 'utf8' });
      if (git.error) return;
      assert.equal(git.status, 0, git.stderr);
    }
    assert.equal((await program.run(['fix'], { cwd })).code, 0);
    for (const name of Object.keys(files)) assert.equal(read(other, name), read(cwd, name), name);
    const piped = ['fix', '--dry-run', '--stdin', '--filename', 'compose.yaml', '--location', '/home/u/p'];
    assert.match((await program.run(piped, { stdin: cached })).stdout, /^-.*:cached$/m);
    assert.equal((await fix(['--dry-run'], program.project(files))).files[0]?.outcome, 'open');
  });

  it('shows a diff to people so that nothing in it acts, and tabs stay', function () {
    if (spawnSync('script', ['--version']).error) return this.skip();
    const text = '{\n\t// \x1b[31m\n\t"mounts": ["type=bind,source=/a,target=/b,consistency=cached"]\n}\n';
    const cwd = program.project({ '.devcontainer.json': text, 'compose.yaml': `${cached}--- a\n` });
    const onTerminal = (line: string): string =>
      program.shell(
        `unset CI; cd '${cwd}'; TERM=xterm-256color; export TERM; script -qec '"$NODE" "$SLIPWAY" fix --dry-run ${line}' /dev/null </dev/null`,
      ).stdout;
    const shown = onTerminal('').replaceAll('\r', '').split('\n');
    assert.ok(shown.includes('\x1b[2m--- a/.devcontainer.json\x1b[22m'));
    assert.ok(shown.includes(' \t// \\u{1b}[31m'));
    assert.ok(shown.includes('\x1b[32m+\t"mounts": ["type=bind,source=/a,target=/b"]\x1b[39m'));
    const plain = onTerminal('--no-color').replaceAll('\r', '');
    assert.ok(plain.includes('\n+\t"mounts": ["type=bind,source=/a,target=/b"]\n') && !plain.includes('\x1b'));
  });

  it('writes what a link leads to, and goes on beyond what it may not write', async () => {
    const cwd = program.project({ 'real/stack.yaml': cached, 'p/compose.yaml': cached, 'q/compose.yaml': cached });
    symlinkSync('../real/stack.yaml', join(cwd, 'p/docker-compose.yml'));
    chmodSync(join(cwd, 'p/compose.yaml'), 0o444);
    const { code, files, errors } = await fix(['p', 'q'], cwd);
    assert.equal(code, 2);
    assert.deepEqual(
      files.map(({ file, outcome }) => [file, outcome]),
      [
        ['p/compose.yaml', 'failed'],
        ['p/docker-compose.yml', 'fixed'],
        ['q/compose.yaml', 'fixed'],
      ],
    );
    assert.deepEqual(errors, [{ file: 'p/compose.yaml', message: 'compose.yaml is read-only.' }]);
    assert.equal(read(cwd, 'p/compose.yaml'), cached);
    assert.ok(lstatSync(join(cwd, 'p/docker-compose.yml')).isSymbolicLink());
    assert.equal(read(cwd, 'real/stack.yaml'), clean);
  });

  it('fixes a file once that has two names', async () => {
    const cwd = program.project({ 'compose.yaml': cached });
    symlinkSync('compose.yaml', join(cwd, 'docker-compose.yml'));
    assert.equal((await fix([], cwd)).code, 0);
    assert.equal(read(cwd, 'compose.yaml'), clean);
  });

  it('leaves bytes that are no UTF-8', async () => {
    const cwd = program.project();
    const bytes = Buffer.concat([Buffer.from('# \xff\n', 'latin1'), Buffer.from(cached)]);
    writeFileSync(join(cwd, 'compose.yaml'), bytes);
    assert.equal((await fix([], cwd)).code, 2);
    assert.deepEqual(readFileSync(join(cwd, 'compose.yaml')), bytes);
  });

  it('starts a distro for what was named alone', async () => {
    const drive = program.project({ 'p/compose.yaml': clean });
    const distro = program.project({ 'home/u/compose.yaml': cached });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({
      platform: 'windows',
      drives: { C: drive },
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': distro },
      gateLog,
    });
    symlinkSync(join(distro, 'home/u/compose.yaml'), join(drive, 'p', 'compose.override.yaml'));
    const found = await fix(['C:\\p'], drive, env);
    assert.deepEqual([found.code, found.files.length], [2, 0]);
    assert.ok(!existsSync(gateLog));
    assert.equal(read(distro, 'home/u/compose.yaml'), cached);
    assert.equal((await fix(['\\\\wsl.localhost\\Ubuntu\\home'], drive, env)).files[0]?.outcome, 'fixed');
    assert.equal(read(distro, 'home/u/compose.yaml'), clean);
  });

  it('does not fix what is piped, which it could not write', async () => {
    const { code, stderr } = await program.run(['fix', '--stdin', '--filename', 'compose.yaml'], { stdin: cached });
    assert.equal(code, 2);
    assert.match(stderr, /--dry-run/);
  });
});
