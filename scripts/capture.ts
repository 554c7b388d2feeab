// `npm run capture`: what wsl.exe, reg.exe and tasklist.exe of a real Windows answer, byte for byte, in a folder without names of
// anybody. `-- --replay FOLDER` gives such a folder to the product's parsers, on any system.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Output } from '../src/machine/command';
import { openMachine } from '../src/machine/machine';
import { buildFolder } from '../test/vscode/harness/paths';
import { record } from './capture/record';
import { readCapture, writeCapture } from './capture/recording';
import { redact } from './capture/redact';
import { compare, describeReplay } from './capture/replay';
import { findSecrets, leaksIn } from './capture/secrets';
import { simulate } from './capture/simulated';

const usage = `usage: npm run capture -- [--to FOLDER]     record this Windows (into .build/capture), then replay
       npm run capture -- --replay FOLDER  replay what was recorded elsewhere`;

/** @returns 0: as the simulator has it. 1: something differs. 2: could not run. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, replay: { type: 'string' } } });
  if (values.replay !== undefined) return show(resolve(values.replay));
  const machine = openMachine({ info: () => undefined, warn: (line) => console.error(line) });
  if (machine.platform !== 'windows') {
    console.error('Recording needs Windows with WSL: its programs are asked, and nothing is changed or started.');
    console.error('Elsewhere a folder that was recorded there can be replayed: npm run capture -- --replay FOLDER');
    return 2;
  }
  const folder = resolve(values.to ?? join(buildFolder, 'capture'));
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`${folder} is not empty: name another folder with --to, or empty it.`);
    return 2;
  }
  const capture = await record(machine, process.env['SLIPWAY_MACHINE'] ? 'machine file' : 'windows');
  const secrets = findSecrets(capture, process.env);
  const redacted = redact(capture, secrets);
  const left = redacted.answers.filter(
    ({ answer }) =>
      !('failure' in answer) && [answer.stdout, answer.stderr].some((each) => leaksIn(each, secrets).length > 0),
  );
  if (left.length > 0) {
    console.error(
      `Nothing was written: names are left in ${left.map(({ id }) => id).join(', ')}. Try again, and report this.`,
    );
    return 2;
  }
  await writeCapture(folder, redacted);
  console.log(
    `Recorded in ${folder}. Stand-ins replace ${secrets.size} names; look through it before you publish it.\n`,
  );
  return show(folder);
}

async function show(folder: string): Promise<number> {
  const capture = await readCapture(folder);
  // What was recorded is worth reading even where the simulator does not run.
  const simulated = await simulate(capture).catch((error: unknown) => {
    console.error(`The simulator could not be asked: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  });
  const replayed = compare(capture, simulated ?? new Map<string, Output>());
  for (const line of describeReplay(capture, replayed)) console.log(line);
  if (simulated === null) return 2;
  const different = replayed.filter(({ differences }) => differences.length > 0);
  console.log(`\n${replayed.length} calls, ${different.length} answered otherwise than the simulator would have.`);
  return different.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
