// One of several that share the inputs of a run. What it is at stands in shared memory: whoever hangs can tell nobody.
import { parentPort, workerData } from 'node:worker_threads';
import { kinds, type KindName } from './kinds';

/** Which inputs are whose. */
export interface Share {
  readonly kind: KindName;
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** How long it may read, not counting how long it takes to begin. */
  readonly seconds: number;
  /** The number of the input that is being read, and how many were. */
  readonly state: Int32Array;
}

export interface Failure {
  readonly index: number;
  readonly fault: string;
}

const { kind, seed, first, step, end, seconds, state } = workerData as Share;
const until = Date.now() + seconds * 1000;
for (let index = first; index < end && Date.now() < until; index += step) {
  Atomics.store(state, 0, index);
  const fault = kinds[kind].faultOf(seed, index);
  if (fault !== null) parentPort?.postMessage({ index, fault } satisfies Failure);
  Atomics.add(state, 1, 1);
}
