/** Measuring what a Windows drive costs, as a bundle of its own: who does not measure does not load it. */
export { measureDocument } from './document';
export type { EventSeen } from './events';
export { gainDocument, measuredAlone, volumeDocument } from './gainDocument';
export { readKept, toKept, type Kept } from './kept';
export { runMeasure, type Measured, type MeasuredVolume, type MeasureEnd } from './measure';
export { explainMeasureProblem, type MeasureProblem } from './problem';
export { findMeasure, type MeasureRequest } from './request';
export type { Figure } from './statistics';
export {
  explainNoEvent,
  planSentences,
  progressText,
  rowsOf,
  shownRatio,
  shownTime,
  surenessOf,
  workTitles,
} from './words';
export { againstHome, againstVolume, type MeasureWay } from './ways';
export { fileCount, megabytes } from './work';
