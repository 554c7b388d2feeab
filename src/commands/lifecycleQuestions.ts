import type { EngineCounts } from '../docker/engine';
import { message, type Message } from '../text/message';
import { nameList, type Question } from './question';

/** Asks before Docker Desktop is stopped. `containers` are the names of those that run; null where the engine did not tell. */
export function stopDockerQuestion(containers: readonly string[] | null): Question<'stop'> {
  return {
    message: message('Stop Docker Desktop?'),
    detail: [
      ...whatEnds(containers),
      message('Distros keep running; docker does not work in them until it runs again.'),
    ],
    choices: [['stop', withCount(containers, message('Stop Docker Desktop'), stopCounted)]],
  };
}

/** Asks before Docker Desktop is stopped and started again. */
export function restartQuestion(containers: readonly string[] | null): Question<'restart'> {
  return {
    message: message('Restart Docker Desktop?'),
    detail: [
      ...whatEnds(containers),
      message('Containers without a restart policy stay down; you are offered to start exactly those again.'),
    ],
    choices: [['restart', withCount(containers, message('Restart Docker Desktop'), restartCounted)]],
  };
}

const stopCounted = (count: number): Message => message('Stop Docker Desktop (Containers: {0})', count);
const restartCounted = (count: number): Message => message('Restart Docker Desktop (Containers: {0})', count);

function withCount(containers: readonly string[] | null, plain: Message, counted: (count: number) => Message): Message {
  return containers === null || containers.length === 0 ? plain : counted(containers.length);
}

function whatEnds(containers: readonly string[] | null): Message[] {
  if (containers === null) {
    return [message('All containers end; which ones run is not known, since the engine did not tell.')];
  }
  if (containers.length === 0) return [message('No container runs on its engine now.')];
  return [message('Containers of its Linux engine that end ({0}): {1}.', containers.length, nameList(containers))];
}

/** Asks before Docker Desktop shows other images and containers. `counts` are those of its Windows engine. */
export function useLinuxQuestion(counts: EngineCounts | null): Question<'switch'> {
  return {
    message: message('Switch Docker Desktop to Linux containers?'),
    detail: [
      counts === null
        ? message('How many Windows containers and images there are is not known: that engine did not tell.')
        : message(
            'Windows containers: {0}, of which {1} run; images: {2}. None of them is shown after the switch.',
            counts.containers,
            counts.running,
            counts.images,
          ),
      message('Nothing of it is deleted: switch back to Windows containers to see it again. What runs may stop.'),
      message('Linux containers and images are kept in a store of their own, and are those of before.'),
    ],
    choices: [['switch', message('Switch to Linux Containers')]],
  };
}
