import { judged } from '../faults';
import type { Answer } from './inputs';

/** What is wrong with how an answer is read; null where nothing is. */
export function faultOf({ reader, output }: Answer): string | null {
  return judged(() => {
    const before = Buffer.from(output.stdout);
    reader.read(output);
    return before.equals(output.stdout) ? null : `${reader.name}: reading changes what was read`;
  });
}
