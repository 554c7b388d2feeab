import type { RunFailure } from '../machine/command';
import { quoteForLog } from '../machine/log';
import type { Machine } from '../machine/machine';
import type { Distro } from '../wsl/distro';
import type { WslProblem } from '../wsl/problem';
import { runInDistro, type DistroRun } from '../wsl/run';
import type { Ended } from './proofVerdict';

/** What kept a program from being run in the distro at all; null when somebody cancelled. */
export class HandsStopped extends Error {
  constructor(readonly end: { readonly problem: RunFailure | WslProblem | null }) {
    super(end.problem?.kind ?? 'cancelled');
  }
}

type Program = readonly [program: string, ...rest: readonly string[]];

/** WSL itself may hang; what hangs in the distro is ended there before that. */
const graceSeconds = 5;
const longestAnswer = 1500;

/** Runs one program after another in a distro, and keeps what came back as evidence. */
export class HandsInDistro {
  private evidence: string[] = [];

  constructor(
    private readonly machine: Machine,
    private readonly distro: Distro,
    /** Null where nobody can cancel. */
    private readonly signal: AbortSignal | null,
  ) {}

  /**
   * Runs a program to its end, or for some seconds.
   * @throws HandsStopped when it could not be run, or somebody cancelled.
   */
  async run(args: Program, seconds = 15): Promise<Ended> {
    const ended = await this.ask(args, seconds);
    this.evidence.push(describe(args, ended));
    return ended;
  }

  /** Runs a program again and again until what comes back is as wanted; whether it was in the end. Evidence is the last time. */
  async until(
    args: Program,
    { rounds, pause }: { readonly rounds: number; readonly pause: number },
    isWanted: (ended: Ended) => boolean,
  ): Promise<boolean> {
    for (let round = 1; ; round += 1) {
      const ended = await this.ask(args, 15);
      const done = isWanted(ended);
      // What has hung once is not asked again.
      if (done || round === rounds || ended.status === null) {
        this.evidence.push(describe(args, ended));
        return done;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** What was run since the last time, and what came back. */
  takeEvidence(): string {
    const taken = this.evidence.join('\n');
    this.evidence = [];
    return taken;
  }

  private async ask(args: Program, seconds: number): Promise<Ended> {
    const read = ({ status, stdout, stderr }: DistroRun): Ended => ({
      status,
      stdout: Buffer.from(stdout).toString('utf8'),
      stderr: Buffer.from(stderr).toString('utf8'),
    });
    const command = runInDistro(this.distro, args, read, { seconds });
    if ('kind' in command) throw new HandsStopped({ problem: command });
    const { signal } = this;
    const timeout = (seconds + graceSeconds) * 1000;
    const ran = await this.machine.run(command, { timeout, ...(signal ? { signal } : {}) });
    if (ran.outcome === 'cancelled') throw new HandsStopped({ problem: null });
    if (ran.outcome === 'failed') throw new HandsStopped({ problem: ran.failure });
    if (ran.value.ok) return ran.value.value;
    if (ran.value.problem.kind === 'timeoutInside') return { status: null, stdout: '', stderr: '' };
    throw new HandsStopped({ problem: ran.value.problem });
  }
}

function describe(args: Program, { status, stdout, stderr }: Ended): string {
  const printed = [stdout, stderr]
    .map((text) => text.trim().replace(/\t/g, '  ').slice(0, longestAnswer))
    .filter((text) => text !== '');
  const end = status === null ? ['ended when its time was over'] : status === 0 ? [] : [`exit ${status}`];
  return [`$ ${args.map(quoteForLog).join(' ')}`, ...printed, ...end].join('\n');
}
