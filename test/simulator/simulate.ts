import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareMachine, stopMachine } from './prepare';
import { scenarios } from './scenarios';

const help = `Prepares a simulated Windows machine with WSL in a folder.

  npm run simulate -- DIR --scenario NAME   prepare DIR; a machine that is there already is replaced
           [--userlands]                    distros are real file trees with processes of their own (root on Linux)
  npm run simulate -- DIR --stop            end everything the machine in DIR has started
  npm run simulate -- --help                this page

Scenarios:
${scenarios.map(({ name, description }) => `  ${name.padEnd(18)}${description}`).join('\n')}
`;

/** The command behind `npm run simulate`. Returns the exit code. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      scenario: { type: 'string' },
      userlands: { type: 'boolean', default: false },
      stop: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error('Give exactly one folder.');
  if (values.stop && values.scenario !== undefined) throw new Error('Give either --scenario or --stop.');
  if (values.stop) {
    if (!existsSync(folder)) throw new Error(`There is no folder ${resolve(folder)}.`);
    const ended = await stopMachine(folder);
    process.stdout.write(`Ended ${ended} process${ended === 1 ? '' : 'es'} of ${resolve(folder)}\n`);
    return 0;
  }
  if (values.scenario === undefined) throw new Error('Give --scenario NAME or --stop.');
  const { machineFile } = await prepareMachine(folder, values.scenario, { userlands: values.userlands });
  process.stdout.write(`Prepared "${values.scenario}" in ${resolve(folder)}. To use it:\n\n`);
  process.stdout.write(`  export SLIPWAY_MACHINE='${machineFile.replaceAll("'", `'\\''`)}'\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`simulate: ${error instanceof Error ? error.message : String(error)}\nTry --help.\n`);
    process.exitCode = 2;
  },
);
