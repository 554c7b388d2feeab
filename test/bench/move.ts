// `move.ts FOLDER [ROUNDS]`: what `slipway move` costs beside `tar | tar` between the same folders: from a drive behind FUSE, as the
// distro has it mounted, into that distro. Prints
// `null` where there can be no real userlands. A simulated program is Node and takes longer to start than a real one, so it is told
// what its calls would take that do nothing. `checked` is what a careful person does by hand: a look at all there is, a copy by
// `tar | wsl.exe tar`, the sums of both sides side by side, and a look whether anything has changed meanwhile.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canHaveUserlands, prepareMachine, readCalls, stopMachine } from '../simulator/prepare';
import { holderRole, runningProcesses } from '../simulator/state/processes';
import { median } from './measure';

const root = join(import.meta.dirname, '..', '..');
const [folder = '', rounds = '3'] = process.argv.slice(2);
const files = 10_000;

/** A project as they are: many small files, and a few large ones. */
function writeProject(project: string): void {
  for (let at = 0; at < files; at += 1) {
    const path = join(project, `src/part ${at % 20}/module ${at % 400}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, `file ${at}.ts`), `export const value${at} = ${at};\n`.repeat((at * 7) % 300));
  }
  for (let at = 0; at < 8; at += 1)
    writeFileSync(join(project, `large ${at}.bin`), Buffer.alloc(8 * 1024 * 1024, `${at} `));
}

const sums = 'find . -type f -print0 | sort -z | xargs -0 sha256sum';
/** Fails where both sides differ, or where something changed meanwhile. */
const byHand = `set -eo pipefail
seen=$(find "$1" -printf '%P %s %T@\\n' | sha256sum)
"$2" -d Ubuntu --cd / -e mkdir "$3"
tar -C "$1" -cf - . | "$2" -d Ubuntu --cd / -e tar -xpf - -C "$3"
there=$(mktemp)
"$2" -d Ubuntu --cd / -e sh -c 'cd "$1" && ${sums}' sh "$3" >"$there" &
here=$(cd "$1" && ${sums})
wait $!
[ "$here" = "$(cat "$there")" ] && [ "$seen" = "$(find "$1" -printf '%P %s %T@\\n' | sha256sum)" ]
rm "$there"`;

/** What a program and all that it started took, in milliseconds that passed and in those of processors. */
interface Spent {
  readonly passed: number;
  readonly processor: number;
}

function spent(env: NodeJS.ProcessEnv, ...command: readonly string[]): Spent {
  const start = performance.now();
  const script = 'TIMEFORMAT="spent %U %S"; time "$@" >/dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const times = /spent (\S+) (\S+)\s*$/.exec(stderr);
  if (status !== 0 || !times) throw new Error(`${command.join(' ')} exited with ${String(status)}: ${stderr}`);
  return { passed: performance.now() - start, processor: 1000 * (Number(times[1]) + Number(times[2])) };
}

async function measure(): Promise<object> {
  const prepared = await prepareMachine(folder, 'healthy', { userlands: true, change: (state) => delete state.docker });
  const nothing = [join(folder, 'bin', 'wsl'), '-d', 'Ubuntu', '--cd', '/', '-e', 'true'];
  spent(process.env, ...nothing);
  const holder = runningProcesses(folder).find(({ role, distro }) => role === holderRole && distro === 'Ubuntu');
  const drive = `/proc/${holder!.pid}/root/mnt/c`;
  const through = join(folder, 'through.json');
  const file = JSON.parse(readFileSync(prepared.machineFile, 'utf8')) as { drives: Record<string, string> };
  writeFileSync(through, JSON.stringify({ ...file, drives: { ...file.drives, C: drive } }));
  writeProject(join(prepared.drives['C']!, 'project'));
  const home = join(folder, 'distros/Ubuntu/home/dev');
  const env = { ...process.env, SLIPWAY_MACHINE: through };
  const pipe = 'tar -C "$1" -cf - . | tar -C "$2" -xpf -';
  const cli = [process.execPath, join(root, 'dist', 'cli.cjs'), 'move', '--format', 'json', '--yes'];
  const [bare, checked, moved, started]: [Spent[], Spent[], Spent[], Spent[]] = [[], [], [], []];
  let calls = 0;
  for (let round = 0; round <= Number(rounds); round += 1) {
    mkdirSync(join(home, 'tar'));
    bare.push(spent(env, 'sh', '-c', pipe, 'sh', join(drive, 'project'), join(home, 'tar')));
    checked.push(spent(env, 'bash', '-c', byHand, 'bash', join(drive, 'project'), nothing[0]!, '/home/dev/checked'));
    const before = readCalls(folder).length;
    moved.push(spent(env, ...cli, 'C:\\project', 'Ubuntu:~/moved'));
    calls = readCalls(folder).length - before;
    started.push(spent(env, ...nothing));
    for (const name of ['tar', 'checked', 'moved']) rmSync(join(home, name), { recursive: true });
  }
  // The first round warms the disk.
  const of = (each: readonly Spent[], cost: keyof Spent): number => median(each.slice(1).map((one) => one[cost]));
  const costs = (cost: keyof Spent): object => {
    return {
      bare: of(bare, cost),
      checked: of(checked, cost),
      move: of(moved, cost),
      starts: of(started, cost) * calls,
    };
  };
  return { passed: costs('passed'), processor: costs('processor'), calls };
}

try {
  console.log(JSON.stringify(canHaveUserlands() ? await measure() : null));
} finally {
  if (canHaveUserlands()) await stopMachine(folder);
}
