import { existsSync } from 'node:fs';
import { upLine } from '../../docker/start';
import { layoutOf } from '../../state/layout';
import { forgetProcess } from '../../state/processes';
import { Backend } from './backend';

/**
 * com.docker.backend.exe: the core of Docker Desktop. It has no command line of its own; the window starts it with the
 * state folder, and whoever prepares a machine with `--as-described`, which skips all delays.
 */
async function main(folder: string, asDescribed: boolean): Promise<void> {
  const end = (code: number): never => {
    if (existsSync(layoutOf(folder).pids)) forgetProcess(folder, process.pid);
    process.exit(code);
  };
  const backend = new Backend(folder, asDescribed, end);
  await backend.start();
  // Without a reader this fails, which is no concern of a backend that was started by the window.
  process.stdout.on('error', () => undefined);
  if (asDescribed) process.stdout.write(upLine);
}

const [folder, option] = process.argv.slice(2) as [string, string | undefined];
void main(folder, option === '--as-described');
