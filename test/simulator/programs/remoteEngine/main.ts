import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { remoteEngine } from '../../docker/engine';
import { answer } from '../../docker/engine-api';
import { logRemoteRequest } from '../../docker/logs';
import { serve } from '../../docker/sockets';
import { upLine } from '../../docker/start';
import { layoutOf } from '../../state/layout';
import { readState } from '../../state/store';

const lookMilliseconds = 200;

/** An engine on another computer: answers, and notes every request. */
async function main(folder: string): Promise<void> {
  const { sockets } = readState(folder);
  await serve(join(sockets, 'remote'), (request) => {
    const remote = readState(folder).remoteEngine!;
    logRemoteRequest(folder, { endpoint: remote.context, ...request });
    return Promise.resolve(answer(remoteEngine(remote), request));
  });
  setInterval(() => {
    if (!existsSync(layoutOf(folder).state)) process.exit(0);
  }, lookMilliseconds);
  process.stdout.on('error', () => undefined);
  process.stdout.write(upLine);
}

void main(process.argv[2]!);
