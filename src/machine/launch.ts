import { spawn } from 'node:child_process';
import type { RunFailure, ProgramName } from './command';
import type { Launcher } from './run';
import { explorerArguments } from './explorerArguments';
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
  const failed = (error: unknown): RunFailure => {
    const reason = error instanceof Error ? error.message : String(error);
    log.info(`${command} -> did not start: ${quoteForLog(reason)}`);
    return { kind: 'startFailed', program, command, reason };
  };
  return new Promise((resolve) => {
    const env = programEnvironment(process.env);
    // It throws where Windows gives a reason that Node has no name for, such as that a policy blocks the program.
    try {
      // Only Windows has one line for all arguments; from within a distro WSL writes it.
      const windowsVerbatimArguments = program === 'explorer' && process.platform === 'win32';
      const given = windowsVerbatimArguments ? explorerArguments(args) : args;
      const options = { cwd: neutralFolder, detached: true, stdio: 'ignore', env, windowsVerbatimArguments } as const;
      const child = spawn(path, given, options);
      child.once('spawn', () => {
        child.unref();
        log.info(`${command} -> started`);
        resolve(null);
      });
      child.once('error', (error) => resolve(failed(error)));
    } catch (error) {
      resolve(failed(error));
    }
  });
}
