/** Measuring what a Windows drive costs, as a bundle of its own: who does not measure does not load it. */
export { promisedSeconds } from './budget';
export type { EventSeen, NoEvent } from './events';
export { runMeasure, type Measured, type MeasureEnd, type MeasureProgress } from './measure';
export { explainMeasureProblem, type MeasureProblem } from './problem';
export { findMeasure, type MeasureRequest } from './request';
export { compare, isSteady, type Figure } from './statistics';
export { fileCount, megabytes, works, type Work } from './work';
