import { isMinusOne, type Command } from '../../machine/command';
import type { Machine } from '../../machine/machine';
import { ask, type Answer } from '../../state/ask';
import type { Problem } from '../../state/problem';
import { isAtLeast } from '../../text/versionOrder';
import { queryPackageVersion } from '../../wsl/packageVersion';
import type { Parsed } from '../../wsl/problem';

/** The first release of which `--manage` is known; its single options, and `--format`, came with later ones. */
const leastRelease = '2.0';
const quick = 10_000;

/**
 * Why the installed WSL cannot know what came with 2.0 and later; null where it may: a release that nobody can tell is
 * tried, and says so itself.
 */
export async function findTooOld(machine: Machine): Promise<Problem | null> {
  const query = queryPackageVersion();
  const ran = await machine.run(query, { timeout: quick });
  const version = ran.outcome === 'done' ? ran.value : null;
  if (version === null || isAtLeast(version, leastRelease) !== false) return null;
  const command = `reg.exe ${query.args.join(' ')}`;
  return { kind: 'newerWslNeeded', version, command, exitCode: null, output: version };
}

/** Asks what an older release does not know: such a one fails with a sentence and no code, as for any unknown word. */
export async function askNewer<T>(
  machine: Machine,
  command: Command<Parsed<T>>,
  timeout: number,
  signal?: AbortSignal,
): Promise<Answer<T> | null> {
  const answer = await ask(machine, command, timeout, signal);
  return answer === null || answer.ok ? answer : { ok: false, problem: asTooOld(answer.problem) };
}

function asTooOld(problem: Problem): Problem {
  if (problem.kind !== 'unexpectedExit' || !isMinusOne(problem.exitCode ?? 0) || problem.output === '') return problem;
  const { command, exitCode, output } = problem;
  return { kind: 'newerWslNeeded', version: null, command, exitCode, output };
}
