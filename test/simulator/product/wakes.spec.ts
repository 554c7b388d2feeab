import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { findFiles } from '../../../src/machine/findFiles';
import { takeSnapshot } from '../../../src/state/snapshot';
import { readGateLog, readState } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { distroRootOf } from '../state/layout';
import { askDistros, buildCli, callsOf, endOf, productMachine, startSlipway, withMachine } from './product';

const compose = 'services:\n  web:\n    image: x\n    volumes:\n      - /mnt/c/Users/dev/app:/app\n      - .:/src\n';

/** A project on drive C and one in Debian, which is stopped; gives both as the machine's user writes them. */
function writeProjects(machine: TestMachine): { readonly onDrive: string; readonly inDistro: string } {
  const onDrive = join(machine.prepared.drives['C']!, 'Users/dev/project');
  const inDistro = join(distroRootOf(machine.folder, 'Debian'), 'home/dev/project');
  for (const folder of [onDrive, inDistro]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'compose.yaml'), compose);
  }
  return { onDrive: 'C:\\Users\\dev\\project', inDistro: '\\\\wsl.localhost\\Debian\\home\\dev\\project' };
}

function sleeps(machine: TestMachine, name: string): boolean {
  const { distros, running } = readState(machine.folder);
  return !running.includes(distros.find((distro) => distro.name === name)!.guid);
}

describe('nothing wakes', function () {
  this.timeout(60_000);
  before(buildCli);

  it('by lists, scans and mounts of what lies on a drive', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const { onDrive } = writeProjects(machine);
        const real = join(machine.prepared.drives['C']!, 'Users/dev/project');
        await askDistros(machine);
        await endOf(startSlipway(machine, ['distros']));
        for (const path of [onDrive, `${onDrive}\\compose.yaml`, real, join(real, 'compose.yaml')]) {
          const { code, stdout } = await endOf(startSlipway(machine, ['scan', path, '--format', 'json']));
          assert.equal(code, 1, stdout);
          assert.equal((await endOf(startSlipway(machine, ['mounts', path]))).code, 0);
        }
        assert.equal((await endOf(startSlipway(machine, ['scan'], real))).code, 1);
        assert.deepEqual(readGateLog(machine.folder), []);
        assert.deepEqual([readState(machine.folder).running, readState(machine.folder).vmUp], [[], false]);
        // Whatever was called asked, and nothing was run in a distro.
        assert.deepEqual(new Set(callsOf(machine).filter((call) => call.startsWith('wsl'))), new Set(lists));
      },
      (state) => Object.assign(state, { running: [], vmUp: false }),
    ));
  const lists = ['wsl -l -v', 'wsl --version', 'wsl --status'];

  it('but what the user names in a share: that is logged, and starts the distro', () =>
    withMachine('healthy', async (machine) => {
      const { inDistro } = writeProjects(machine);
      assert.ok(sleeps(machine, 'Debian'));
      const { code, stdout } = await endOf(startSlipway(machine, ['scan', inDistro, '--format', 'json']));
      assert.equal(code, 1);
      assert.match(stdout, /slow-mount/);
      const accesses = readGateLog(machine.folder);
      assert.ok(accesses.length > 0);
      for (const { distro, path } of accesses) {
        assert.equal(distro, 'Debian');
        // Besides, only what tells of the project and of the distro's drives is looked for.
        const settings = /^(?:(?:\/home|\/home\/dev)?\/\.(?:slipway\.jsonc|git)|\/etc\/wsl\.conf)$/;
        assert.ok(/^\/home\/dev\/project(?:\/|$)/.test(path) || settings.test(path), path);
      }
      const { output } = await askDistros(machine);
      assert.equal(output.distros.find(({ name }) => name === 'Debian')!.state, 'running');
      assert.equal(sleeps(machine, 'Debian'), false);
      assert.ok(sleeps(machine, 'Legacy-18.04'));
    }));

  it('without a wish: a stopped distro’s files are not touched, by whatever way; a running one’s are', () =>
    withMachine('healthy', async (machine) => {
      const { inDistro } = writeProjects(machine);
      const product = productMachine(machine);
      await takeSnapshot(product, null);
      const link = join(machine.prepared.drives['C']!, 'Users/dev/linked');
      symlinkSync(join(distroRootOf(machine.folder, 'Debian'), 'home/dev/project'), link);
      for (const path of [inDistro, inDistro.replace('wsl.localhost', 'wsl$'), link, 'C:\\Users\\dev\\linked']) {
        assert.deepEqual(await findFiles(product.files, path, () => true), {
          kind: 'wouldStart',
          distro: 'Debian',
        });
        assert.equal((await product.files.read(`${path}/compose.yaml`)).kind, 'wouldStart');
      }
      assert.deepEqual(readGateLog(machine.folder), []);
      assert.ok(sleeps(machine, 'Debian'));

      assert.equal((await product.files.kindOf('\\\\wsl.localhost\\Ubuntu\\')).kind, 'ok');
      assert.deepEqual(
        readGateLog(machine.folder).map(({ distro, path }) => [distro, path]),
        [['Ubuntu', '/']],
      );
    }));
});
