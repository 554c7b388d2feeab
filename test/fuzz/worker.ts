// One of several that share the inputs of a run. What it is at stands in shared memory: whoever hangs can tell nobody.
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from './check';
import { fuzzInput } from './inputs';

/** Which inputs are whose. */
export interface Share {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** In milliseconds since 1970. */
  readonly until: number;
  /** The number of the input that is being read, and how many were. */
  readonly state: Int32Array;
}

export interface Failure {
  readonly index: number;
  readonly fault: string;
}

const { seed, first, step, end, until, state } = workerData as Share;
for (let index = first; index < end && Date.now() < until; index += step) {
  Atomics.store(state, 0, index);
  const fault = faultOf(fuzzInput(seed, index));
  if (fault !== null) parentPort?.postMessage({ index, fault } satisfies Failure);
  Atomics.add(state, 1, 1);
}
