/** A change that no test notices: what stands in the file, what stands there instead, and why nobody could tell. */
export interface Explained {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [];
