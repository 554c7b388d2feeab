import { joinPath } from './slashPath';

/**
 * The texts of files beside the one that is judged. Rules ask for what they need; what was asked for and not known is what a
 * second look should be given.
 */
export class Nearby {
  /** The paths that were asked for in vain. */
  readonly wanted = new Set<string>();
  /** How often something was asked for in vain. */
  inVain = 0;

  /**
   * @param known null for a file that is not there, undefined for one that may not be looked at
   * @param start the folder at which relative sources start, as the paths of `known` begin
   */
  constructor(
    private readonly known: ReadonlyMap<string, string | null | undefined> = new Map(),
    private readonly start = '',
  ) {}

  /** The text of a file by its way from that folder; null when it is not there, undefined when nobody has read it. */
  textOf(way: string): string | null | undefined {
    const path = joinPath(this.start, way);
    if (!this.known.has(path)) {
      this.wanted.add(path);
      this.inVain += 1;
    }
    return this.known.get(path);
  }
}
