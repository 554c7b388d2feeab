import { spawn } from 'node:child_process';
import type { RunFailure, ProgramName } from './command';
import type { Launcher } from './run';
import { quoteForLog } from './log';
import { programEnvironment } from './programEnvironment';

/**
 * Starts a program that lives on without this process: a desktop application, or Explorer. Resolves once it has started;
 * what it does then is its own. Null, or why it did not start.
 */
export function launchProcess(
  program: ProgramName,
  args: readonly string[],
  { path, neutralFolder, log }: Launcher,
): Promise<RunFailure | null> {
  const command = [path, ...args].map(quoteForLog).join(' ');
  return new Promise((resolve) => {
    const env = programEnvironment(process.env);
    const child = spawn(path, args, { cwd: neutralFolder, detached: true, stdio: 'ignore', env });
    child.once('spawn', () => {
      child.unref();
      log.info(`${command} -> started`);
      resolve(null);
    });
    child.once('error', ({ message }) => {
      log.info(`${command} -> did not start: ${quoteForLog(message)}`);
      resolve({ kind: 'startFailed', program, command, reason: message });
    });
  });
}
