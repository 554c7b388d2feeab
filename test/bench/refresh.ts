// `refresh.ts FOLDER [ROUNDS]`: what a refresh costs beside one bare `wsl -l -v`, on a simulated machine.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { queryRegistry } from '../../src/wsl/registry';
import { quoteForShell } from '../simulator/bundle';
import { prepareMachine, stopMachine } from '../simulator/prepare';

const [folder = '', rounds = '30'] = process.argv.slice(2);
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
  const roundsWith = (machineFile: string): unknown => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [outfile, folder, machineFile, rounds], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`refreshRounds exited with ${String(status)}: ${stderr}`);
    return JSON.parse(stdout);
  };
  const simulated = roundsWith(join(folder, 'machine.json'));
  const small = roundsWith(machineWithSmallReg());
  console.log(JSON.stringify({ simulated, small }));
} finally {
  await stopMachine(folder);
}

/**
 * The same machine with a reg.exe that is a small program, as the real one is: it gives the answer that the simulated one gave, which
 * takes a runtime to start as the simulated wsl.exe does, and keeps a processor from that.
 */
function machineWithSmallReg(): string {
  const described = JSON.parse(readFileSync(join(folder, 'machine.json'), 'utf8')) as { programs: { reg: string } };
  const { stdout, status } = spawnSync(described.programs.reg, queryRegistry().args, { encoding: 'buffer' });
  if (status !== 0) throw new Error(`The simulated reg.exe exited with ${String(status)}.`);
  const [answer, program, machineFile] = ['reg.txt', 'small-reg', 'machine-small-reg.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(answer, stdout);
  writeFileSync(program, `#!/bin/sh\nexec cat ${quoteForShell(answer)}\n`, { mode: 0o755 });
  writeFileSync(machineFile, JSON.stringify({ ...described, programs: { ...described.programs, reg: program } }));
  return machineFile;
}
