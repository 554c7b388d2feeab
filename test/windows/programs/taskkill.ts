// Stands for taskkill.exe: Wine's own knows no /T. Ends a process with all it started, found through wmic.exe; nothing else.
import { spawnSync } from 'node:child_process';
import { win32 } from 'node:path';

const [tree, force, pidFlag, pid = ''] = process.argv.slice(2);
if (tree !== '/T' || force !== '/F' || pidFlag !== '/PID' || !/^\d+$/.test(pid)) {
  process.stderr.write('ERROR: Invalid syntax.\r\n');
  process.exit(1);
}
const parents = parentsOfAll();
if (!parents.has(Number(pid))) {
  process.stderr.write(`ERROR: The process "${pid}" not found.\r\n`);
  process.exit(128);
}
end(Number(pid));

function end(parent: number): void {
  for (const [each, of] of parents) if (of === parent) end(each);
  try {
    process.kill(parent, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The parent of each process by its number. */
function parentsOfAll(): Map<number, number> {
  const wmic = win32.join(process.env['SystemRoot'] ?? 'C:\\windows', 'System32', 'wbem', 'wmic.exe');
  const { stdout } = spawnSync(wmic, ['process', 'get', 'ParentProcessId,ProcessId']);
  const rows = stdout.toString('utf16le').matchAll(/^(\d+)\s+(\d+)\s*$/gm);
  return new Map(Array.from(rows, ([, parent, own]) => [Number(own), Number(parent)]));
}
