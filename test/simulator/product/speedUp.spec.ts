import assert from 'node:assert/strict';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { readVirtiofs, withVirtiofs } from '../../../src/commands/speedUp/virtiofs';
import type { Machine } from '../../../src/machine/machine';
import { writeSettings } from '../../../src/machine/writeSettings';
import { prepareBases, removeBases } from '../../../src/projects/measure/bases';
import { Budget } from '../../../src/projects/measure/budget';
import { gainsOf, type Gain } from '../../../src/projects/measure/gain';
import { runRounds } from '../../../src/projects/measure/rounds';
import type { Round } from '../../../src/projects/measure/work';
import { ask } from '../../../src/state/ask';
import { findConfigFile } from '../../../src/wsl/configFile';
import { changeState, readVmStarts } from '../prepare';
import { useUserlands } from '../spec/userlands';
import { productMachine, withMachine } from './product';

const never = new AbortController().signal;

describe('virtiofs in .wslconfig of a simulated machine', function () {
  this.timeout(60_000);

  it('is one line more, and what the virtual machine reads at its next start', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const product = productMachine(machine);
        const config = await findConfigFile(product);
        assert.ok(config.kind === 'read');
        assert.equal(readVirtiofs(config), 'off');
        const after = withVirtiofs(config.text)!;
        const change = { before: config.text, after, stamp: 'x' };
        assert.equal((await writeSettings(product.files, config.file, change)).kind, 'ok');
        assert.equal(readVirtiofs(await findConfigFile(product)), 'on');
        // It runs still with what it read.
        assert.notEqual(readVmStarts(machine.folder).at(-1)?.wslconfig, after);
        await machine.run('wsl', ['--shutdown']);
        await machine.run('wsl', ['-d', 'Debian', '-e', 'true']);
        assert.equal(readVmStarts(machine.folder).at(-1)?.wslconfig, '[wsl2]\r\nmemory=4GB\r\nvirtiofs=true\r\n');
      },
      (state) => void (state.files['C:\\Users\\dev\\.wslconfig'] = '[wsl2]\r\nmemory=4GB\r\n'),
    ));
});

describe('a drive that is measured before and after a restart of WSL', function () {
  this.timeout(400_000);
  const slow = 12_000_000;
  const machine = useUserlands((state) => {
    for (const distro of state.distros) if (distro.name === 'Ubuntu') distro.driveRate = slow;
  });

  /** The rounds of a measurement, without what else it looks for. */
  async function measure(product: Machine): Promise<readonly Round[]> {
    const ubuntu = { id: null, name: 'Ubuntu' };
    const bases = { drive: '/mnt/c/projects/.slipway-base', linux: '/home/dev/.slipway-base' };
    mkdirSync(join(machine().prepared.drives['C']!, 'projects/.slipway-base'), { recursive: true });
    assert.ok((await ask(product, prepareBases(ubuntu, bases), 30_000, never))?.ok);
    const wish = { bases, clock: 'date', budget: new Budget() } as const;
    const done = await runRounds(product, ubuntu, wish, never, () => undefined);
    assert.ok((await ask(product, removeBases(ubuntu, [bases.drive, bases.linux]), 30_000, never))?.ok);
    assert.ok(done?.ok, JSON.stringify(done));
    return done.value.rounds;
  }
  const verdicts = (gains: readonly Gain[]): Record<string, string> =>
    Object.fromEntries(gains.map(({ work, verdict }) => [work, verdict]));

  it('has gained where it is faster since, in what the rate bounds', async () => {
    const product = productMachine(machine());
    const before = await measure(product);
    await machine().run('wsl', ['--shutdown']);
    changeState(machine().folder, ({ distros }) => {
      for (const distro of distros) delete distro.driveRate;
    });
    const after = await measure(product);
    const gains = gainsOf(before, after);
    const found = verdicts(gains);
    assert.deepEqual([found['write'], found['read']], ['faster', 'faster'], JSON.stringify(gains));
    assert.ok(Object.values(verdicts(gainsOf(after, after))).every((verdict) => /within|unknown/.test(verdict)));
  });
});
