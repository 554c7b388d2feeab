// `doctor.ts FOLDER`: how long the doctor takes over a healthy distro, from the start of the command line to its end, on a
// simulated machine whose distros are real userlands. Null where this computer cannot have those.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canHaveUserlands, prepareMachine, readCalls, stopMachine } from '../simulator/prepare';
import { median } from './measure';

const [folder = ''] = process.argv.slice(2);
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

interface Call {
  readonly ms: number;
  readonly processes: number;
}

function call(machineFile: string): Call {
  const before = readCalls(folder).length;
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [cli, 'doctor', 'Ubuntu', '--format', 'json'], {
    encoding: 'utf8',
    env: { ...process.env, SLIPWAY_MACHINE: machineFile },
  });
  const ms = performance.now() - start;
  const { result } = JSON.parse(stdout) as { readonly result: string };
  // One that stops early measures nothing.
  if (status !== 0 || result === 'fail') throw new Error(`The doctor ended with ${String(status)}: ${stdout}`);
  return { ms, processes: readCalls(folder).length - before };
}

if (canHaveUserlands()) {
  const { machineFile } = await prepareMachine(folder, 'healthy', { userlands: true });
  try {
    // The first starts the distro.
    const calls = [0, 1, 2, 3].map(() => call(machineFile)).slice(1);
    const ms = median(calls.map((each) => each.ms));
    console.log(JSON.stringify({ ms, processes: Math.max(...calls.map(({ processes }) => processes)) }));
  } finally {
    await stopMachine(folder);
  }
} else {
  console.log('null');
}
