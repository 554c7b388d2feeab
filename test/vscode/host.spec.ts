import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'mocha';
import { prepareMachine, stopMachine } from '../simulator/prepare';
import { hostSuite } from './harness/hostSuite';
import { projectRoot } from './harness/paths';

let machine: string | undefined;

hostSuite('in the extension host', async () => {
  machine = await mkdtemp(join(tmpdir(), 'slipway-host-'));
  const { machineFile } = await prepareMachine(machine, 'healthy');
  return {
    extensionDevelopmentPath: projectRoot,
    tests: join(import.meta.dirname, 'host'),
    folder: join(machine, 'drives', 'C', 'Users', 'dev', 'shop'),
    env: { SLIPWAY_MACHINE: machineFile },
  };
});

after(async () => {
  if (machine === undefined) return;
  await stopMachine(machine);
  await rm(machine, { recursive: true, force: true, maxRetries: 3 });
});
