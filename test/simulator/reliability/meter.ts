import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { treeOf } from './bed';

export type Phase = 'refreshes' | 'toggles' | 'moves';

/** What the process holds after so many. */
export interface Sample {
  readonly done: number;
  /** Bytes of objects that are still in use. */
  readonly heap: number;
  /** Open files and sockets, and what else keeps the process alive. */
  readonly handles: number;
  /** Processes that it has started and that are there. */
  readonly processes: number;
  readonly seconds: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const samplesOfAPhase = 40;
/** By how much memory may be more at the end than after the first tenth. */
export const mostGrowth = 0.1;

/** Does something many times, and looks every now and then at what this process holds. */
export class Meter {
  readonly samples: Sample[] = [];
  private readonly started = performance.now();

  constructor(
    private readonly phase: Phase,
    private readonly total: number,
  ) {}

  /** Ends early, with what there is, when somebody presses Ctrl+C. */
  async through(total: number, act: (count: number) => Promise<void>): Promise<void> {
    const every = Math.max(1, Math.floor(total / samplesOfAPhase));
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    const stop = (): void => over.abort();
    process.once('SIGINT', stop);
    for (let count = 1; count <= total && !isOver(); count += 1) {
      await act(count);
      if (count % every === 0 || count === total || isOver()) await this.look(count);
    }
    process.removeListener('SIGINT', stop);
  }

  private async look(done: number): Promise<void> {
    // What has just been ended needs a moment to be gone, and a collected object may hold others.
    await wait(150);
    for (let times = 0; times < 3; times += 1) collect();
    const kinds = process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate');
    this.samples.push({
      done,
      heap: process.memoryUsage().heapUsed,
      handles: kinds.length + readdirSync('/proc/self/fd').length,
      processes: treeOf(process.pid).length - 1,
      seconds: (performance.now() - this.started) / 1000,
    });
    console.log(`${this.phase} ${done} of ${this.total}: ${JSON.stringify(this.samples.at(-1))}`);
  }
}

export interface Verdict {
  readonly first: Sample;
  readonly last: Sample;
  readonly isFlat: boolean;
  readonly text: string;
}

/** What the end is held against: the process as it was after the first tenth, when all was loaded that is ever needed. */
export function verdictOf(samples: readonly Sample[]): Verdict {
  const last = samples.at(-1)!;
  const first = samples.find(({ done }) => done >= last.done / 10)!;
  const growth = last.heap / first.heap - 1;
  const isFlat = growth <= mostGrowth && last.handles <= first.handles && last.processes <= first.processes;
  const share = `${(growth * 100).toFixed(1)} %`;
  return {
    first,
    last,
    isFlat,
    text: `memory ${share}, handles ${first.handles} to ${last.handles}, processes ${first.processes} to ${last.processes}: ${isFlat ? 'holds' : 'GROWS'}`,
  };
}
