import type { BesideId } from '../checks';
import type { Examination } from '../examination';
import type { Verdict } from '../verdict';

/** What is looked at beside the chain. Null where there is nothing to look at. */
export interface Beside {
  probe(examination: Examination): Promise<ReadonlyMap<BesideId, Verdict> | null>;
}
