// `doctor.ts FOLDER`: how long the doctor takes over a healthy distro, from the start of the command line to its end, and one
// program in that distro beside it. On a simulated machine whose distros are real userlands; null where this computer cannot
// have those.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canHaveUserlands, prepareMachine, readCalls, stopMachine } from '../simulator/prepare';
import { median } from './measure';

const [folder = ''] = process.argv.slice(2);
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');
const rounds = 3;

/** Runs a program to its end: its output and how long it took, in seconds. */
function timed(program: string, args: readonly string[], machineFile: string): { text: string; seconds: number } {
  const start = performance.now();
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, SLIPWAY_MACHINE: machineFile },
  });
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stdout}`);
  return { text: stdout, seconds: (performance.now() - start) / 1000 };
}

if (canHaveUserlands()) {
  const { machineFile } = await prepareMachine(folder, 'healthy', { userlands: true });
  try {
    const bare = (): number => timed(join(folder, 'bin', 'wsl'), ['-d', 'Ubuntu', '-e', 'true'], machineFile).seconds;
    // The first starts the distro.
    bare();
    let processes = 0;
    const pairs = Array.from({ length: rounds }, () => {
      const before = readCalls(folder).length;
      const { text, seconds } = timed(process.execPath, [cli, 'doctor', 'Ubuntu', '--format', 'json'], machineFile);
      processes = Math.max(processes, readCalls(folder).length - before);
      // One that stops early measures nothing.
      const { result } = JSON.parse(text) as { readonly result: string };
      if (result !== 'ok' && result !== 'warn') throw new Error(`The distro is not healthy: ${text}`);
      return { own: seconds, other: bare() };
    });
    const [seconds, other] = [median(pairs.map(({ own }) => own)), median(pairs.map((each) => each.other))];
    console.log(JSON.stringify({ seconds, bare: other, processes }));
  } finally {
    await stopMachine(folder);
  }
} else {
  console.log('null');
}
