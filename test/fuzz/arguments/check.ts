import { argumentsOfPlugin } from '../../../src/cli/dockerPlugin';
import { readInvocation, UsageError } from '../../../src/cli/invocation';
import { judged } from '../faults';

/** What is wrong with how the arguments of `slipway` are read, called by itself or by docker; null where nothing is. */
export function faultOf(args: readonly string[]): string | null {
  return judged(() => usageFault(args) ?? usageFault(argumentsOfPlugin(args) ?? []));
}

/** Wrong arguments are told in one sentence, and by nothing else. */
function usageFault(args: readonly string[]): string | null {
  try {
    readInvocation(args);
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.trim() === '' || !error.message.endsWith('.') ? `says ${JSON.stringify(error.message)}` : null;
  }
}
