import { brokenEscape } from './brokenEscape';
import { crlfScript } from './crlfScript';
import { databaseOnWindows } from './databaseOnWindows';
import { internalPath } from './internalPath';
import { looksLikeBind } from './looksLikeBind';
import { noFileEvents } from './noFileEvents';
import { noOpConsistency } from './noOpConsistency';
import { oneLetterVolume } from './oneLetterVolume';
import { reservedPort } from './reservedPort';
import type { Rule } from './rule';
import { slowMount } from './slowMount';
import { truncatedDefault } from './truncatedDefault';
import { uncProject } from './uncProject';
import { unstableBindVolume } from './unstableBindVolume';
import { wrongSide } from './wrongSide';

export const rules: readonly Rule[] = [
  slowMount,
  databaseOnWindows,
  noFileEvents,
  wrongSide,
  looksLikeBind,
  oneLetterVolume,
  brokenEscape,
  unstableBindVolume,
  internalPath,
  truncatedDefault,
  crlfScript,
  uncProject,
  noOpConsistency,
  reservedPort,
];

/** Of what these say, each place is a cause of its own: the remedy is there, and not in the folder that is mounted. */
export const toldAtEachPlace: ReadonlySet<string> = new Set(
  [looksLikeBind, oneLetterVolume, brokenEscape, truncatedDefault, noOpConsistency, reservedPort].map(({ id }) => id),
);
