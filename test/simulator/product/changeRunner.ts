import childProcess from 'node:child_process';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * A process that makes one change, for tests that end it: `changeRunner MACHINE-FILE WISH [at STEP | before NUMBER]`. It ends
 * itself by SIGKILL as soon as that step is noted, or in front of that operation on the outside: a file that is made, written,
 * flushed, renamed or deleted, a program that is started.
 */
const [machineFile = '', wish = '', kind = '', where = ''] = process.argv.slice(2);
/** Counts from the change's first touch on: what looks at the machine before is no part of it. */
const counter = { isOn: false, done: 0 };

function count(): void {
  if (!counter.isOn) return;
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
fs.open = async (...args: Parameters<typeof open>) => {
  counter.isOn ||= String(args[0]).endsWith('integration-change.lock');
  if (args[1] !== undefined && args[1] !== 'r') count();
  const handle = await open(...args);
  // Methods of a handle are those of its class, which every handle has.
  handle.writeFile = counted(handle.writeFile.bind(handle));
  handle.sync = counted(handle.sync.bind(handle));
  return handle;
};
fs.rename = counted(fs.rename);
fs.writeFile = counted(fs.writeFile);
fs.rm = counted(fs.rm);
const spawn: (...args: never[]) => unknown = childProcess.spawn;
childProcess.spawn = counted(spawn) as typeof childProcess.spawn;
syncBuiltinESMExports();

// Loaded afterwards, so that it gets these functions.
const { change, inWords, noDockerPatience } = await import('./change');
const { openMachine } = await import('../../../src/machine/machine');
const { silentLog } = await import('../../../src/machine/log');
const machine = openMachine(silentLog, { SLIPWAY_MACHINE: machineFile });
const { end } = await change(machine, [wish], {
  patience: noDockerPatience,
  during: (step) => {
    if (kind === 'at' && step === where) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(JSON.stringify({ end: inWords(end), operations: counter.done }));
