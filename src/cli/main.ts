import { styleText } from 'node:util';
import { version } from '../../package.json';
import { silentLog } from '../machine/log';
import { openMachine } from '../machine/machine';
import { MachineFileError } from '../machine/machineFile';
import type { Paint } from '../text/report/findings';
import type { CommandContext, ExitCode } from './context';
import { distros } from './distros';
import { explain } from './explain';
import { helpText } from './help';
import { readInvocation, UsageError } from './invocation';
import { mounts } from './mounts';
import { scan } from './scan';

const commands: Readonly<Record<string, (context: CommandContext) => Promise<ExitCode>>> = {
  mounts,
  scan,
  explain,
  distros,
};

const colors = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan', dim: 'dim' } as const;

async function main(args: readonly string[]): Promise<ExitCode> {
  const invocation = readInvocation(args);
  if ('show' in invocation) {
    console.log(invocation.show === 'version' ? version : helpText);
    return 0;
  }
  const command = Object.hasOwn(commands, invocation.command) ? commands[invocation.command] : undefined;
  if (!command) throw new UsageError(`There is no command "${invocation.command}".`);

  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  process.once('SIGTERM', () => cancel.abort());
  // styleText looks at NO_COLOR and at whether the stream is a terminal.
  const paint: Paint = (text, severity) =>
    invocation.color ? styleText(colors[severity], text, { stream: process.stdout }) : text;
  const complain = (text: string): void => console.error(text);
  return command({
    invocation,
    machine: openMachine({ ...silentLog, warn: complain }),
    signal: cancel.signal,
    paint,
    print: (text) => console.log(text),
    complain,
  });
}

// Whoever reads the output may stop reading (`| head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof MachineFileError;
    const text = error instanceof Error ? (known ? error.message : error.stack) : String(error);
    console.error(`slipway: ${text ?? ''}${error instanceof UsageError ? ' See slipway --help.' : ''}`);
    process.exitCode = 2;
  },
);
