import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeStep } from '../../../src/docker/change/journal';
import {
  changeIntegration,
  type ChangeEnd,
  type ChangeOptions,
  type ChangePatience,
} from '../../../src/docker/change/run';
import type { DistroWish } from '../../../src/docker/change/wishes';
import type { Machine } from '../../../src/machine/machine';
import { takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { inEnglish } from '../../../src/text/message';
import { knownValue } from '../../../src/text/observed';

/** Patience for a simulated machine, where everything is quick, and for a test that waits for what never comes. */
export const quickPatience: ChangePatience = {
  stop: { command: 20_000, hint: 1_000, limit: 20_000, pause: 20 },
  gone: { limit: 20_000, pause: 20 },
  start: { limit: 20_000, pause: 50 },
  hint: 300,
  startAgain: { limit: 10_000, pause: 50 },
  verify: { limit: 20_000, pause: 200, running: 5_000, links: 500 },
};

/** The same where distros are folders of this host: no docker ever comes there, and a short wait shows it as well as a long one. */
export const noDockerPatience: ChangePatience = {
  ...quickPatience,
  verify: { ...quickPatience.verify, limit: 1_000 },
};

/** A wish as a test writes it: `Debian on`, `Ubuntu off`, `Ubuntu on by list`. */
function wishesFor(snapshot: Snapshot, texts: readonly string[]): DistroWish[] {
  return texts.map((text) => {
    const [name, state, , by] = text.split(' ');
    const distro = snapshot.distros.find((each) => each.name === name)!;
    return { distro, on: state === 'on', by: by === 'list' ? 'list' : 'effective' };
  });
}

export interface Watched {
  readonly end: ChangeEnd;
  readonly steps: readonly ChangeStep[];
  readonly notices: readonly string[];
}

type Overrides = Partial<ChangeOptions> & { readonly during?: (step: ChangeStep) => Promise<void> | void };

/** Makes a change as the product does, and notes what it says meanwhile. */
export async function change(machine: Machine, wishes: readonly string[], overrides: Overrides = {}): Promise<Watched> {
  const { during, ...options } = overrides;
  const snapshot = (await takeSnapshot(machine, null))!;
  const steps: ChangeStep[] = [];
  const notices: string[] = [];
  const doings: Promise<void>[] = [];
  const end = await changeIntegration(machine, wishesFor(snapshot, wishes), {
    signal: new AbortController().signal,
    version: knownValue(snapshot.docker.install)?.version ?? null,
    windowsContainers: knownValue(snapshot.docker.mode) === 'windows',
    start: false,
    onNotice: (texts) => notices.push(texts.map(inEnglish).join(' ')),
    patience: quickPatience,
    ...options,
    onStep: (step) => {
      steps.push(step);
      doings.push(Promise.resolve(during?.(step)));
    },
  });
  await Promise.all(doings);
  return { end, steps, notices };
}

/** The end in a line: its kind, and what it says. */
export function inWords(end: ChangeEnd): string {
  switch (end.kind) {
    case 'refused':
      return `refused: ${end.refusal.kind}`;
    case 'unchanged':
      return end.kind;
    case 'changed':
      return ['changed', ...end.remarks.map(inEnglish)].join(': ');
    case 'undone':
      return `undone at ${end.step}: ${end.reason ? inEnglish(end.reason) : 'cancelled'}`;
    case 'notUndone':
      return `not undone at ${end.step}: ${inEnglish(end.hindrance)}`;
  }
}

/** Waits until something is so. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries > 3000) throw new Error(`It did not come to be: ${condition.toString()}`);
    await wait(10);
  }
}
