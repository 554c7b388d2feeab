import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { changeState } from '../prepare';
import { TestMachine } from '../spec/machine';
import { bundleRunner, leftRunning, Run, treeOf, withStorage, type RunEnd } from './bed';
import { faults, programOf, type FaultId } from './faults';
import { operations, type Operation } from './operations';

/** What came of an operation under a fault. */
export interface Cell {
  readonly operation: string;
  readonly fault: FaultId;
  /** In a few words: the problem that was told, or that it was done. */
  readonly outcome: string;
  /** What is wrong with it; empty where nothing is. */
  readonly wrong: readonly string[];
  readonly seconds: number;
  readonly all: string;
}

/** What is tried, and on what. */
interface Trial {
  readonly machine: TestMachine;
  readonly operation: Operation;
  readonly fault: FaultId;
  /** The bundle of the runner, and where the product keeps what it remembers. */
  readonly file: string;
  readonly storage: string;
}

/** Long enough for the middle of an operation to be hit. */
const atWork = 1_200;

/** What is in the user's files: names, kinds and contents, without what Docker Desktop and Slipway keep for themselves. */
function filesOf({ folder, prepared }: TestMachine): Map<string, string> {
  const places = [...Object.values(prepared.drives), join(folder, 'distros')].filter((place) => existsSync(place));
  const script = `find "$@" \\( -path '*/AppData' -o -path '*/Program Files*' -o -path '*/ProgramData' -o -path '*/usr' -o -path '*/var' -o -path '*/proc' -o -path '*/mnt' -o -path '*/run' -o -path '*/tmp' -o -path '*/dev' -o -name '*.vhdx' -o -path '*/root' \\) -prune -o \\( -path '*/home/*' -o -path '*/drives/*' -o -path '*/etc/wsl.conf*' \\) -type f -print0 | sort -z | xargs -0 -r md5sum -z`;
  const listed = execFileSync('sh', ['-c', script, 'sh', ...places], { maxBuffer: 2 ** 26 }).toString();
  return new Map(
    listed
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => [line.slice(34).replace(folder, ''), line.slice(0, 32)]),
  );
}

/** An undisturbed run: what there is before and after it, against which all others are held. */
export interface Undisturbed {
  readonly before: string;
  readonly after: string;
  readonly files: ReadonlyMap<string, string>;
  readonly all: string;
}

const readied = async (operation: Operation): Promise<TestMachine> => {
  const { scenario = 'healthy', change, userlands = false, prepare } = operation;
  const machine = await TestMachine.make(scenario, change, null, userlands);
  await prepare?.(machine);
  return machine;
};

/** Does it in a world in which nothing goes wrong. */
export async function undisturbed(operation: Operation): Promise<Undisturbed> {
  const file = await bundleRunner();
  const machine = await readied(operation);
  try {
    return await withStorage(async (storage) => {
      await doFirst(machine, operation, file, storage);
      const before = operation.seen(machine);
      const end = await new Run(file, machine, operation, storage).end;
      if (end.problem !== null || !end.isDone)
        throw new Error(`${operation.id} fails undisturbed: ${end.problem ?? ''} ${end.all}`);
      return { before, after: operation.seen(machine), files: filesOf(machine), all: end.all };
    });
  } finally {
    await machine.remove();
  }
}

/** Does it under a fault, looks at everything, takes the fault away, and does it again. */
export async function tryCell(operation: Operation, fault: FaultId, calm: Undisturbed): Promise<Cell> {
  const started = performance.now();
  const file = await bundleRunner();
  const machine = await readied(operation);
  try {
    const [outcome, wrong, all] = await withStorage((storage) =>
      judge({ machine, operation, fault, file, storage }, calm),
    );
    return { operation: operation.id, fault, outcome, wrong, seconds: (performance.now() - started) / 1000, all };
  } finally {
    await machine.remove();
  }
}

async function judge(trial: Trial, calm: Undisturbed): Promise<[string, string[], string]> {
  const { machine, operation, fault, file, storage } = trial;
  const kind = faults[fault];
  const wrong: string[] = [];
  await doFirst(machine, operation, file, storage);
  const [files, processes] = [filesOf(machine), new Set(treeOf(1))];
  const ends = await under(trial, wrong);

  await settled(machine, processes).catch(() =>
    wrong.push(`left running: ${leftRunning(machine, processes).join(', ')}`),
  );
  const now = operation.seen(machine);
  const half = operation.between?.find(({ seen }) => seen === now);
  const isHalfTold = half !== undefined && ends.some((end) => half.told.test(shownBy(end)));
  for (const end of ends) {
    if (end.problem === 'unforeseen') wrong.push(`an error that nobody foresaw: ${end.detail}`);
    if (end.problem !== null && !kind.names.test(end.problem))
      wrong.push(`not what it is: ${end.problem} ${end.detail}`);
    if (end.problem !== null && end.problem !== 'killed' && end.nextStep === '')
      wrong.push(`no next step: ${end.problem}`);
    const isClaimed = end.problem === null && end.isDone && !isHalfTold;
    if (isClaimed && now !== calm.after && fault !== 'renamed' && fault !== 'removed')
      wrong.push(`said to be done, and is not: ${end.said} ${now}`);
    if (end.problem === null && !end.isDone && end.said === '') wrong.push('ended without a word');
  }
  const isWhole = [calm.before, calm.after].includes(now) || fault === 'removed';
  if (!isWhole && !half) wrong.push(`neither before nor after: ${now}`);
  wrong.push(...lost(files, filesOf(machine), calm.files, ends));

  kind.lift?.(machine);
  const all = ends.map((end) => end.all).join('\n=====\n');
  const isThere = now === calm.after && now !== calm.before;
  const again = isThere ? null : await tryAgain(trial, calm);
  // Who was killed can say nothing: the next one does.
  const isToldLater =
    again !== null && ends.some(({ problem }) => problem === 'killed') && half?.told.test(again.shown);
  if (!isWhole && half && !isHalfTold && !isToldLater) wrong.push(`half done, and nobody says so: ${now}`);
  return [ends.map(inWords).join(' / '), [...wrong, ...(again?.wrong ?? [])], all];
}

/** What has to have been done before is done by the product itself, undisturbed. */
async function doFirst(machine: TestMachine, { first }: Operation, file: string, storage: string): Promise<void> {
  const before = operations.find(({ id }) => id === first);
  if (!before) return;
  const end = await new Run(file, machine, before, storage).end;
  if (!end.isDone) throw new Error(`${before.id} fails undisturbed: ${end.all}`);
}

/** Runs it while the fault strikes. */
async function under({ machine, operation, fault, file, storage }: Trial, wrong: string[]): Promise<RunEnd[]> {
  const kind = faults[fault];
  // What has been started cannot be refused any more: where no question stands there, it is refused from the beginning.
  const isRefused = kind.moment === 'question' && !operation.asks && programOf(operation)?.program !== 'wsl';
  if (kind.moment === 'start' || (isRefused && fault !== 'update')) {
    const areTwo = fault === 'twoWindows';
    if (!areTwo) await kind.strike(machine, operation, undefined as never);
    const waitsAt = areTwo && operation.asks ? 'question' : null;
    const runs = Array.from({ length: areTwo ? 2 : 1 }, () => new Run(file, machine, operation, storage, waitsAt));
    if (waitsAt) await Promise.all(runs.map((run) => run.reaches(waitsAt)));
    for (const run of runs) {
      run.answered = true;
      run.go();
    }
    return Promise.all(runs.map((run) => run.end));
  }
  const isAtHeart = kind.moment === 'heart' || !operation.asks;
  const target = programOf(operation);
  if (isAtHeart && 'program' in operation.heart && target)
    changeState(machine.folder, (state) =>
      state.faults.push({
        program: target.program,
        match: target.holds === '' ? '*' : { holds: target.holds },
        kind: 'delay',
        milliseconds: atWork,
        times: 1,
      }),
    );
  const run = new Run(file, machine, operation, storage, isAtHeart ? 'heart' : 'question');
  const isThere = await run.reaches(isAtHeart ? 'heart' : 'question');
  if (!isThere) wrong.push('the fault found nothing to strike');
  else await kind.strike(machine, operation, run);
  run.answered = true;
  run.go();
  return [await run.end];
}

/** What was told has to be a way on: without the fault, doing it again leads to where it should have led. */
async function tryAgain(
  { machine, operation, fault, file, storage }: Trial,
  calm: Undisturbed,
): Promise<{ readonly wrong: readonly string[]; readonly shown: string } | null> {
  if (fault === 'removed' || fault === 'renamed') return null;
  const first = operations.find(({ id }) => id === operation.beforeAgain);
  if (first) await new Run(file, machine, first, storage).end;
  const end = await new Run(file, machine, operation, storage).end;
  const now = operation.seen(machine);
  const about = `${end.problem ?? end.said} ${end.detail} ${now}\n${end.all}`;
  const wrong = now === calm.after ? [] : [`tried again, it does not come to what it should: ${about}`];
  return { wrong, shown: shownBy(end) };
}

/** All that its user was told, without what is in the log alone. */
function shownBy({ all, detail, nextStep }: RunEnd): string {
  return [...all.split('\n').filter((line) => !line.startsWith('log: ')), detail, nextStep].join('\n');
}

async function settled(machine: TestMachine, before: ReadonlySet<number>): Promise<void> {
  for (let tries = 0; leftRunning(machine, before).length > 0; tries += 1) {
    if (tries > 100) throw new Error('It does not settle');
    await wait(100);
  }
}

/** Files that are not there any more, that are half, and new ones that nobody was told of. */
function lost(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  ends: readonly RunEnd[],
): string[] {
  const wrong: string[] = [];
  for (const [path, hash] of before) {
    const is = now.get(path);
    if (is === undefined && after.has(path)) wrong.push(`lost: ${path}`);
    else if (is !== undefined && is !== hash && is !== after.get(path)) wrong.push(`neither old nor new: ${path}`);
  }
  for (const [path, hash] of now) {
    if (before.has(path) || after.get(path) === hash || isCopy(path) || isOnItsWay(path)) continue;
    if (after.has(path)) wrong.push(`half of a new file: ${path}`);
    else if (!ends.some(({ all, problem }) => problem === 'killed' || all.includes(path.split('/').at(-1)!)))
      wrong.push(`left without a word: ${path}`);
  }
  return wrong;
}

/** A copy of the settings from before, which stays on purpose. */
const isCopy = (path: string): boolean => /\.bak$|wsl\.conf\.slipway-\d{8}T\d{6}Z$/.test(path);
/** What has arrived of a project stays for the next run, in a folder whose name says so. */
const isOnItsWay = (path: string): boolean => path.includes('.slipway-move/');

function inWords({ problem, said, isDone, nextStep }: RunEnd): string {
  if (problem === 'killed') return 'taken up again';
  // The command line says by its status alone that something was wrong, and what it was by a sentence.
  if (problem?.startsWith('exit ')) return nextStep;
  if (problem !== null) return `\`${problem}\``;
  return isDone ? 'done' : said;
}
