import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { findTargetFolder, refuseFile } from '../../../src/commands/care/targetFolder';
import { takeSnapshot } from '../../../src/state/snapshot';
import { readGateLog } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { hostPathOf } from '../state/layout';
import { productMachine, withMachine } from './product';

const home = 'C:\\Users\\dev';
const registered = ({ state }: TestMachine, name: string) => state.distros.find((each) => each.name === name)!;

describe('places for whole distros', () => {
  it('finds a folder for a distro: an empty one, or a new one in what was chosen', () =>
    withMachine('healthy', async (machine) => {
      const product = productMachine(machine);
      const distros = (await takeSnapshot(product, null))!.distros;
      const find = (chosen: string) => findTargetFolder(product, chosen, 'x"y', distros);
      mkdirSync(hostPathOf(machine.folder, `${home}\\saved`)!);
      assert.deepEqual(await find(`${home}\\saved`), { folder: `${home}\\saved`, was: 'empty' });
      assert.deepEqual(await find(home), { folder: `${home}\\x_y`, was: 'new' });
      const taken = registered(machine, 'Ubuntu').basePath;
      for (const refused of [taken, `${taken.toUpperCase()}\\`, '\\\\wsl.localhost\\Debian\\home']) {
        assert.ok('template' in (await find(refused)), refused);
      }
      assert.deepEqual(readGateLog(machine.folder), []);
    }));

  it('writes over no disk, and into nothing of a WSL 1 distro', () =>
    withMachine('healthy', async (machine) => {
      const distros = (await takeSnapshot(productMachine(machine), null))!.distros;
      const old = { replaces: true, isDisk: false };
      for (const name of ['Ubuntu', 'docker-desktop']) {
        const disk = `${registered(machine, name).basePath}\\EXT4.vhdx`;
        assert.ok(refuseFile(disk, old, distros), disk);
      }
      assert.ok(refuseFile(`${registered(machine, 'Legacy-18.04').basePath}\\rootfs\\x.tar`, old, distros));
      assert.ok(refuseFile(`${home}\\any.vhdx`, { replaces: true, isDisk: true }, distros));
      assert.equal(refuseFile(`${home}\\any.vhdx`, { replaces: false, isDisk: true }, distros), null);
      assert.equal(refuseFile(`${home}\\any.tar`, old, distros), null);
    }));
});
