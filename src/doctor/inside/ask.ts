import type { Machine } from '../../machine/machine';
import type { Problem } from '../../state/problem';
import { explainProblem } from '../../state/problem';
import { runInDistro, type DistroAddress, type DistroRun } from '../../wsl/run';
import type { Proof } from '../verdict';

/** How long one look into a distro may take: there, and until WSL itself is given up. */
const secondsInside = 8;
const millisecondsOutside = 10_000;

/** How a program in a distro ended, or why nothing is known of it. `hangs`: it was given up. */
export type Answered =
  | { readonly kind: 'ran'; readonly run: DistroRun; readonly proof: Proof }
  | { readonly kind: 'hangs' | 'failed'; readonly problem: Problem; readonly proof: Proof };
export type Asked = Answered | { readonly kind: 'cancelled' };

export interface AskOptions {
  readonly signal: AbortSignal;
  /** The command as evidence shows it; what was run by default. */
  readonly shown?: string;
  /** Milliseconds; a distro that has to start first needs more. */
  readonly patience?: number;
}

/** Runs one program in a distro, once, and waits no longer than a look may take. */
export async function askInside(
  machine: Machine,
  distro: DistroAddress,
  args: readonly [string, ...string[]],
  { signal, shown = args.join(' '), patience = millisecondsOutside }: AskOptions,
): Promise<Asked> {
  const seconds = secondsInside + (patience - millisecondsOutside) / 1000;
  const command = runInDistro(distro, args, (run) => run, { seconds });
  const failed = (problem: Problem): Answered => {
    const { evidence } = explainProblem(problem);
    const hangs = problem.kind === 'timeout' || problem.kind === 'timeoutInside';
    const said = hangs ? `no answer within ${problem.seconds} s` : evidence.split('\n').slice(1).join('\n');
    return { kind: hangs ? 'hangs' : 'failed', problem, proof: { command: shown, answer: said } };
  };
  if ('kind' in command) return failed(command);
  const ran = await machine.run(command, { timeout: patience, signal });
  if (ran.outcome === 'cancelled') return { kind: 'cancelled' };
  if (ran.outcome === 'failed') return failed(ran.failure);
  if (!ran.value.ok) return failed(ran.value.problem);
  return { kind: 'ran', run: ran.value.value, proof: { command: shown, answer: describeRun(ran.value.value) } };
}

const longest = 400;

/** What was printed, short enough to be shown, and the status where it is not 0. */
export function describeRun({ status, stdout, stderr }: DistroRun): string {
  const lines = [stdout, stderr]
    .flatMap((bytes) =>
      Buffer.from(bytes)
        .toString('utf8')
        .split(/[\r\n]+/),
    )
    .filter((line) => line.trim() !== '')
    .join('\n')
    .slice(0, longest);
  return [lines, ...(status === 0 ? [] : [`exit ${status}`])].filter(Boolean).join('\n');
}
