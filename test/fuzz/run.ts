// `npm run fuzz [-- --kind NAME --runs N --seed S --seconds S --only INDEX]`: reads generated texts, by default a million of each
// kind, and checks what has to be true of any of them. An input is known by its kind, the seed and its number; `--only` shows one and
// reads it alone.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { kindNames, kinds, type KindName } from './kinds';
import type { Failure, Share } from './worker';

/** A reader that has not come back after this many seconds never will. */
const hangSeconds = 30;
/** Who sees more learns no more. */
const mostShown = 20;

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: '' },
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: 'Infinity' },
    only: { type: 'string' },
  },
});
const [seed, runs, seconds] = [Number(values.seed), Number(values.runs), Number(values.seconds)];

/** Reads a share of the inputs; ends early, with a failure, when one of them takes for ever. */
function readShare(share: Share, onFailure: (failure: Failure) => void): Promise<void> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: share });
  worker.on('message', onFailure);
  let [last, since] = [-1, Date.now()];
  const watch = setInterval(() => {
    const index = Atomics.load(share.state, 0);
    if (index !== last) [last, since] = [index, Date.now()];
    else if (Date.now() - since > hangSeconds * 1000) {
      onFailure({ index, fault: `was not read after ${hangSeconds} seconds` });
      void worker.terminate();
    }
  }, 1000);
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject).once('exit', () => resolve());
  }).finally(() => clearInterval(watch));
}

async function readAll(kind: KindName): Promise<boolean> {
  const count = Math.max(1, availableParallelism());
  let failed = 0;
  const states: Int32Array[] = [];
  const shares = Array.from({ length: count }, (_, first) => {
    const state = new Int32Array(new SharedArrayBuffer(8));
    states.push(state);
    return readShare({ kind, seed, first, step: count, end: runs, seconds, state }, ({ index, fault }) => {
      failed += 1;
      if (failed > mostShown) return;
      console.log(`input ${index} of ${kind}, seed ${seed}: ${fault}`);
      console.log(`  npm run fuzz -- --kind ${kind} --seed ${seed} --only ${index}\n`);
    });
  });
  await Promise.all(shares);
  const read = states.reduce((sum, state) => sum + Atomics.load(state, 1), 0);
  console.log(`${kind}: ${read} inputs of seed ${seed} read, ${failed} failed`);
  return failed === 0 && read > 0;
}

function readOne(kind: KindName, index: number): boolean {
  const { about, text } = kinds[kind].shown(seed, index);
  const fault = kinds[kind].faultOf(seed, index);
  console.log(`${JSON.stringify(about)}\n${JSON.stringify(text)}\n${text}\n${fault ?? 'no fault'}`);
  return fault === null;
}

/** The kinds that the call names: all where it names none. */
function askedKinds(): readonly KindName[] {
  if (values.kind === '') return kindNames;
  const found = kindNames.find((name) => name === values.kind);
  if (found === undefined) throw new Error(`--kind takes ${kindNames.join(' or ')}, and not ${values.kind}.`);
  return [found];
}

async function run(): Promise<boolean> {
  const [first, ...more] = askedKinds();
  if (values.only !== undefined) {
    if (first === undefined || more.length > 0) throw new Error('--only needs --kind.');
    return readOne(first, Number(values.only));
  }
  let isGood = true;
  for (const kind of askedKinds()) isGood = (await readAll(kind)) && isGood;
  return isGood;
}

process.exitCode = (await run()) ? 0 : 1;
