import { message, type Message } from '../../../text/message';
import { bytesText } from '../../../views/bytes';
import type { Step, StepId, StepState } from './steps';

/** What makes one disk smaller, step by step, as it is at this moment. */
export interface ReclaimTask {
  readonly title: Message;
  /** The distro whose disk it is; null for Docker Desktop's data disk. */
  readonly distro: string | null;
  /** The file of the disk; null where it was not found. */
  readonly disk: string | null;
  readonly steps: readonly Step[];
  /** Carries a step out; whether it was. */
  readonly run: (id: StepId) => Promise<boolean>;
  /** The same task after something was done. */
  readonly again: () => Promise<ReclaimTask>;
}

/** What happened in a task so far. */
export interface Progress {
  readonly states: Map<StepId, StepState>;
  /** What the disk took of its drive at the beginning; null where that could not be read. */
  readonly before: number | null;
}

/** What a disk takes of its drive, beside what it took at the beginning once something was done. */
export function measureText(
  { distro }: Pick<ReclaimTask, 'distro'>,
  { states, before }: Progress,
  now: number | null,
  language: string,
): Message {
  if (before === null || now === null) {
    return distro === null
      ? message('The data disk was not found, so nothing can be measured.')
      : message('The disk of {0} was not found, so nothing can be measured.', distro);
  }
  const [old, current] = [bytesText(before, language), bytesText(now, language)];
  if (states.size === 0) {
    return distro === null
      ? message('The data disk takes {0} of its drive now.', current)
      : message('The disk of {0} takes {1} of its drive now.', distro, current);
  }
  return distro === null
    ? message('The data disk took {0} at the beginning and takes {1} now.', old, current)
    : message('The disk of {0} took {1} at the beginning and takes {2} now.', distro, old, current);
}
