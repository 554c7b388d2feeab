import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Program } from './program';

interface Scan {
  readonly findings: readonly {
    file: string;
    rule: string;
    severity: string;
    startLine: number;
    source: string;
    resolved: string;
  }[];
  readonly errors: readonly { file: string; line?: number; message: string }[];
}

const slow = 'services:\n  web:\n    image: x\n    volumes:\n      - /mnt/c/Users/u/app:/app\n';
const clean = 'services:\n  web:\n    volumes: [data:/data]\nvolumes:\n  data:\n';
const broken = `${slow}   bad: [\n  other: "\n`;

describe('slipway scan', () => {
  let program: Program;
  before(() => (program = new Program()));
  after(() => program.dispose());

  async function scan(args: readonly string[], cwd: string): Promise<Scan & { code: number | null; stderr: string }> {
    const { code, stdout, stderr } = await program.run(['scan', '--format', 'json', ...args], { cwd });
    return { ...(JSON.parse(stdout) as Scan), code, stderr };
  }

  it('tells the same of a file that it found as of one that was named, whatever lies beside it', async () => {
    const service = (name: string): string =>
      `  ${name}:\n    build:\n      context: .\n      dockerfile: ${name}/Dockerfile\n    volumes:\n      - ./${name}:/app/${name}\n`;
    const services = ['plain', 'linked', 'ignored', 'none'];
    const watches = 'FROM node:20\nCMD ["nodemon", "index.js"]\n';
    const cwd = program.project({
      '.gitignore': 'ignored/\n',
      'compose.yaml': `services:\n${services.map(service).join('')}`,
      'plain/Dockerfile': watches,
      'ignored/Dockerfile': watches,
      'linked/other': watches,
    });
    symlinkSync('other', join(cwd, 'linked', 'Dockerfile'));
    const drive = ['--location', 'C:\\work'];
    const found = await scan([...drive, '.'], cwd);
    const named = await scan([...drive, 'compose.yaml'], cwd);
    assert.deepEqual(found.findings, named.findings);
    const without = found.findings.filter(({ rule }) => rule === 'no-file-events').map(({ source }) => source);
    assert.deepEqual(without.sort(), ['./ignored', './linked', './plain']);
  });

  it('counts columns as editors do, without a byte order mark', async () => {
    const text = '\uFEFFservices: { web: { volumes: ["/mnt/c/a:/app"] } }\n';
    const cwd = program.project({ 'compose.yaml': text });
    const stdin = ['--stdin', '--filename', 'compose.yaml'];
    for (const args of [['compose.yaml'], stdin]) {
      const { stdout } = await program.run(['scan', '--format', 'json', ...args], { cwd, stdin: text });
      const { findings } = JSON.parse(stdout) as { findings: { startColumn: number }[] };
      assert.deepEqual(
        findings.map(({ startColumn }) => startColumn),
        [text.indexOf('/mnt')],
      );
    }
  });

  it('finds a slow mount in what is piped to it, at its exact place', async () => {
    const args = ['scan', '--stdin', '--filename', 'compose.yaml', '--location', '/home/u/p', '--format', 'json'];
    const { code, stdout, stderr } = await program.run(args, { stdin: slow });
    assert.equal(code, 1);
    assert.equal(stderr, '');
    const { findings, errors } = JSON.parse(stdout) as { findings: Record<string, unknown>[]; errors: unknown[] };
    assert.deepEqual(errors, []);
    assert.equal(findings.length, 1);
    const { file, startLine, startColumn, endLine, endColumn, rule, severity, source, resolved } = findings[0]!;
    assert.deepEqual(
      { file, startLine, startColumn, endLine, endColumn, rule, severity, source, resolved },
      {
        file: 'compose.yaml',
        startLine: 5,
        startColumn: 9,
        endLine: 5,
        endColumn: 27,
        rule: 'slow-mount',
        severity: 'warning',
        source: '/mnt/c/Users/u/app',
        resolved: '/mnt/c/Users/u/app',
      },
    );
  });

  it('prints a finding for people, and a summary beside it', async () => {
    const cwd = program.project({ 'a/compose.yaml': slow, 'b/compose.yml': clean, 'c/docker-compose.yml': clean });
    const { code, stdout, stderr } = await program.run(['scan'], { cwd });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^a\/compose\.yaml:5:9 warning slow-mount \/mnt\/c\/Users\/u\/app\n {4}Slow and without file events: .*\n {4}5 \| {7}- \/mnt\/c\/Users\/u\/app:\/app\n {6}\| {9}\^{18}\n$/,
    );
    assert.equal(stderr, '1 warning in 1 file, 3 files read.\n');
  });

  it('sums up in plain English', async () => {
    const two = slow.replace('/app:/app', '/app:/app\n      - /mnt/d/x:/data');
    const summary = async (files: Record<string, string>): Promise<string> =>
      (await program.run(['scan'], { cwd: program.project(files) })).stderr;
    assert.equal(await summary({ 'compose.yaml': two }), '2 findings in 1 file, 1 file read: 1 warning, 1 info.\n');
    assert.equal(
      await summary({ 'compose.yaml': slow, 'a/compose.yaml': slow }),
      '2 warnings in 2 files, 2 files read.\n',
    );
    assert.equal(await summary({ 'compose.yaml': clean }), 'No findings, 1 file read.\n');
  });

  it('says that there was nothing to read, which is no failure', async () => {
    const cwd = program.project({ 'empty/notes.txt': 'x', 'full/compose.yaml': clean });
    const run = async (...args: string[]) => program.run(['scan', ...args], { cwd });
    const nothingIn = (where: string): string =>
      `Nothing to check in ${where}: no compose file, devcontainer.json or call of docker run.\n`;
    const none = { code: 0, stdout: '', stderr: nothingIn('empty') };
    assert.deepEqual(await run('empty'), none);
    assert.equal((await run('empty', '--format', 'json')).stderr, none.stderr);
    assert.equal((await run('empty', 'full')).stderr, `${none.stderr}No findings, 1 file read.\n`);
    assert.equal((await program.run(['scan'], { cwd: join(cwd, 'empty') })).stderr, nothingIn('this folder'));
  });

  it('says that relative paths were not judged where nothing tells where they lead', async () => {
    const relative = { 'compose.yaml': clean.replace('services:', 'services:\n  x: {volumes: [./a:/b]}') };
    const note = /Nothing tells where this project lives.*--location/;
    const told = async (files: Record<string, string>, ...args: string[]): Promise<boolean> =>
      note.test((await program.run(['scan', ...args], { cwd: program.project(files) })).stderr);
    assert.ok(await told(relative));
    assert.ok(!(await told(relative, '--location', '/home/u/p')));
    assert.ok(!(await told(relative, '--format', 'json')));
    assert.ok(!(await told({ 'compose.yaml': slow })));
    assert.ok(!(await told({ ...relative, '.slipway.jsonc': '{"location": "C:\\\\p"}' })));
  });

  it('reads what a link to a file leads to, and says when that is not there', async () => {
    const cwd = program.project({ 'real/stack.yaml': slow, 'p/README': '', 'gone/README': '' });
    symlinkSync('../real/stack.yaml', join(cwd, 'p', 'compose.yaml'));
    symlinkSync('../real', join(cwd, 'p', 'compose.yml'));
    const linked = await scan(['p'], cwd);
    assert.deepEqual(
      linked.findings.map(({ file }) => file),
      ['p/compose.yaml'],
    );
    assert.deepEqual(linked.errors, []);
    symlinkSync('nowhere', join(cwd, 'gone', 'compose.yaml'));
    assert.equal((await scan(['gone'], cwd)).code, 2);
  });

  it('starts a distro for what was named, not for a link that was merely found', async () => {
    const drive = program.project({ 'p/compose.yaml': clean });
    const distro = program.project({ 'home/u/compose.yaml': slow });
    const other = program.project({ 'home/u/compose.yaml': slow });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({
      platform: 'windows',
      drives: { C: drive },
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': distro, '\\\\wsl.localhost\\Other': other },
      gateLog,
    });
    const started = (): string[] => {
      const lines = existsSync(gateLog) ? readFileSync(gateLog, 'utf8').trim().split('\n') : [];
      return [...new Set(lines.map((line) => (JSON.parse(line) as { distro: string }).distro))];
    };
    const run = async (operand: string) => {
      const { code, stdout } = await program.run(['scan', '--format', 'json', operand], { env });
      return { code, ...(JSON.parse(stdout) as Scan) };
    };
    symlinkSync(join(distro, 'home/u/compose.yaml'), join(drive, 'p', 'compose.override.yaml'));
    symlinkSync(join(other, 'home/u'), join(drive, 'linked'));
    const found = await run('C:\\p');
    assert.equal(found.code, 2);
    assert.deepEqual(
      found.errors.map(({ message }) => message),
      ['Reading it would start Ubuntu.'],
    );
    assert.deepEqual(started(), []);
    assert.equal((await run('C:\\p\\compose.override.yaml')).code, 1);
    assert.deepEqual(started(), ['Ubuntu']);
    const named = await run('\\\\WSL.localhost\\ubuntu\\home');
    assert.deepEqual(named.findings.map(({ rule }) => rule).sort(), ['slow-mount', 'unc-project']);
    const linked = await run('C:\\linked');
    assert.equal(linked.findings.length, 1);
    assert.deepEqual(linked.errors, []);
    assert.deepEqual(new Set(started().map((name) => name.toLowerCase())), new Set(['ubuntu', 'other']));
  });

  it('shows hostile names and sources instead of letting them act', async () => {
    const name = 'compose.\x1b[2J\u202e.yaml';
    const cwd = program.project({
      [name]: 'services:\n  w:\n    volumes:\n      - "/mnt/c/\\e[31m\\nx:/app"\n  "\x9b": *no\n',
    });
    for (const command of ['scan', 'mounts']) {
      const { stdout, stderr } = await program.run([command], { cwd });
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]|\u202e/u, command);
      assert.ok(stdout.includes('/mnt/c/\\u{1b}[31m\\u{a}x'), command);
      assert.ok(stderr.includes('compose.\\u{1b}[2J\\u{202e}.yaml:5: '), command);
    }
    assert.equal((await scan(['.'], cwd)).findings[0]?.file, name);
    const { stderr } = await program.run(['scan\x1b[2J']);
    assert.ok(stderr.includes('"scan\\u{1b}[2J"'));
  });

  it('exits by the severity that was asked for', async () => {
    const info = slow.replace(':/app', ':/elsewhere');
    const cwd = program.project({
      'warning/compose.yaml': slow,
      'info/compose.yaml': info,
      'clean/compose.yaml': clean,
    });
    const exit = async (...args: string[]): Promise<number | null> =>
      (await program.run(['scan', ...args], { cwd })).code;
    assert.equal(await exit('clean', '--fail-on', 'hint'), 0);
    assert.equal(await exit('info'), 0);
    assert.equal(await exit('info', '--fail-on', 'info'), 1);
    assert.equal(await exit('info', '--fail-on=hint'), 1);
    assert.equal(await exit('warning'), 1);
    assert.equal(await exit('warning', '--fail-on', 'error'), 0);
    assert.equal(await exit('warning', 'clean'), 1);
  });

  it('gives the place of broken YAML, and scans the rest and the other files', async () => {
    const cwd = program.project({ 'a.yaml': broken, 'b.yaml': slow });
    const { findings, errors, code, stderr } = await scan(['a.yaml', 'b.yaml'], cwd);
    assert.equal(code, 2);
    assert.deepEqual(
      findings.map(({ file, startLine }) => [file, startLine]),
      [
        ['a.yaml', 5],
        ['b.yaml', 5],
      ],
    );
    assert.ok(errors.length > 0);
    for (const { file, line, message } of errors) {
      assert.equal(file, 'a.yaml');
      assert.ok(line !== undefined && line >= 6 && line <= 8);
      assert.ok(stderr.includes(`a.yaml:${String(line)}: ${message}\n`));
    }
  });

  it('goes on beyond what cannot be read', async () => {
    const cwd = program.project({ 'compose.yaml': slow, 'notes.txt': 'x' });
    const { findings, errors, code, stderr } = await scan(['gone.yaml', 'notes.txt', 'compose.yaml', 'no/folder'], cwd);
    assert.equal(code, 2);
    assert.equal(findings.length, 1);
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['gone.yaml', 'notes.txt', 'no/folder'],
    );
    assert.match(stderr, /^gone\.yaml does not exist\.$/m);
    assert.match(stderr, /^notes\.txt: .*kind of file/m);
  });

  it('reads a file with any YAML name that is named itself', async () => {
    const cwd = program.project({ 'stack.yml': slow });
    assert.equal((await scan(['stack.yml'], cwd)).findings.length, 1);
    assert.equal((await scan(['.'], cwd)).findings.length, 0);
  });

  it('reads a file once that is named twice', async () => {
    const cwd = program.project({ 'a/compose.yaml': slow });
    assert.equal((await scan(['a', 'a/compose.yaml', '.', join(cwd, 'a')], cwd)).findings.length, 1);
  });

  it('walks folders, but not into dependencies, repositories or circles', async () => {
    const cwd = program.project({
      'compose.yaml': slow,
      'deep/er/docker-compose.override.yml': slow,
      '.devcontainer/compose.yml': slow,
      'node_modules/x/compose.yaml': slow,
      'a/node_modules/x/compose.yaml': slow,
      '.git/compose.yaml': slow,
      'other/not-compose.yaml': slow,
    });
    symlinkSync('..', join(cwd, 'deep', 'circle'));
    symlinkSync('nowhere', join(cwd, 'dangling'));
    const { findings, errors } = await scan([], cwd);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['.devcontainer/compose.yml', 'compose.yaml', 'deep/er/docker-compose.override.yml'],
    );
  });

  it('reads more files than a process may have open', function () {
    if (process.platform === 'win32') return this.skip();
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`${String(index)}/compose.yaml`, clean]),
    );
    const cwd = program.project(files);
    const { code, stderr } = program.shell(`ulimit -n 128 && "$NODE" "$SLIPWAY" scan ${cwd}`);
    assert.equal(stderr, 'No findings, 400 files read.\n');
    assert.equal(code, 0);
  });

  it('finds dev containers, dot folders included, and reads them from a pipe', async () => {
    const text = '{ "mounts": ["type=bind,source=/mnt/c/x,target=/app"], "workspaceMount": "" }';
    const paths = ['.devcontainer.json', '.devcontainer/devcontainer.json', 'a/.devcontainer/api/devcontainer.json'];
    const cwd = program.project({
      ...Object.fromEntries(paths.map((path) => [path, text])),
      'src/devcontainer.json': text,
      'node_modules/x/.devcontainer/devcontainer.json': text,
    });
    assert.deepEqual(
      (await scan([], cwd)).findings.map(({ file }) => file),
      paths,
    );
    assert.equal((await scan(['src/devcontainer.json'], cwd)).findings.length, 1);
    const args = ['scan', '--stdin', '--filename', '.devcontainer/devcontainer.json', '--location', '/home/u/p'];
    const { code, stdout } = await program.run([...args, '--format', 'json'], { stdin: text });
    assert.equal(code, 1);
    const [finding] = (JSON.parse(stdout) as Scan & { findings: { startColumn: number }[] }).findings;
    assert.deepEqual([finding?.rule, finding?.startColumn], ['slow-mount', text.indexOf('/mnt') + 1]);
  });

  it('gives the place of broken JSON, and reads the rest', async () => {
    const text = '{\n  "image" "x",\n  "mounts": ["type=bind,source=/mnt/c/x,target=/app"]\n}\n';
    const cwd = program.project({ '.devcontainer.json': text, 'compose.yaml': slow });
    const { findings, errors, code } = await scan([], cwd);
    assert.equal(code, 2);
    assert.deepEqual(
      errors.map(({ file, line }) => [file, line]),
      [['.devcontainer.json', 2]],
    );
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['.devcontainer.json', 'compose.yaml'],
    );
  });

  it('reads a compose file together with its override, however it is named', async () => {
    const override = 'services: {web: {volumes: ["app:/app", "/mnt/d/x:/data"]}}\n';
    const cwd = program.project({ 'a/compose.yaml': slow, 'a/compose.override.yaml': override });
    for (const args of [['.'], ['a'], ['a/compose.yaml', 'a/compose.override.yaml'], ['a/compose.yaml']]) {
      const { findings } = await scan(args, cwd);
      assert.deepEqual(
        findings.map(({ file, source }) => [file, source]),
        [['a/compose.override.yaml', '/mnt/d/x']],
        args.join(' '),
      );
    }
    const piped = ['scan', '--stdin', '--filename', 'a/compose.yaml', '--format', 'json'];
    const beside = await program.run(piped, { cwd, stdin: slow });
    assert.deepEqual((JSON.parse(beside.stdout) as Scan).findings, []);
    const elsewhere = await program.run([...piped, '--location', '/home/u/p'], { cwd, stdin: slow });
    assert.equal((JSON.parse(elsewhere.stdout) as Scan).findings.length, 1);
  });

  it('starts a compose file of a dev container where the first of its files lies', async () => {
    const cwd = program.project({
      'docker/compose.yaml': clean,
      '.devcontainer/compose.extend.yaml': 'services: {web: {volumes: ["./src:/app"]}}',
      '.devcontainer/devcontainer.json': '{"dockerComposeFile": ["../docker/compose.yaml", "compose.extend.yaml"]}',
    });
    for (const operand of ['.', '.devcontainer/compose.extend.yaml']) {
      const { findings } = await scan([operand, '--location', 'C:\\p', '--fail-on', 'error'], cwd);
      const hint = findings.find(({ rule }) => rule === 'slow-mount');
      assert.equal(hint?.resolved, 'C:\\p\\docker\\src', operand);
    }
  });

  it('says once per project that it is on a Windows drive, as loud as the worst of its files', async () => {
    const relative = (target: string): string => slow.replace('/mnt/c/Users/u/app:/app', `./x:${target}`);
    const cwd = program.project({
      'a/compose.yaml': relative('/data'),
      'b/compose.yaml': relative('/app'),
      'b/.devcontainer.json': '{"image": "x"}',
    });
    const { findings, code } = await scan(['--location', 'C:\\p'], cwd);
    assert.deepEqual(
      findings.map(({ file, rule, severity }) => [file, rule, severity]),
      [
        ['a/compose.yaml', 'slow-project', 'warning'],
        ['a/compose.yaml', 'slow-mount', 'hint'],
        ['b/compose.yaml', 'slow-mount', 'hint'],
      ],
    );
    assert.equal(code, 1);
    const accepted = { 'compose.yaml': `# slipway-ignore-file slow-project -- why\n${relative('/app')}` };
    assert.equal((await scan(['--location', 'C:\\p'], program.project(accepted))).code, 0);
  });

  it('starts no distro for a file beside the one that was named', async () => {
    const drive = program.project({ 'p/compose.yaml': slow });
    const distro = program.project({ 'x.yaml': 'services: {web: {volumes: ["app:/app"]}}' });
    const gateLog = join(program.project(), 'gate.log');
    const env = program.machine({
      platform: 'windows',
      drives: { C: drive },
      uncRoots: { '\\\\wsl.localhost\\Ubuntu': distro },
      gateLog,
    });
    symlinkSync(join(distro, 'x.yaml'), join(drive, 'p', 'compose.override.yaml'));
    const { stdout } = await program.run(['mounts', '--format', 'json', 'C:\\p\\compose.yaml'], { env });
    const { mounts } = JSON.parse(stdout) as { mounts: { confidence: string }[] };
    assert.deepEqual(
      mounts.map(({ confidence }) => confidence),
      ['assumed'],
    );
    assert.ok(!existsSync(gateLog));
  });

  it('suppresses as the comments say', async () => {
    const cwd = program.project({
      'compose.yaml': slow.replace('      - ', '      # slipway-ignore-next-line slow-mount -- shared\n      - '),
    });
    assert.deepEqual((await scan([], cwd)).findings, []);
  });

  it('prints paths below this folder from here, others in full', async () => {
    const above = program.project({ 'compose.yaml': slow, 'here/compose.yaml': slow });
    const cwd = join(above, 'here');
    const { findings } = await scan([join(cwd, 'compose.yaml'), '..'], cwd);
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['compose.yaml', join(above, 'compose.yaml')],
    );
  });
});
