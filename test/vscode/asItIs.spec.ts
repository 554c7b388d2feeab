import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'mocha';
import { hostSuite } from './harness/hostSuite';
import { projectRoot } from './harness/paths';

let folder: string | undefined;

// No machine file: on a runner with Windows this is the one test in which the editor meets the real wsl.exe.
hostSuite('in the extension host, on the machine as it is', async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-as-it-is-'));
  return {
    extensionDevelopmentPath: projectRoot,
    tests: join(import.meta.dirname, 'asItIs'),
    folder,
    env: { SLIPWAY_MACHINE: undefined },
  };
});

after(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});
