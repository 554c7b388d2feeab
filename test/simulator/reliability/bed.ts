import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runningProcesses } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { runningProcesses as notedProcesses } from '../state/processes';
import type { Operation } from './operations';
import type { Orders, WindowEnd } from './orders';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const outfile = join(root, '.build', 'reliability', 'runner.mjs');

/** How an operation ended, as whoever began it sees it. */
export interface RunEnd {
  /** The kind of the problem, `killed`, or null where none was told. */
  readonly problem: string | null;
  readonly nextStep: string;
  /** What was shown last of what is no log, where no problem was. */
  readonly said: string;
  /** Whether what was said is that it is done. */
  readonly isDone: boolean;
  readonly detail: string;
  readonly all: string;
}

/** What the product waits for in minutes, its user may as well; a matrix of some hundred cells may not. */
const patience: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  ['src/docker/lifecycle.ts', /limit: 600_000/, 'limit: 25_000'],
  ['src/docker/lifecycle.ts', /limit: 120_000/, 'limit: 8_000'],
  ['src/docker/change/run.ts', /startAgain: \{ limit: 120_000/, 'startAgain: { limit: 12_000'],
  ['src/docker/change/verify.ts', /limit: 180_000/, 'limit: 1_000'],
];

let bundled: Promise<string> | undefined;

/** As one file: some hundred processes that each translate the product's sources would do little else. */
export function bundleRunner(): Promise<string> {
  return (bundled ??= bundle());
}

async function bundle(): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/simulator/reliability/runner.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    mainFields: ['module', 'main'],
    alias: { vscode: join(root, 'test/simulator/reliability/editor.ts') },
    logLevel: 'warning',
    plugins: [
      {
        name: 'impatient',
        setup: (bundler) => {
          bundler.onLoad({ filter: /src\/docker\/(?:lifecycle|change\/run|change\/verify)\.ts$/ }, ({ path }) => {
            let contents = readFileSync(path, 'utf8');
            for (const [file, from, to] of patience.filter(([name]) => path.endsWith(name))) {
              if (!from.test(contents)) throw new Error(`${file} has no ${from.source} any more`);
              contents = contents.replace(from, to);
            }
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return outfile;
}

/** One process that carries out an operation. */
export class Run {
  readonly child: ChildProcess;
  readonly end: Promise<RunEnd>;
  private readonly seen = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private readonly shown: { readonly kind: string; readonly text: string }[] = [];
  private told: WindowEnd | null = null;
  private isOver = false;

  constructor(
    file: string,
    machine: TestMachine,
    operation: Operation,
    storage: string,
    waitsAt: Orders['waitsAt'] = null,
  ) {
    const { act } = operation;
    const orders: Orders = {
      act,
      cliFile: join(root, 'dist', 'cli.cjs'),
      machineFile: machine.prepared.machineFile,
      storage,
      picks: operation.picks ?? [],
      ...(operation.button === undefined ? {} : { button: operation.button }),
      heart: operation.heart,
      ...(operation.longest === undefined ? {} : { longest: operation.longest }),
      waitsAt,
    };
    this.child = spawn(process.execPath, [file, JSON.stringify(orders)], {
      cwd: machine.folder,
      env: { ...process.env, SLIPWAY_MACHINE: machine.prepared.machineFile, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.on('message', (message: { readonly kind: string; readonly text?: string; readonly end?: WindowEnd }) => {
      if (message.kind === 'end') this.told = message.end!;
      else if (message.text !== undefined) this.shown.push({ kind: message.kind, text: message.text });
      this.reach(message.kind);
    });
    this.end = this.follow();
  }

  /** Resolves when the operation stands at its question or its heart; false when it ended before. */
  async reaches(moment: 'question' | 'heart'): Promise<boolean> {
    if (!this.seen.has(moment) && !this.isOver) await new Promise<void>((resolve) => this.waiting.set(moment, resolve));
    return this.seen.has(moment);
  }

  tell(message: { readonly kind: string; readonly [name: string]: unknown }): void {
    // One that has ended meanwhile needs to be told nothing.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  go(): void {
    this.tell({ kind: 'go' });
  }

  private reach(moment: string): void {
    this.seen.add(moment);
    this.waiting.get(moment)?.();
    // A second question is answered at once.
    if (moment === 'question' && this.answered) this.go();
  }

  answered = false;

  private async follow(): Promise<RunEnd> {
    let [stdout, stderr] = ['', ''];
    this.child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => this.child.once('close', resolve));
    this.isOver = true;
    this.waiting.forEach((resolve) => resolve());
    const all = [...this.shown.map(({ kind, text }) => `${kind}: ${text}`), stdout, stderr].join('\n');
    if (this.child.signalCode === 'SIGKILL') return { ...nothingTold, problem: 'killed', all };
    if (this.told) return this.ofWindow(this.told, all);
    return ofCommandLine(code, stdout, stderr, all);
  }

  private ofWindow({ problem, nextStep, detail }: WindowEnd, all: string): RunEnd {
    const last = this.shown.filter(({ kind }) => kind === 'told' || kind === 'warned' || kind === 'status').at(-1);
    const isDone = problem === null && (last === undefined || last.kind !== 'warned');
    return { problem, nextStep, detail, all, said: last?.text ?? '', isDone };
  }
}

const nothingTold = { problem: null, nextStep: '', said: '', isDone: false, detail: '', all: '' };

interface Printed {
  readonly outcome?: string;
  readonly problem?: { readonly kind?: string } | null;
  readonly errors?: readonly unknown[];
  readonly problems?: readonly { readonly kind: string }[];
  /** Of the doctor. */
  readonly links?: readonly { readonly status: string; readonly text: string; readonly nextStep: string | null }[];
}

function readPrinted(stdout: string): Printed | null {
  try {
    return JSON.parse(stdout) as Printed;
  } catch {
    return null;
  }
}

/** The command line says it by its exit code, the JSON it prints, and sentences on stderr. */
function ofCommandLine(code: number | null, stdout: string, stderr: string, all: string): RunEnd {
  const printed = readPrinted(stdout);
  const { outcome, problem, errors = [], problems, links } = printed ?? {};
  // The first link that is broken, or of which nobody could tell.
  const found = links?.find(({ status }) => status === 'fail' || status === 'unknown');
  const isBad = (code === 2 && !found) || printed === null;
  const kind =
    problem?.kind ??
    problems?.[0]?.kind ??
    (errors.length > 0 ? 'unreadable file' : isBad ? `exit ${String(code)}` : null);
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('SLIPWAY_MACHINE'));
  return {
    problem: code === 0 || found || (code === 1 && kind === null) ? null : (kind ?? `exit ${String(code)}`),
    nextStep: lines.at(-1) ?? '',
    said: found ? `${found.text} ${found.nextStep ?? ''}` : typeof outcome === 'string' ? outcome : '',
    isDone: !found && (code === 0 || (code === 1 && kind === null)),
    detail: stderr,
    all,
  };
}

/** A process with all that it started, wherever they went. */
export function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // It ended in this moment.
    }
  }
  const tree = [pid];
  for (const each of tree) for (const [child, parent] of parents) if (parent === each) tree.push(child);
  return tree;
}

/**
 * What the product has left running on this machine: by the simulator's own notes, and by what stands in command lines, since a
 * program that has just been started is in no note yet. A Docker Desktop that was started on its user's wish stays, as does one that
 * hangs.
 */
export function leftRunning({ folder }: TestMachine, before: ReadonlySet<number>): string[] {
  const all = notedProcesses(folder);
  const noted = new Set(all.flatMap(({ pid }) => treeOf(pid)));
  const desktop = new Set(all.filter(({ role }) => role === 'dockerDesktop').flatMap(({ pid }) => treeOf(pid)));
  return [
    ...runningProcesses(folder)
      .filter(({ pid }) => !desktop.has(pid))
      .map(({ role, pid }) => `${role} ${pid}`),
    ...readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && !before.has(Number(pid)) && !noted.has(Number(pid)))
      .map((pid) => ({ pid, line: textOf(`/proc/${pid}/cmdline`) }))
      .filter(({ line }) => line.includes(folder))
      .map(({ pid, line }) => `${pid} ${line.replaceAll('\0', ' ')}`),
  ];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A folder that all windows of a machine share. */
export function withStorage<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-windows-'));
  return act(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}
