// `npm run reliability [-- OPERATION[/FAULT]…] [--again]`: tries each operation under each fault on a simulated machine, and writes
// the table in docs/reliability.md from what came of it. Cells that the page tells of, or that were tried here before, are not tried
// again, unless they are named or `--again` says so. Exit 1 where one of them is wrong or was not tried.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tryCell, undisturbed, type Cell, type Undisturbed } from './cell';
import { faultIds, type FaultId } from './faults';
import { operations, type Operation } from './operations';
import { outcomesOn, pageWith } from './page';

const root = join(import.meta.dirname, '..', '..', '..');
const kept = join(root, '.build', 'reliability', 'cells.json');
const page = join(root, 'docs', 'reliability.md');

type Kept = Record<string, Pick<Cell, 'outcome' | 'wrong'>>;

/** Of this run and earlier ones here, and what the page tells of others. */
function readKept(): Kept {
  const told = [...outcomesOn(readFileSync(page, 'utf8'))].map(([name, outcome]) => [name, { outcome, wrong: [] }]);
  const others = Object.fromEntries(told) as Kept;
  try {
    return { ...others, ...(JSON.parse(readFileSync(kept, 'utf8')) as Kept) };
  } catch {
    return others;
  }
}

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const again = process.argv.includes('--again');
let cells: Kept = again ? {} : readKept();
const isNamed = (operation: string, fault: FaultId): boolean =>
  names.includes(operation) || names.includes(fault) || names.includes(`${operation}/${fault}`);

async function tryAll(operation: Operation): Promise<void> {
  const wanted = faultIds.filter(
    (fault) =>
      operation.cannot?.[fault] === undefined &&
      (names.length > 0 ? isNamed(operation.id, fault) : cells[`${operation.id}/${fault}`] === undefined),
  );
  if (wanted.length === 0) return;
  let calm: Undisturbed;
  try {
    calm = await undisturbed(operation);
  } catch (error) {
    console.log(`BAD ${operation.id}: ${String(error)}`);
    return;
  }
  for (const fault of wanted) {
    const name = `${operation.id}/${fault}`;
    const { outcome, wrong, seconds, all } = await tryCell(operation, fault, calm);
    // Another run may be at other operations.
    cells = { ...(again ? cells : readKept()), [name]: { outcome, wrong } };
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, JSON.stringify(cells, null, 2));
    console.log(`${wrong.length === 0 ? 'ok ' : 'BAD'} ${name}, ${seconds.toFixed(1)} s: ${outcome}`);
    for (const each of wrong) console.log(`      ${each}`);
    if (process.env['SLIPWAY_VERBOSE']) console.log(all);
  }
}

for (const operation of operations) await tryAll(operation);

cells = again ? cells : readKept();
const all = operations.flatMap(({ id, cannot }) =>
  faultIds.filter((fault) => cannot?.[fault] === undefined).map((fault) => `${id}/${fault}`),
);
const missing = all.filter((name) => !cells[name]);
const bad = Object.entries(cells).filter(([name, { wrong }]) => wrong.length > 0 && all.includes(name));
console.log(`${Object.keys(cells).length} tried, ${bad.length} wrong, ${missing.length} still to be tried`);
for (const [name, { wrong }] of bad) console.log(`wrong: ${name}: ${wrong[0]!.slice(0, 150)}`);
/** A row is shown when all of it was tried, and all of it is as it should be. */
const whole = operations.filter(({ id, cannot }) =>
  faultIds.every((fault) => cannot?.[fault] !== undefined || cells[`${id}/${fault}`]?.wrong.length === 0),
);
writeFileSync(
  page,
  pageWith(readFileSync(page, 'utf8'), whole, (operation, fault) => cells[`${operation}/${fault}`]!.outcome),
);
process.exit(bad.length > 0 || missing.length > 0 ? 1 : 0);
