import type { EngineCounts } from '../../docker/engine';
import { message, type Message } from '../../text/message';

/** How much an engine holds; null where it did not tell. */
export function holdsText(holds: EngineCounts | null): Message {
  return holds === null
    ? message('How much it holds is not known: its engine did not tell.')
    : message('Images: {0}. Containers: {1}, of which {2} run.', holds.images, holds.containers, holds.running);
}
