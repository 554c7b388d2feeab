import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { version } from '../../package.json';
import { Program, type Ran } from '../unit/cli/program';
import { readText } from '../unit/house/sources';

describe('the plugin of docker', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-plugin-'));
  const program = new Program();
  after(() => {
    program.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  before('puts a link among the plugins, as the documentation says', () => {
    mkdirSync(join(folder, 'config/cli-plugins'), { recursive: true });
    symlinkSync(program.file, join(folder, 'config/cli-plugins/docker-slipway'));
    writeFileSync(
      join(folder, 'compose.yaml'),
      'services:\n  web:\n    image: nginx\n    volumes:\n      - C:\\work\\web:/app\n',
    );
  });

  function docker(...args: string[]): Ran {
    const env = { ...process.env, DOCKER_CONFIG: join(folder, 'config') };
    const { status, stdout, stderr } = spawnSync('docker', args, { cwd: folder, encoding: 'utf8', env });
    return { code: status, stdout, stderr };
  }

  it('is in the help of docker, and healthy', () => {
    assert.match(docker('--help').stdout, /^ +slipway\* +\S/m);
    const plugins = JSON.parse(docker('info', '--format', '{{json .ClientInfo.Plugins}}').stdout) as object[];
    const [own] = plugins.filter((each) => 'Name' in each && each.Name === 'slipway');
    assert.ok(own && 'Version' in own && own.Version === `v${version}`, JSON.stringify(plugins));
    assert.ok(!('Err' in own), JSON.stringify(own));
  });

  it('does what slipway does, with its exit code', async () => {
    const args = ['scan', '--format', 'json', '--location', 'C:\\work', '.'];
    const own = await program.run(args, { cwd: folder });
    assert.equal(own.code, 1);
    assert.deepEqual(docker('slipway', ...args), own);
    assert.deepEqual(docker('--context', 'default', 'slipway', ...args), own);
    assert.equal(
      docker('slipway', 'explain', 'slow-mount').stdout,
      `${readText('docs/rules/slow-mount.md').trimEnd()}\n`,
    );
  });

  it('says what is wrong with a call as slipway does', async () => {
    const own = await program.run(['slow-mount'], { cwd: folder });
    assert.equal(own.code, 2);
    assert.deepEqual(docker('slipway', 'slow-mount'), own);
  });
});
