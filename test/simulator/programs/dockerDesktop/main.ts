import { setTimeout as wait } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { noteLostBackend } from '../../docker/loss';
import { pipeNames, readPipes } from '../../docker/pipes';
import { findBackend, findWindow, windowRole } from '../../docker/processes';
import { attached, neighbourBundles, startBackend } from '../../docker/start';
import { layoutOf } from '../../state/layout';
import { isOwnCall } from '../../state/own-calls';
import { isAlive, noteProcess } from '../../state/processes';
import { changeState, readState } from '../../state/store';
import { notPartOfSimulator, runProgram } from '../program';

const lookMilliseconds = 40;

/** The window of Docker Desktop. It starts the backend and lives on; a second one wakes the first and ends. */
void runProgram('dockerDesktop', async ({ folder, args }) => {
  const isAttached = isOwnCall() && args[0] === attached;
  if (args.length > 0 && !isAttached) {
    process.stderr.write('Docker Desktop.exe with arguments is not part of this simulator\n');
    return notPartOfSimulator;
  }
  const isFirst = changeState(folder, ({ docker }) => {
    const window = findWindow(folder);
    if (window && window.pid !== process.pid) {
      docker!.woken++;
      return false;
    }
    if (!window) noteProcess(folder, process.pid, windowRole);
    return true;
  });
  if (!isFirst) return 0;
  if (!isAttached) startBackend(folder, neighbourBundles());
  await untilBackendEnds(folder);
  return stayOrEnd(folder);
});

async function untilBackendEnds(folder: string): Promise<void> {
  // One look at the process, many times a second, where the notes on all processes would be read again each time.
  for (let backend = findBackend(folder); backend; backend = findBackend(folder)) {
    while (isAlive(backend)) await wait(lookMilliseconds);
  }
}

/** The backend is gone without having taken this window along: it refused to start, or somebody killed it. */
async function stayOrEnd(folder: string): Promise<number> {
  if (!exists(folder)) process.exit(0); // Nothing is left in which an end could be noted.
  const { docker } = readState(folder);
  const refused = !(pipeNames.backend in readPipes(folder)) && docker?.dialogs.at(-1)?.kind !== 'backendEnded';
  if (refused && docker?.traps.badSettings !== 'stay') return 1;
  if (!refused) noteLostBackend(folder);
  while (exists(folder)) await wait(lookMilliseconds);
  process.exit(0);
}

function exists(folder: string): boolean {
  return existsSync(layoutOf(folder).state);
}
