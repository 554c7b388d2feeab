import { ProblemError, type CommandContext } from '../context';
import { inProgress } from '../facts';
import { findTooOld } from './newerWsl';

/**
 * Lets pass what came with a release of WSL after the first ones.
 * @throws ProblemError where the installed one is known to be too old.
 */
export async function requireNewer({ machine }: CommandContext): Promise<void> {
  const tooOld = await inProgress(findTooOld(machine));
  if (tooOld) throw new ProblemError(tooOld);
}
