import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { readGateLog } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { buildCli, callsOf, endOf, startSlipway, withMachine } from './product';

describe('slipway path on a machine with distros', function () {
  this.timeout(60_000);
  before(buildCli);

  const ask = async (machine: TestMachine, ...args: string[]) => endOf(startSlipway(machine, ['path', ...args]));
  const configure = (machine: TestMachine, distro: string, conf: string): void =>
    writeFileSync(join(machine.folder, 'distros', distro, 'etc/wsl.conf'), conf);

  it('goes by the configuration of a distro that runs, and leaves one that sleeps alone', () =>
    withMachine('healthy', async (machine) => {
      for (const distro of ['Ubuntu', 'Debian']) configure(machine, distro, '[automount]\nroot = /windows\n');
      const running = await ask(machine, 'to-linux', 'C:\\x', '--distro', 'ubuntu');
      assert.deepEqual([running.code, running.stdout], [0, '/windows/c/x\n']);
      assert.equal(readGateLog(machine.folder).length, 1);

      const stopped = await ask(machine, 'to-linux', 'C:\\x', '--distro', 'Debian');
      assert.deepEqual([stopped.code, stopped.stdout], [0, '/mnt/c/x\n']);
      assert.match(stopped.stderr, /Debian was not looked into/);
      assert.equal(readGateLog(machine.folder).length, 1);
      assert.deepEqual(callsOf(machine), ['wsl -l -v', 'wsl -l -v']);

      configure(machine, 'Ubuntu', '[automount]\nenabled = false\n');
      assert.equal((await ask(machine, 'to-linux', 'C:\\x', '--distro', 'Ubuntu')).code, 2);
    }));

  it('knows a drive at the root of a distro, for mounts as well', () =>
    withMachine('healthy', async (machine) => {
      configure(machine, 'Ubuntu', '[automount]\nroot = /\n');
      assert.equal((await ask(machine, 'to-linux', 'C:\\x', '--distro', 'Ubuntu')).stdout, '/c/x\n');
      assert.equal((await ask(machine, 'to-windows', '/c/x', '--distro', 'Ubuntu')).stdout, 'C:\\x\n');

      const project = join(machine.folder, 'distros/Ubuntu/home/dev/drives');
      mkdirSync(project);
      const volumes = ['/c/work:/slow', '/mnt/c/work:/own'].map((volume) => `      - ${volume}\n`).join('');
      writeFileSync(join(project, 'compose.yaml'), `services:\n  web:\n    image: nginx\n    volumes:\n${volumes}`);
      const scan = ['scan', '--format', 'json', '\\\\wsl.localhost\\Ubuntu\\home\\dev\\drives'];
      const { stdout } = await endOf(startSlipway(machine, scan));
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; startLine: number }[] };
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'slow-mount').map(({ startLine }) => startLine),
        [5],
        stdout,
      );
    }));

  it('spells a distro as WSL does, and names one that is not there', () =>
    withMachine('healthy', async (machine) => {
      assert.equal(
        (await ask(machine, 'to-windows', '/x', '--distro', 'UBUNTU')).stdout,
        '\\\\wsl.localhost\\Ubuntu\\x\n',
      );
      const gone = await ask(machine, 'to-windows', '/x', '--distro', 'Nope');
      assert.deepEqual([gone.code, gone.stdout], [2, '']);
      assert.match(gone.stderr, /no distro named Nope/);
    }));
});
