// `npm run bench [-- --json]`: what Slipway's reading costs beside the least that any program has to do with the same files. Each
// row compares two things in one run, so that a slow machine is slow for both. Figures over their limit are marked and no failure.
// `npm run bench -- --compare BASE` shows them beside those of another commit.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { longComposeFile, writeComposeFiles, writeTree } from './inputs';
import { compareWith } from './compare';
import { median } from './measure';
import type { Row } from './row';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, compare: { type: 'string' } } });
const root = join(import.meta.dirname, '..', '..');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-bench-')));
const program = join(root, 'dist', 'cli.cjs');
const drive = ['--location', 'C:\\work'];

/** What a process took: time that passed and time of processors, both in milliseconds, and memory at most. */
interface Cost {
  readonly ms: number;
  readonly processorMs: number;
  readonly megabytes: number;
}

/** Runs a program to its end, for its output and what it took. */
function run(...args: readonly string[]): Cost & { readonly stdout: string } {
  const costs = join(folder, 'costs');
  const start = performance.now();
  const watched = ['--require', join(import.meta.dirname, 'processCosts.cjs'), ...args];
  const env = { ...process.env, SLIPWAY_COSTS: costs };
  const { status, stdout, stderr } = spawnSync(process.execPath, watched, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env,
  });
  const ms = performance.now() - start;
  // 1 means findings.
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} exited with ${String(status)}: ${stderr}`);
  return { stdout, ms, ...(JSON.parse(readFileSync(costs, 'utf8')) as Omit<Cost, 'ms'>) };
}

/** A program of this folder, bundled as the product is. */
function bundle(name: string): string {
  const outfile = join(folder, `${name}.mjs`);
  const yaml = join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js');
  const entryPoints = [join(import.meta.dirname, `${name}.ts`)];
  const mainFields = ['module', 'main'];
  buildSync({ entryPoints, outfile, bundle: true, minify: true, platform: 'node', format: 'esm', alias: { yaml }, mainFields }); // prettier-ignore
  return outfile;
}

/** How much more one thing takes than another, and how much memory. */
interface Comparison {
  readonly time: number;
  readonly processorTime: number;
  readonly megabytes: number;
}

/** Two commands in turns, each in a process of its own: the first beside the second. */
function compare(ours: readonly string[], theirs: readonly string[], times: number): Comparison {
  const rounds = Array.from({ length: times + 1 }, () => ({ other: run(...theirs), own: run(...ours) }));
  // The first round warms the disk.
  const warm = rounds.slice(1);
  const ratioOf = (cost: (of: Cost) => number): number =>
    median(warm.map(({ own }) => cost(own))) / median(warm.map(({ other }) => cost(other)));
  return {
    time: ratioOf(({ ms }) => ms),
    processorTime: ratioOf(({ processorMs }) => processorMs),
    megabytes: Math.max(...warm.map(({ own }) => own.megabytes)),
  };
}

/** Both sides have to do with the same files, or the figures mean nothing. */
function assertSameFiles(scanned: string, bare: readonly string[], files: readonly string[]): void {
  const { stdout } = run(program, 'mounts', '--format', 'json', scanned);
  const { mounts } = JSON.parse(stdout) as { mounts: readonly { file: string }[] };
  const listed = new Set(mounts.map(({ file }) => file));
  const parsed = new Set(run(...bare).stdout.split('\n'));
  const missing = files.filter((file) => !parsed.has(file));
  if (missing.length > 0 || parsed.size !== files.length)
    throw new Error('bareParse does not read the files that were written');
  const strange = [...listed].filter((file) => !parsed.has(file));
  if (strange.length > 0 || listed.size < files.length * 0.6) throw new Error('the scan does not read the same files');
}

function measure(): Row[] {
  const [few, many] = [join(folder, 'few'), join(folder, 'many')];
  const list = join(folder, 'list');
  const written = writeComposeFiles(few, 300);
  writeFileSync(list, written.join('\n'));
  const long = join(folder, 'long.yaml');
  writeFileSync(long, longComposeFile(5000));
  const bareParse = bundle('bareParse');
  const [bareList, bareWalk] = [
    [bareParse, '--files', list],
    [bareParse, '--walk', many],
  ];
  assertSameFiles(few, bareList, written);
  assertSameFiles(many, bareWalk, writeTree(many, 2000));

  const whole = compare([program, 'scan', few], bareList, 5);
  const onDrive = compare([program, 'scan', few, ...drive], bareList, 5);
  const tree = compare([program, 'scan', many], bareWalk, 3);
  const warm = JSON.parse(run(bundle('inProcess'), list).stdout) as { parse: number; scan: number };
  const editor = JSON.parse(run(bundle('keystrokes'), long).stdout) as Readonly<Record<string, number>>;
  const of = (name: string): number => editor[name] ?? Number.NaN;
  const simulated = run('--import', 'tsx', join(import.meta.dirname, 'refresh.ts'), join(folder, 'machine'));
  const onFuse = run('--import', 'tsx', join(import.meta.dirname, 'move.ts'), join(folder, 'moving'));
  const move = JSON.parse(onFuse.stdout) as Moving | null;
  const { small, simulated: evenly } = JSON.parse(simulated.stdout) as Readonly<
    Record<'small' | 'simulated', Refreshing>
  >;
  const healthy = run('--import', 'tsx', join(import.meta.dirname, 'doctor.ts'), join(folder, 'healthy'));
  const doctor = JSON.parse(healthy.stdout) as Record<'seconds' | 'bare' | 'processes', number> | null;
  const shown = run('--import', 'tsx', join(import.meta.dirname, 'activation.ts'));
  const activation = JSON.parse(shown.stdout) as Record<'own' | 'bare' | 'ready', number> | null;
  return [
    { what: 'scan of 300 compose files, whole process, against read and parse', figure: whole.time, limit: 1.5, unit: 'x' },
    { what: '  in processor time', figure: whole.processorTime, limit: null, unit: 'x' },
    { what: '  on a Windows drive, where all rules speak', figure: onDrive.time, limit: null, unit: 'x' },
    { what: '  there in a warm process, all fixes made', figure: warm.scan / warm.parse, limit: null, unit: 'x' },
    { what: 'keystroke in a service of a 5,000-line file, against one parse', figure: of('inner') / of('parse'), limit: 0.5, unit: 'x' },
    { what: 'keystroke that changes structure or anchors', figure: of('structure') / of('parse'), limit: 1.3, unit: 'x' },
    { what: 'longest stretch without a break in a scan of that file', figure: of('stretch'), limit: 50, unit: 'ms' },
    { what: '10,000 files in 2,000 folders, against walk, read and parse', figure: tree.time, limit: 1.5, unit: 'x' },
    { what: '  in processor time', figure: tree.processorTime, limit: null, unit: 'x' },
    { what: '  memory', figure: tree.megabytes, limit: 200, unit: 'MB' },
    { what: 'refresh, where reg.exe is a small program, against one bare wsl -l -v', figure: small.refresh / small.bare, limit: 1.2, unit: 'x' },
    { what: '  its two programs alone, side by side', figure: small.both / small.bare, limit: null, unit: 'x' },
    { what: '  where reg.exe takes as much as wsl.exe', figure: evenly.refresh / evenly.bare, limit: null, unit: 'x' },
    { what: '  its two programs alone, side by side, there', figure: evenly.both / evenly.bare, limit: null, unit: 'x' },
    { what: '  processes that it starts', figure: evenly.calls - 3, limit: 2, unit: '' },
    { what: '  processor time beyond them', figure: small.own, limit: 10, unit: 'ms' },
    { what: '  of that, to start the two and read what they print', figure: small.start, limit: null, unit: 'ms' },
    ...(activation === null ? [] : [
      { what: 'activation, beyond that of an extension that does nothing', figure: activation.own - activation.bare, limit: 15, unit: 'ms' },
      { what: '  until all of it is there, whatever else the host does meanwhile', figure: activation.ready, limit: null, unit: 'ms' },
    ] as const),
    ...(doctor === null ? [] : [
      { what: 'doctor of a healthy distro, from the command line', figure: doctor.seconds, limit: 10, unit: 's' },
      { what: '  against one program in that distro', figure: doctor.seconds / doctor.bare, limit: null, unit: 'x' },
      { what: '  processes that it starts', figure: doctor.processes, limit: null, unit: '' },
    ] as const),
    ...(move ? movingRows(move) : []),
  ]; // prettier-ignore
}

/** Milliseconds of one call, of both and of a refresh, and how many calls the simulated machine saw in a round: three besides the refresh. */
type Refreshing = Record<'bare' | 'both' | 'refresh' | 'own' | 'start' | 'calls', number>;

interface Moving {
  readonly passed: Readonly<Record<'bare' | 'checked' | 'move' | 'starts', number>>;
  readonly processor: Moving['passed'];
  readonly calls: number;
}

function movingRows({ passed, processor, calls }: Moving): Row[] {
  const beside = ({ bare, move, starts }: Moving['passed']): number => (move - starts) / bare;
  return [
    { what: 'move of 10,000 files from a FUSE drive, whole process, against a copy by hand whose sums are compared', figure: passed.move / passed.checked, limit: 1, unit: 'x' },
    { what: '  against tar | tar, which compares nothing', figure: passed.move / passed.bare, limit: null, unit: 'x' },
    { what: '  the copy by hand against that', figure: passed.checked / passed.bare, limit: null, unit: 'x' },
    { what: '  without what its calls of the simulated wsl.exe take that do nothing', figure: beside(passed), limit: null, unit: 'x' },
    { what: '  that in processor time', figure: beside(processor), limit: null, unit: 'x' },
    { what: '  processes that it starts', figure: calls, limit: null, unit: '' },
  ]; // prettier-ignore
}

function asTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, figure, limit, unit }) => {
      const shown = `${figure.toFixed(unit === 'x' || unit === 's' ? 2 : 0)} ${unit}`.padStart(9);
      const verdict = limit === null ? '' : `${figure <= limit ? 'ok  ' : 'OVER'} at most ${limit} ${unit}`;
      return `${what.padEnd(width)} ${shown}  ${verdict}`.trimEnd();
    })
    .join('\n');
}

/** Builds the product and measures it. */
function measureTree(): string {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) throw new Error('scripts/build.mjs failed');
  const rows = measure();
  return values.json ? JSON.stringify({ version: 1, rows }, null, 2) : asTable(rows);
}

try {
  console.log(values.compare === undefined ? measureTree() : compareWith(values.compare, root));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
