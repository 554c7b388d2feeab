import type { Severity } from '../finding';

/** What is told apart by a colour; it is never the only sign. */
export type Shade = Severity | 'dim' | 'added' | 'removed';

/** Gives a text its colour, where colours are seen. */
export type Paint = (text: string, shade: Shade) => string;
