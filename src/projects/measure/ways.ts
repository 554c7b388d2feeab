import type { Machine } from '../../machine/machine';
import type { Message } from '../../text/message';
import {
  runMeasure,
  runVolumeMeasure,
  type Measured,
  type MeasuredVolume,
  type MeasureEnd,
  type MeasureProgress,
} from './measure';
import type { MeasureRequest } from './request';
import { planSentences, volumePlanSentences } from './words';

/** A way to measure: what is said before, and how it is done. */
export interface MeasureWay<T> {
  readonly sentences: (request: MeasureRequest) => readonly Message[];
  readonly run: (
    machine: Machine,
    request: MeasureRequest,
    signal: AbortSignal,
    onProgress: (progress: MeasureProgress) => void,
  ) => Promise<MeasureEnd<T>>;
}

/** The drive against the home of a distro. */
export const againstHome: MeasureWay<Measured> = { sentences: planSentences, run: runMeasure };

/** The drive against a volume of Docker's, in a container. */
export const againstVolume: MeasureWay<MeasuredVolume> = { sentences: volumePlanSentences, run: runVolumeMeasure };
