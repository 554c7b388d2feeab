import type { Translate } from '../text/message';

/** How things are said to the reader: in which language, and how times are written in it. */
export interface Wording {
  readonly translate: Translate;
  /** A BCP 47 tag, for numbers and units. */
  readonly language: string;
  /** A moment (ISO 8601) for the eye. */
  readonly time: (iso: string) => string;
}
