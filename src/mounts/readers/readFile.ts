import type { TextRange } from '../../text/range';
import type { ComposeEditing } from '../compose/editing';
import type { Mount, WrittenBuild } from '../mount';
import type { PublishedPort } from '../publishedPort';

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
  /**
   * Texts between double quotes in which YAML does not read the backslashes as such: those that it refuses, anywhere in the
   * file, and those of mounts in which it made other characters of them. Absent where there are none.
   */
  readonly brokenEscapes?: readonly BrokenEscape[];
  /** The ports of the host that it publishes, read when somebody asks; absent where there are none. */
  readonly ports?: () => readonly PublishedPort[];
  /** The services that are built, read when somebody asks; absent where there are none. */
  readonly builds?: () => readonly WrittenBuild[];
  /** Ways to write into the file; absent for other formats than compose files. */
  readonly editing?: ComposeEditing;
}

/** Such a text, quotes included, as it stands in the file. */
export interface BrokenEscape {
  readonly range: TextRange;
  readonly raw: string;
  /** Whether it is an error of syntax, so that Compose refuses the file. */
  readonly isRefused: boolean;
}
