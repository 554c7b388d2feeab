// Stands between a process that must not outlive us and ourselves: `node processGuard.cjs PROGRAM [argument…]`.
// Its standard input is a pipe that only our process holds open. When we end, in whatever way, kill -9 included, the
// pipe closes and the guard ends the whole tree. It leads its own process group, so the tree is that group.
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { constants } = require('node:os');

const graceMs = 3000;
const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let ending = false;

function signalTree(signal) {
  if (process.platform === 'win32') spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)], { stdio: 'ignore' });
  else process.kill(-process.pid, signal);
}

/** Asks first; the second signal also ends the guard itself, since it is part of the group. */
function end() {
  if (ending) return;
  ending = true;
  signalTree('SIGTERM');
  setTimeout(() => signalTree('SIGKILL'), graceMs);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
process.stdin.on('end', end).on('error', end).resume();
child.on('error', (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  // Whatever the child left behind in the group goes with it: a leader's end is the end of the tree.
  process.exitCode = signal ? 128 + constants.signals[signal] : code;
  if (process.platform !== 'win32') {
    ending = true;
    process.kill(-process.pid, 'SIGTERM');
  }
  waitForGroup(Date.now() + graceMs);
});

/** Leaves once no other process of the group is left, so that "the guard has ended" means "the tree has ended". */
function waitForGroup(until) {
  if (process.platform === 'win32' || othersInGroup().length === 0) process.exit();
  if (Date.now() > until) {
    for (const pid of othersInGroup()) killQuietly(pid);
    process.exit();
  }
  setTimeout(() => waitForGroup(until), 50);
}

function killQuietly(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** The pids that share our group and have not ended. */
function othersInGroup() {
  return (process.platform === 'linux' ? fromProc() : fromPs())
    .filter(({ group, state }) => group === process.pid && state !== 'Z')
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid);
}

/** Without a program of its own: small systems have no `ps`. */
function fromProc() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // "pid (name) state parent group …", where the name may hold anything, closing brackets too.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(pid), group: Number(group), state }];
    } catch {
      return [];
    }
  });
}

function fromPs() {
  const ps = spawnSync('ps', ['-A', '-o', 'pid=,pgid=,stat='], { encoding: 'utf8' });
  const rows = (ps.stdout || '').split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .map(([pid, group, stat]) => ({ pid: Number(pid), group: Number(group), state: (stat || 'Z')[0] }))
    .filter(({ pid }) => pid !== ps.pid);
}
