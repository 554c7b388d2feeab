import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder, windowsFolder } from './place';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function slipway(cwd: string, args: readonly string[], input?: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(windowsFolder, 'dist', 'cli.cjs'), ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

interface Found {
  readonly file: string;
  readonly rule?: string;
  readonly startLine: number;
  readonly class?: string;
  readonly source: string | null;
  readonly resolved: string | null;
}

async function found(cwd: string, args: readonly string[]): Promise<readonly Found[]> {
  const { stdout, stderr } = await slipway(cwd, [...args, '--format', 'json']);
  assert.equal(stderr, '');
  const output = JSON.parse(stdout) as { findings?: Found[]; mounts?: Found[]; errors: unknown[] };
  assert.deepEqual(output.errors, []);
  return output.findings ?? output.mounts ?? [];
}

// CR LF, as an editor on Windows writes it.
const compose = [
  'services:',
  '  db:',
  '    image: postgres:17',
  '    volumes:',
  '      - .\\data:/var/lib/postgresql/data',
  '      - D:\\backup é:/backup:cached',
  '',
].join('\r\n');

describe('slipway on Windows', () => {
  const folder = useFolder();
  const project = (): string => join(folder(), 'mein Projekt');
  beforeEach(() => {
    mkdirSync(join(project(), '.git'), { recursive: true });
    mkdirSync(join(project(), 'unter', 'dienste'), { recursive: true });
    writeFileSync(join(project(), 'compose.yaml'), compose);
    writeFileSync(join(project(), 'unter', 'dienste', 'docker-compose.yml'), compose);
  });

  it('knows that a folder of a drive is on a drive, and where relative sources lead', async () => {
    const [data, backup, ...others] = await found(project(), ['mounts', 'compose.yaml']);
    assert.deepEqual(others, []);
    assert.equal(data?.class, 'windows-drive');
    assert.equal(data.resolved, join(project(), 'data'));
    assert.equal(backup?.class, 'windows-drive');
    assert.equal(backup.resolved, 'D:\\backup é');
    assert.deepEqual([data.startLine, backup.startLine], [5, 6]);
  });

  it('takes operands with either slash, relative and absolute, in any case, and names files with slashes', async () => {
    const below = 'unter/dienste/docker-compose.yml';
    const ways = [
      '.\\unter\\dienste\\docker-compose.yml',
      'unter/dienste/docker-compose.yml',
      join(project(), 'unter', 'dienste', 'docker-compose.yml'),
      'unter',
      'unter\\dienste\\',
    ];
    for (const way of ways) {
      const files = new Set((await found(project(), ['scan', way])).map(({ file }) => file));
      assert.deepEqual([...files], [below], way);
    }
    const elsewhere = await found(folder(), ['scan', 'mein Projekt\\unter\\..\\compose.yaml']);
    assert.deepEqual([...new Set(elsewhere.map(({ file }) => file))], ['mein Projekt/compose.yaml']);
  });

  it('names a file outside the folder by its whole path', async () => {
    const [first] = await found(join(project(), 'unter'), ['mounts', '..\\compose.yaml']);
    assert.equal(first?.file, join(project(), 'compose.yaml').replaceAll('\\', '/'));
  });

  it('looks through a folder, and at a file once however it is called', async () => {
    const files = (
      await found(project(), ['mounts', '.', '.\\compose.yaml', 'COMPOSE.YAML', join(project(), 'compose.yaml')])
    ).map(({ file, startLine }) => `${file}:${startLine}`);
    assert.deepEqual(files.sort(), [
      'compose.yaml:5',
      'compose.yaml:6',
      'unter/dienste/docker-compose.yml:5',
      'unter/dienste/docker-compose.yml:6',
    ]);
  });

  it('says of a pattern, which no shell of Windows fills in, that there is no such file', async () => {
    const { code, stderr } = await slipway(project(), ['scan', '*.yaml']);
    assert.equal(code, 2);
    assert.match(stderr, /\*\.yaml/);
  });

  it('fixes a file in its place and keeps its line ends and its other bytes', async () => {
    const dry = await slipway(project(), ['fix', '--dry-run', '.\\compose.yaml']);
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /^--- a\/compose\.yaml$/m);
    assert.equal(readFileSync(join(project(), 'compose.yaml'), 'utf8'), compose);
    const { code, stderr } = await slipway(project(), ['fix', '.\\compose.yaml']);
    assert.equal(code, 0, stderr);
    assert.equal(readFileSync(join(project(), 'compose.yaml'), 'utf8'), compose.replace(':cached', ''));
  });

  it('writes SARIF whose addresses are relative, with slashes and escapes', async () => {
    const { stdout } = await slipway(folder(), ['scan', '--format', 'sarif', 'mein Projekt']);
    const uris = [...stdout.matchAll(/"uri":\s*"([^"]*compose[^"]*)"/g)].map(([, uri]) => uri);
    assert.deepEqual([...new Set(uris)].sort(), [
      'mein%20Projekt/compose.yaml',
      'mein%20Projekt/unter/dienste/docker-compose.yml',
    ]);
  });

  it('takes a baseline by its path, and then finds nothing new', async () => {
    const baseline = join(folder(), 'bekannt.sarif');
    writeFileSync(baseline, (await slipway(project(), ['scan', '--format', 'sarif', '.'])).stdout);
    const { code, stderr } = await slipway(project(), ['scan', '--baseline', baseline, '.']);
    assert.equal(code, 0);
    assert.match(stderr, /^No new findings/);
  });

  it('believes a location over what it sees', async () => {
    const location = ['--location', '\\\\wsl.localhost\\Ubuntu\\home\\dev\\shop'];
    writeFileSync(join(project(), 'compose.yaml'), compose.replace('.\\data', './data'));
    const [data] = await found(project(), ['mounts', ...location, 'compose.yaml']);
    assert.equal(data?.class, 'linux-fs');
    assert.equal(data.resolved, '/home/dev/shop/data');
  });

  it('reads standard input as the file it is told', async () => {
    const args = [
      'scan',
      '--stdin',
      '--filename',
      'unter\\compose.yaml',
      '--location',
      'C:\\work\\shop',
      '--format',
      'json',
    ];
    const { stdout, stderr } = await slipway(project(), args, compose);
    assert.equal(stderr, '');
    const { findings } = JSON.parse(stdout) as { findings: Found[] };
    assert.ok(
      findings.some(({ resolved }) => resolved === 'C:\\work\\shop\\unter\\data'),
      JSON.stringify(findings),
    );
  });
});
