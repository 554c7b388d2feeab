import type { Machine } from '../../machine/machine';
import { ask } from '../../state/ask';
import type { Problem } from '../../state/problem';
import type { DistroAddress } from '../../wsl/run';
import type { Clock } from './clock';
import type { MeasureProblem } from './problem';
import type { Refusal } from './request';
import { fewestRounds, onePass, passesForBoth } from './statistics';
import { measureSide, roundSeconds, sides, type Bases, type Passes, type Sample, type Side } from './work';

export interface RoundsProgress {
  readonly phase: 'rounds';
  readonly round: number;
  readonly of: number;
}

type Samples = Record<Side, Sample[]>;

const rounds = 5;
/** The first has everything read and made for the first time, and tells how often each has to be done; none of it counts. */
const warmUps = 2;
/** After how many milliseconds no further round is begun. */
const budget = 120_000;

/** Measures both sides in turn, each first as often as the other: what changes meanwhile changes for both. Null when cancelled. */
export async function runRounds(
  machine: Machine,
  distro: DistroAddress,
  { bases, clock }: { readonly bases: Bases; readonly clock: Clock },
  signal: AbortSignal,
  onProgress: (progress: RoundsProgress) => void,
): Promise<{ readonly ok: true; readonly value: Samples } | Refusal | null> {
  const started = performance.now();
  const samples: Samples = { drive: [], linux: [] };
  let passes: Record<Side, Passes> = { drive: onePass, linux: onePass };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    onProgress({ phase: 'rounds', round: round + 1, of: warmUps + rounds });
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const command = measureSide(distro, { bases, side, clock, passes: passes[side] });
      if ('kind' in command) return { ok: false, problem: command };
      const asked = await ask(machine, command, (roundSeconds + 10) * 1000, signal);
      if (!asked) return null;
      if (!asked.ok) {
        return { ok: false, problem: problemOf(asked.problem, bases[side]) };
      }
      samples[side].push(asked.value);
    }
    const [drive, linux] = [samples.drive.at(-1), samples.linux.at(-1)];
    if (round < warmUps && drive && linux) {
      passes = passesForBoth({ drive, linux }, passes);
      sides.forEach((side) => samples[side].pop());
    }
    if (performance.now() - started > budget) break;
  }
  return samples.linux.length < fewestRounds
    ? { ok: false, problem: { kind: 'tooSlow', seconds: budget / 1000 } }
    : { ok: true, value: samples };
}

function problemOf(problem: Problem, path: string): MeasureProblem | Problem {
  const { kind } = problem;
  if (kind === 'timeout' || kind === 'timeoutInside') return { kind: 'tooSlow', seconds: roundSeconds };
  if (kind !== 'unexpectedExit') return problem;
  return { kind: 'brokeOff', path, reason: `exit ${problem.exitCode}\n${problem.output}`.trim() };
}
