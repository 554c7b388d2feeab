// `npm run fuzz [-- --runs N --seed S --seconds S --only INDEX]`: reads generated texts of all kinds and checks what has to be true of
// any of them. An input is known by the seed and its number; `--only` shows one and reads it alone.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { faultOf } from './check';
import { fuzzInput } from './inputs';
import type { Failure, Share } from './worker';

/** A reader that has not come back after this many seconds never will. */
const hangSeconds = 30;
/** Who sees more learns no more. */
const mostShown = 20;

const { values } = parseArgs({
  options: {
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

async function readAll(): Promise<boolean> {
  const count = Math.max(1, availableParallelism());
  const until = Date.now() + seconds * 1000;
  let failed = 0;
  const states: Int32Array[] = [];
  const shares = Array.from({ length: count }, (_, first) => {
    const state = new Int32Array(new SharedArrayBuffer(8));
    states.push(state);
    return readShare({ seed, first, step: count, end: runs, until, state }, ({ index, fault }) => {
      failed += 1;
      if (failed > mostShown) return;
      console.log(`input ${index} of seed ${seed}: ${fault}`);
      console.log(`  npm run fuzz -- --seed ${seed} --only ${index}\n`);
    });
  });
  await Promise.all(shares);
  const read = states.reduce((sum, state) => sum + Atomics.load(state, 1), 0);
  console.log(`${read} inputs of seed ${seed} read, ${failed} failed`);
  return failed === 0 && read > 0;
}

function readOne(index: number): boolean {
  const input = fuzzInput(seed, index);
  const fault = faultOf(input);
  console.log(`${JSON.stringify(input.place)}\n${JSON.stringify(input.text)}\n${input.text}\n${fault ?? 'no fault'}`);
  return fault === null;
}

process.exitCode = (values.only === undefined ? await readAll() : readOne(Number(values.only))) ? 0 : 1;
