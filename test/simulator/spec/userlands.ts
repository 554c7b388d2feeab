import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { canHaveUserlands } from '../prepare';
import type { State } from '../state/model';
import { TestMachine } from './machine';

/**
 * Prepares a machine without Docker Desktop whose distros are real userlands before the tests of a block, and removes it
 * behind them. Skips the block where there can be none.
 */
export function useUserlands(change: (state: State) => void = () => undefined): () => TestMachine {
  let machine: TestMachine | undefined;
  before(async function () {
    if (!canHaveUserlands()) return this.skip();
    const prepare = (state: State) => {
      delete state.docker;
      change(state);
    };
    machine = await TestMachine.make('healthy', prepare, null, true);
  });
  after(() => machine?.remove());
  return () => machine!;
}

/** The processes of this host that see a mount of the machine's folder: an oracle that knows nothing of notes. */
export function processesWithMounts({ folder }: TestMachine): number[] {
  // The folder above has a random part in its name, without blanks; mountinfo writes a blank as \040.
  const mark = `${basename(folder.slice(0, -'/machine'.length)).split(' ').at(-1)!}/machine`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => textOf(`/proc/${pid}/mountinfo`).includes(mark))
    .map(Number);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It ended in this moment.
  }
}
