/** A figure and what it should be at most. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  /** Null for one that is for show. */
  readonly limit: number | null;
  readonly unit: 'x' | 's' | 'ms' | 'MB' | '';
}
