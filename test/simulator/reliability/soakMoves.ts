import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { carryOutMove, findRequest, holdPlace, planMove } from '../../../src/projects/move';
import type { Machine } from '../../../src/machine/machine';
import { difference } from '../product/moves';
import { productMachine } from '../product/product';
import { TestMachine } from '../spec/machine';
import type { State } from '../state/model';
import type { Meter } from './meter';

const files = 60;

function withoutDocker(state: State): void {
  delete state.docker;
}

/** One move as the command line makes it; whether it came to its end. */
async function moveOnce(product: Machine, signal: AbortSignal): Promise<boolean> {
  const wish = { source: 'C:\\work\\soak', distro: 'Ubuntu', destination: '~/soak' };
  const found = await findRequest(product, wish, signal);
  if (!found?.ok) return false;
  const planned = await planMove(product, found.value, new Set(), signal);
  if (planned.kind !== 'plan') return false;
  const held = await holdPlace(product, planned.plan.place);
  if (held.kind !== 'held') return false;
  try {
    return (await carryOutMove(product, planned.plan, signal, () => undefined)).kind === 'done';
  } finally {
    await held.release();
  }
}

/**
 * Moves a project again and again, broken off at random moments, by a cancel or by the end of the distro, and taken up again. The old
 * folder and the new one are compared by another program each time.
 */
export async function soakMoves(total: number, meter: Meter, random: () => number): Promise<void> {
  const machine = await TestMachine.make('healthy', withoutDocker, null, true);
  const source = join(machine.prepared.drives['C']!, 'work', 'soak');
  const home = join(machine.folder, 'distros/Ubuntu/home/dev');
  try {
    mkdirSync(join(source, 'src'), { recursive: true });
    for (let at = 0; at < files; at += 1) writeFileSync(join(source, 'src', `${at}.ts`), `${at}\n`.repeat(at * 50));
    await machine.wsl('-d', 'Ubuntu', '-e', 'true');
    const product = productMachine(machine);
    await meter.through(total, async (count) => {
      const abort = new AbortController();
      const breaks = random() < 0.5;
      const moving = moveOnce(product, abort.signal);
      if (breaks) {
        await wait(random() * 4_000);
        if (random() < 0.5) abort.abort();
        else await machine.wsl('--terminate', 'Ubuntu');
      }
      const isDone = await moving;
      assert.ok(isDone || breaks, `${count}: it came to nothing by itself`);
      await machine.wsl('-d', 'Ubuntu', '-e', 'true');
      if (!isDone) assert.ok(await moveOnce(product, new AbortController().signal), `${count}: not taken up again`);
      assert.deepEqual(difference(source, join(home, 'soak')), [], String(count));
      rmSync(join(home, 'soak'), { recursive: true });
    });
  } finally {
    await machine.remove();
  }
}
