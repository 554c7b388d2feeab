import { existsSync } from 'node:fs';
import { changeState, readState } from '../state/store';
import { foldGateLog, gateHasNews, logCall } from '../state/logs';
import { layoutOf } from '../state/layout';
import type { ProgramName } from '../state/model';
import { isOwnCall } from '../state/own-calls';
import { endProgram } from './end';
import { applyFault, takeFault } from './faults';
import { Output } from './output';

/** Exit status of a request the real program knows and the simulator does not play. */
export const notPartOfSimulator = 86;

/** What a simulated program is given. */
export interface Invocation {
  folder: string;
  args: string[];
  output: Output;
}

/** The common frame of all programs: log the call, apply faults, run, log the end. */
export async function runProgram(program: ProgramName, body: (invocation: Invocation) => number | Promise<number>) {
  const [folder, ...args] = process.argv.slice(2) as [string, ...string[]];
  if (!existsSync(layoutOf(folder).state)) {
    process.stderr.write(`No simulated machine in ${folder}\n`);
    process.exit(notPartOfSimulator);
  }
  logCall(folder, program, args);
  const output = new Output();
  if (program === 'wsl' && gateHasNews(folder, readState(folder))) {
    changeState(folder, (state) => foldGateLog(folder, state));
  }
  // What the machine does by itself uses up no fault that a test has in mind for the product.
  const fault = isOwnCall() ? undefined : takeFault(folder, program, args);
  if (fault) applyFault(folder, fault, output);
  endProgram(folder, await body({ folder, args, output }));
}
