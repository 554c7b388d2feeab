import { styleText } from 'node:util';
import { version } from '../../package.json';
import { silentLog } from '../machine/log';
import { openMachine } from '../machine/machine';
import { oneAfterTheOther } from '../machine/manyFiles';
import { MachineFileError } from '../machine/machineFile';
import { printable } from '../text/printable';
import type { Paint } from '../text/report/paint';
import { config } from './config';
import type { CommandContext, ExitCode } from './context';
import { distros } from './distros';
import { argumentsOfPlugin, isDockerPlugin, pluginMetadata } from './dockerPlugin';
import { doctor } from './doctor';
import { explain } from './explain';
import { fix } from './fix';
import { helpText } from './help';
import { integration } from './integration';
import { readInvocation, UsageError } from './invocation';
import { measure } from './measure';
import { mounts } from './mounts';
import { move } from './move';
import { path } from './path';
import { scan } from './scan';

const commands: Readonly<Record<string, (context: CommandContext) => Promise<ExitCode>>> = {
  mounts,
  scan,
  fix,
  explain,
  distros,
  doctor,
  path,
  config,
  move,
  measure,
  integration,
};

const colors = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'cyan',
  dim: 'dim',
  added: 'green',
  removed: 'red',
} as const;

async function main(program: string, given: readonly string[]): Promise<ExitCode> {
  const args = isDockerPlugin(program) ? argumentsOfPlugin(given) : given;
  if (args === null) {
    console.log(pluginMetadata());
    return 0;
  }
  const invocation = readInvocation(args);
  if ('show' in invocation) {
    console.log(invocation.show === 'version' ? version : helpText);
    return 0;
  }
  const command = Object.hasOwn(commands, invocation.command) ? commands[invocation.command] : undefined;
  if (!command) {
    throw new UsageError(
      `There is no command "${invocation.command}": it is one of ${Object.keys(commands).join(', ')}.`,
    );
  }

  // hasColors looks at NO_COLOR and the kind of terminal.
  const colored = invocation.color && process.stdout.isTTY && process.stdout.hasColors();
  const paint: Paint = (text, shade) => (colored ? styleText(colors[shade], text) : text);
  let signal: AbortSignal | undefined;
  const complain = (line: string): void => console.error(printable(line));
  return command({
    invocation,
    machine: openMachine({ ...silentLog, warn: complain }, process.env, oneAfterTheOther),
    get signal() {
      return (signal ??= abortOnSignals());
    },
    paint,
    // One that has not been told its size says 0.
    columns: process.stdout.isTTY ? process.stdout.columns || 80 : null,
    print: (text) => console.log(text),
    complain,
  });
}

/** Aborts once this process is told to end. Only for those who then end what they started; else it just ends. */
function abortOnSignals(): AbortSignal {
  const cancel = new AbortController();
  // SIGHUP comes when the terminal is closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cancel.abort());
  return cancel.signal;
}

// Whoever reads the output may stop reading (`| head`): that is no error, and does not change what the exit code says.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

main(process.argv[1] ?? '', process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof MachineFileError;
    const text = (error instanceof Error ? (known ? error.message : error.stack) : String(error)) ?? '';
    // A stack has several lines, which are its own.
    console.error(`slipway: ${known ? printable(text) : text.split('\n').map(printable).join('\n')}`);
    process.exitCode = 2;
  },
);
