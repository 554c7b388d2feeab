// `npm run soak [-- refreshes|toggles|moves …]`: does each many times under random faults in one process, as a window that stays open
// for weeks does, and watches what that process holds. SLIPWAY_REFRESHES, SLIPWAY_TOGGLES and SLIPWAY_MOVES say how often,
// SLIPWAY_SEED another course. What came of it is written to docs/reliability.md and docs/images/soak.svg; exit 1 where it grew.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { SnapshotStore } from '../../../src/state/store';
import { Course, impatient, randomNumbers } from '../product/soakCourse';
import { SoakFront } from '../product/soakFront';
import { TestMachine } from '../spec/machine';
import { curves } from './curves';
import { Meter, verdictOf, type Phase, type Sample } from './meter';
import { between, soakMarks } from './page';
import { soakMoves } from './soakMoves';
import { soakToggles } from './soakToggles';

const root = join(import.meta.dirname, '..', '..', '..');
const kept = join(root, '.build', 'reliability', 'soak.json');
const seed = Number(process.env['SLIPWAY_SEED'] ?? 20_261);

/** Refreshes of one store, as the windows of a user have them all day. */
async function soakRefreshes(total: number, meter: Meter): Promise<void> {
  const machine = await TestMachine.make('healthy', (state) => {
    delete state.docker;
    state.oemCodePage = 65001;
  });
  const folder = mkdtempSync(join(tmpdir(), 'slipway-soak-'));
  const front = new SoakFront(machine);
  await front.record();
  const described = openMachine(silentLog, { SLIPWAY_MACHINE: front.machineFile });
  const store = new SnapshotStore(impatient(described), silentLog, folder);
  try {
    const course = new Course(machine, front, store, seed);
    await course.begin();
    await meter.through(total, () => course.refresh());
  } finally {
    store.dispose();
    rmSync(folder, { recursive: true, force: true });
    await machine.remove();
  }
}

const phases: readonly (readonly [name: Phase, count: number, run: (total: number, meter: Meter) => Promise<void>])[] =
  [
    ['refreshes', Number(process.env['SLIPWAY_REFRESHES'] ?? 5_000), soakRefreshes],
    [
      'toggles',
      Number(process.env['SLIPWAY_TOGGLES'] ?? 200),
      (total, meter) => soakToggles(total, meter, randomNumbers(seed)),
    ],
    [
      'moves',
      Number(process.env['SLIPWAY_MOVES'] ?? 50),
      (total, meter) => soakMoves(total, meter, randomNumbers(seed)),
    ],
  ];

function readKept(): Partial<Record<Phase, readonly Sample[]>> {
  try {
    return JSON.parse(readFileSync(kept, 'utf8')) as Partial<Record<Phase, readonly Sample[]>>;
  } catch {
    return {};
  }
}

const wanted = process.argv.slice(2);
const courses: Partial<Record<Phase, readonly Sample[]>> = {};
for (const [name, total, run] of phases) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${total} ${name}`);
  const meter = new Meter(name, total);
  await run(total, meter);
  courses[name] = meter.samples;
  mkdirSync(dirname(kept), { recursive: true });
  // Another phase may have been run beside it.
  writeFileSync(kept, JSON.stringify({ ...readKept(), ...courses }));
}

const done = phases.flatMap(([name]) => {
  const samples = courses[name] ?? readKept()[name];
  return samples ? [{ name, samples, verdict: verdictOf(samples) }] : [];
});
for (const { name, verdict } of done) console.log(`${name}: ${verdict.text}`);
const rows = done.map(
  ({ name, samples, verdict: { first, last, isFlat } }) =>
    `| ${name} | ${last.done} | ${megabytes(first)} | ${megabytes(last)} | ${first.handles} → ${last.handles} | ${first.processes} → ${last.processes} | ${isFlat ? 'holds' : '**grows**'} | ${Math.round(samples.at(-1)!.seconds)} s |`,
);
const table = [
  '| what | how often | memory after a tenth | at the end | handles | processes | verdict | took |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ...rows,
].join('\n');
const page = join(root, 'docs', 'reliability.md');
writeFileSync(page, between(readFileSync(page, 'utf8'), soakMarks, table));
const picture = join(root, 'docs', 'images', 'soak.svg');
mkdirSync(dirname(picture), { recursive: true });
writeFileSync(picture, curves(done));
process.exit(done.every(({ verdict }) => verdict.isFlat) ? 0 : 1);

function megabytes({ heap }: Sample): string {
  return `${(heap / 1024 ** 2).toFixed(1)} MB`;
}
