import childProcess from 'node:child_process';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * A process that makes one change, for tests that end it: `changeRunner MACHINE-FILE WISH [at STEP | before NUMBER]`. It ends
 * itself by SIGKILL as soon as that step is noted, or in front of that operation on the outside: a file that is made, written,
 * flushed, renamed or deleted, a program that is started.
 */
const [machineFile = '', wish = '', kind = '', where = ''] = process.argv.slice(2);
const counter = { done: 0 };

function count(): void {
  counter.done += 1;
  if (kind === 'before' && counter.done === Number(where)) process.kill(process.pid, 'SIGKILL');
}

function counted<Args extends unknown[], Result>(act: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => {
    count();
    return act(...args);
  };
}

const { open } = fs;
fs.open = (async (...args: Parameters<typeof open>) => {
  if (args[1] !== undefined && args[1] !== 'r') count();
  const handle = await open(...args);
  // Methods of a handle are those of its class, which every handle has.
  handle.writeFile = counted(handle.writeFile.bind(handle));
  handle.sync = counted(handle.sync.bind(handle));
  return handle;
}) as typeof open;
fs.rename = counted(fs.rename);
fs.rm = counted(fs.rm) as typeof fs.rm;
childProcess.spawn = counted(childProcess.spawn as (...args: unknown[]) => unknown) as typeof childProcess.spawn;
syncBuiltinESMExports();

// Loaded afterwards, so that it gets these functions.
const { change, inWords } = await import('./change');
const { openMachine } = await import('../../../src/machine/machine');
const { silentLog } = await import('../../../src/machine/log');
const machine = openMachine(silentLog, { SLIPWAY_MACHINE: machineFile });
const first = { counted: false };
const { end } = await change(machine, [wish], {
  during: (step) => {
    // What was done before is no part of the change.
    if (!first.counted) first.counted = true;
    if (kind === 'at' && step === where) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(JSON.stringify({ end: inWords(end), operations: counter.done }));
