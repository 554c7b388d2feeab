// `refresh.ts FOLDER [ROUNDS]`: what a refresh costs beside one bare `wsl -l -v`, on a simulated machine, whose programs take
// longer to start than real ones.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { prepareMachine, stopMachine } from '../simulator/prepare';

const [folder = '', rounds = '15'] = process.argv.slice(2);
await prepareMachine(folder, 'healthy');
try {
  // Bundled as the product is: starting a process costs more the larger the one is that starts it.
  const outfile = join(folder, 'refreshRounds.mjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'refreshRounds.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, folder, rounds], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`refreshRounds exited with ${String(status)}: ${stderr}`);
  process.stdout.write(stdout);
} finally {
  await stopMachine(folder);
}
