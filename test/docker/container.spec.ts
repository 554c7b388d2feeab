import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { root } from '../unit/house/sources';
import { type Ran } from '../unit/cli/program';
import { startEngine, type Engine } from './engine';

const applets = ['sh', 'tar', 'gzip', 'ln', 'mkdir', 'rm'];

/**
 * docs/examples/Containerfile, built and run by a real engine. No registry is asked: what stands for its base is made of the Node that
 * runs the tests and of busybox, so what only Alpine's Node could show is not seen here.
 */
describe('the image of the command line', function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-image-'));
  let engine: Engine | undefined;

  before(async function () {
    engine = await startEngine(join(folder, 'engine'));
    importBase(join(folder, 'base'), 'node:22-alpine');
    const context = join(folder, 'context');
    mkdirSync(context);
    execFileSync('npm', ['--cache', join(folder, 'cache'), '--offline', 'pack', root], { cwd: context, stdio: 'pipe' });
    const built = docker(
      'build',
      '--network',
      'none',
      '-t',
      'slipway',
      '-f',
      join(root, 'docs/examples/Containerfile'),
      context,
    );
    assert.equal(built.code, 0, built.stdout + built.stderr);
  });
  after(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  function docker(...args: string[]): Ran {
    const env = { ...process.env, DOCKER_HOST: `unix://${engine?.socket}`, DOCKER_BUILDKIT: '0' };
    const { status, stdout, stderr } = spawnSync('docker', args, { env, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  }

  /** An image with a Node, a shell and a user named node. */
  function importBase(tree: string, name: string): void {
    const put = (from: string, to: string): void => {
      mkdirSync(dirname(join(tree, to)), { recursive: true });
      copyFileSync(from, join(tree, to));
      chmodSync(join(tree, to), 0o755);
    };
    put(process.execPath, '/usr/local/bin/node');
    put('/bin/busybox', '/bin/busybox');
    for (const applet of applets) symlinkSync('busybox', join(tree, 'bin', applet));
    mkdirSync(join(tree, 'usr/bin'), { recursive: true });
    symlinkSync('../../bin/busybox', join(tree, 'usr/bin/env'));
    for (const program of [process.execPath, '/bin/busybox']) {
      const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
      for (const [library] of stdout.matchAll(/\/\S+(?= \(0x)/g)) put(library, library);
    }
    mkdirSync(join(tree, 'etc'));
    writeFileSync(join(tree, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/:/bin/sh\n');
    const archive = `${tree}.tar`;
    execFileSync('tar', ['-cf', archive, '-C', tree, '.']);
    assert.equal(docker('import', archive, name).code, 0);
  }

  it('scans what is mounted, as a user without rights, and ends with the exit code of the scan', () => {
    const project = join(folder, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'compose.yaml'), 'services:\n  web:\n    image: x\n    volumes: [./src:/app]\n');
    const run = (...args: string[]): Ran =>
      docker('run', '--rm', '--network', 'none', '-v', `${project}:/src:ro`, 'slipway', ...args);
    const found = run('scan', '--location', 'C:\\work\\shop', '.');
    assert.equal(found.code, 1, found.stderr);
    assert.match(found.stdout, /^compose\.yaml:4:\d+ warning slow-project/m);
    assert.equal(run('scan', '--location', '/home/you/shop', '.').code, 0);
    // What the image does when it is told nothing.
    const bare = docker('run', '--rm', '--network', 'none', '-v', `${project}:/src:ro`, 'slipway');
    assert.equal(bare.code, 0, bare.stderr);
    const user = docker(
      'run',
      '--rm',
      '--network',
      'none',
      '--entrypoint',
      'node',
      'slipway',
      '-p',
      'process.getuid()',
    );
    assert.equal(user.stdout, '1000\n');
  });
});
