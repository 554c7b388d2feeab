import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { layoutOf } from './layout';
import { type State, sameGuid, stateInstalled } from './model';
import { isOwnCall } from './own-calls';

/** One invocation of a program; `exitCode` is as this host's parent sees it, absent while the program runs. */
export interface Call {
  at: string;
  pid: number;
  program: string;
  argv: string[];
  cwd: string;
  env: Record<string, string | null>;
  /** The machine made this call by itself, for instance its Docker Desktop. */
  own?: true;
  exitCode?: number;
}

/** One access below \\wsl.localhost\X or \\wsl$\X, written by the product. */
export interface GateAccess {
  at: string;
  distro: string;
  path: string;
}

/** Environment variables that change what a program does, so a test may ask whether they were set. */
export const recordedVariables = ['WSL_UTF8', 'WSL_DISABLE_WARNINGS', 'DOCKER_HOST', 'DOCKER_CONTEXT'];

/** Writes the first line of a call: before anything can hang. */
export function logCall(folder: string, program: string, argv: string[]): void {
  const env = Object.fromEntries(recordedVariables.map((name) => [name, process.env[name] ?? null]));
  const call: Call = { at: new Date().toISOString(), pid: process.pid, program, argv, cwd: process.cwd(), env };
  if (isOwnCall()) call.own = true;
  appendFileSync(layoutOf(folder).calls, JSON.stringify(call) + '\n');
}

/** Writes the second line of a call: how it ended. */
export function logExit(folder: string, exitCode: number): void {
  const line = { at: new Date().toISOString(), pid: process.pid, exitCode };
  appendFileSync(layoutOf(folder).calls, JSON.stringify(line) + '\n');
}

/** All calls in the order they began, each with its exit code if it has ended; without those of the machine itself. */
export function readCalls(folder: string): Call[] {
  return readAllCalls(folder).filter(({ own }) => !own);
}

/** All calls, also those that the machine made by itself. */
export function readAllCalls(folder: string): Call[] {
  const calls: Call[] = [];
  for (const line of linesOf(layoutOf(folder).calls)) {
    const entry = JSON.parse(line) as Partial<Call>;
    if (entry.argv) calls.push(entry as Call);
    else {
      // The same pid may come back in a long test: the end belongs to the latest call that has none.
      const open = calls.findLast((call) => call.pid === entry.pid && call.exitCode === undefined);
      if (open && entry.exitCode !== undefined) open.exitCode = entry.exitCode;
    }
  }
  return calls;
}

/** All accesses to shares of distros so far. */
export function readGateLog(folder: string): GateAccess[] {
  return linesOf(layoutOf(folder).gate).map((line) => JSON.parse(line) as GateAccess);
}

/** Whether gate.log holds lines that no wsl process has seen yet. */
export function gateHasNews(folder: string, state: State): boolean {
  const size = statSync(layoutOf(folder).gate, { throwIfNoEntry: false })?.size ?? 0;
  return size > state.gateFolded;
}

/** Turns each new access to a share into a running distro: touching a share starts it, as on Windows. */
export function foldGateLog(folder: string, state: State): void {
  const bytes = readFileSync(layoutOf(folder).gate);
  // A line still being written has no line end yet: it waits for the next call.
  const end = bytes.lastIndexOf(0x0a) + 1;
  const fresh = bytes.subarray(Math.min(state.gateFolded, end), end).toString('utf8');
  state.gateFolded = end;
  for (const line of fresh.split('\n').filter(Boolean)) {
    const { distro: name } = JSON.parse(line) as GateAccess;
    const distro = state.distros.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (distro && distro.state === stateInstalled) markRunning(state, distro.guid);
  }
}

/** Puts a distro into the running set; a WSL 2 distro brings the virtual machine up. */
export function markRunning(state: State, guid: string): void {
  if (!state.running.some((each) => sameGuid(each, guid))) state.running.push(guid);
  const distro = state.distros.find((each) => sameGuid(each.guid, guid));
  if (distro && distro.flags & 0x8) state.vmUp = true;
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}
