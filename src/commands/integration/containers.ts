import type { RecordedContainer } from '../../docker/change/journal';
import { startContainer } from '../../docker/engine';
import { message } from '../../text/message';
import type { CommandContext } from '../context';
import { inProgress } from '../facts';
import { nameList } from '../question';
import { sayDone, tell, warnWithLog } from '../say';

const startTimeout = 30_000;

/** Offers to start exactly the containers that ran before Docker Desktop was stopped and do not run now. */
export async function offerContainers(context: CommandContext, missing: readonly RecordedContainer[]): Promise<void> {
  if (missing.length === 0) return;
  const start = message('Start These Containers');
  const names = nameList(missing.map(({ name }) => name));
  const chosen = await tell(
    message('Docker Desktop runs again. Containers that ran before and do not now ({0}): {1}.', missing.length, names),
    start,
  );
  if (chosen !== start) return;
  const failed = await inProgress(startAll(context, missing), message('Starting containers…'));
  if (failed.length === 0) sayDone(message('The containers run again.'));
  else await warnWithLog(context, message('These containers could not be started: {0}.', nameList(failed)));
}

/** Starts each; the names of those that did not start. */
async function startAll({ machine }: CommandContext, containers: readonly RecordedContainer[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, name } of containers) {
    if (!(await startContainer(machine, id, { timeout: startTimeout }))) failed.push(name);
  }
  return failed;
}
