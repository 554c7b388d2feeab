import type { Mount } from '../mount';

/** Where a parser stumbled. */
export interface ParseProblem {
  readonly offset: number;
  readonly reason: string;
}

/** What a reader finds in a file. */
export interface ReadFile {
  readonly mounts: readonly Mount[];
  /** Where the parser stumbled; what it could read all the same is in `mounts`. */
  readonly errors: readonly ParseProblem[];
}
