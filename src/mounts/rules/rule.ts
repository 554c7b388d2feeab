import type { Finding } from '../../text/finding';
import type { ClassifiedMount, Place } from '../mount';

/** One thing that can be wrong with a mount: a file here, a page in docs/rules and a test, all under its id. */
export interface Rule {
  readonly id: string;
  /** The finding for a mount, or null when there is nothing to say. */
  check(mount: ClassifiedMount, place: Place): Finding | null;
}
