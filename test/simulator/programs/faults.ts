import type { Fault } from '../state/model';
import { noteProcess } from '../state/processes';
import { changeState, readState, sleep } from '../state/store';
import { endProgram } from './end';
import { type Output, writeAll } from './output';

/** The fault that hits this call, if any; one with `times` is used up by it. */
export function takeFault(folder: string, program: Fault['program'], args: string[] | 'service'): Fault | undefined {
  const hits = (fault: Fault) => fault.program === program && fault.times !== 0 && matches(fault.match, args);
  const found = readState(folder).faults.find(hits);
  if (!found || found.times === undefined) return found;
  return changeState(folder, (state) => {
    const fault = state.faults.find(hits);
    if (fault?.times !== undefined) fault.times--;
    return fault;
  });
}

function matches(match: Fault['match'], args: string[] | 'service'): boolean {
  if (args === 'service' || match === 'service') return match === args;
  if (match === '*') return true;
  return 'holds' in match ? args.includes(match.holds) : match.every((word, index) => args[index] === word);
}

/** Plays a fault. Returns only where the program goes on after it (delay, slow, partial, killed). */
export function applyFault(folder: string, fault: Fault, output: Output): void {
  switch (fault.kind) {
    case 'delay':
      noteProcess(folder, process.pid, fault.program);
      return sleep(fault.milliseconds);
    case 'partial':
      return output.limit(fault.bytes, () => {
        if (fault.then === 'hang') hang(folder, fault.program);
        endProgram(folder, fault.exitCode ?? 0);
      });
    case 'slow':
      return output.slowDown(fault.bytes, fault.milliseconds);
    case 'killed':
      return output.limit(fault.bytes, () => process.kill(process.pid, 'SIGKILL'));
    case 'error':
      // The service throws it, which knows the language and the form.
      throw new Error('An error of the service belongs to its moment');
    case 'hang':
      return hang(folder, fault.program);
    case 'exit':
      writeAll(1, Buffer.from(fault.stdout ?? ''));
      writeAll(2, Buffer.from(fault.stderr ?? ''));
      return endProgram(folder, fault.exitCode);
    case 'garbage':
      writeAll(1, garbage(fault.bytes ?? 257));
      return endProgram(folder, fault.exitCode ?? 0);
    case 'flood':
      noteProcess(folder, process.pid, fault.program);
      flood(fault.bytes === 'endless' ? Infinity : fault.bytes);
      return endProgram(folder, fault.exitCode ?? 0);
  }
}

// wslhost.exe lives on and holds the pipes: a client that only ends wsl itself never sees them closed.
function hang(folder: string, program: string): never {
  // Loaded here: every program has this file, and few hang.
  const { spawn } = process.getBuiltinModule('node:child_process');
  const helper = spawn('sleep', ['2147483647'], { stdio: ['ignore', 'inherit', 'inherit'] });
  noteProcess(folder, process.pid, program);
  if (helper.pid !== undefined) noteProcess(folder, helper.pid, 'wslhost');
  for (;;) sleep(2 ** 30);
}

// The same bytes in every run, so that a failing test fails again; every value occurs, NUL and invalid UTF-8 included.
function garbage(length: number): Uint8Array {
  let seed = 0x2545f491;
  return Uint8Array.from({ length }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed >>> 16;
  });
}

function flood(bytes: number): void {
  const block = Buffer.alloc(65_536, 'flood ');
  for (let left = bytes; left > 0; left -= block.length) {
    if (!writeAll(1, block.subarray(0, Math.min(block.length, left)))) return;
  }
}
