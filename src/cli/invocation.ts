import { parseArgs } from 'node:util';
import { severities, type Severity } from '../text/finding';
import { parseLocation, type Location } from '../text/location';

/** What was asked of the command line, checked. */
export interface Invocation {
  readonly command: string;
  readonly operands: readonly string[];
  readonly format: 'text' | 'json';
  readonly location: Location | null;
  readonly side: 'windows' | 'wsl' | null;
  readonly stdin: boolean;
  readonly filename: string | null;
  readonly failOn: Severity;
  readonly color: boolean;
}

/** The words of the call are wrong: the message says which, and the exit is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  format: { type: 'string' },
  location: { type: 'string' },
  distro: { type: 'string' },
  side: { type: 'string' },
  stdin: { type: 'boolean' },
  filename: { type: 'string' },
  'fail-on': { type: 'string' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/**
 * Reads the arguments after the program's name. `help` and `version` win over everything else.
 * @throws UsageError for an unknown option or a value outside its list.
 */
export function readInvocation(args: readonly string[]): Invocation | { readonly show: 'help' | 'version' } {
  const { values, positionals } = parse(args);
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [command, ...operands] = positionals;
  if (command === undefined) return { show: 'help' };
  if (values.filename !== undefined && !values.stdin) throw new UsageError('--filename needs --stdin.');
  if (values.distro !== undefined && values.location === undefined) throw new UsageError('--distro needs --location.');
  const side = oneOf('side', values.side ?? 'auto', ['auto', 'windows', 'wsl']);
  return {
    command,
    operands,
    format: oneOf('format', values.format ?? 'text', ['text', 'json']),
    location: readLocation(values.location, values.distro),
    side: side === 'auto' ? null : side,
    stdin: values.stdin ?? false,
    filename: values.filename ?? null,
    failOn: oneOf('fail-on', values['fail-on'] ?? 'warning', severities),
    color: !values['no-color'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(firstSentence(error instanceof Error ? error.message : String(error)));
  }
}

/** Node adds advice to its messages that fits programs with other arguments. */
function firstSentence(text: string): string {
  return `${(/^.*?(?=\.\s|\.?$)/m.exec(text)?.[0] ?? text).trim()}.`;
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined)
    throw new UsageError(`--${option} takes one of ${choices.join(', ')}; it was given "${value}".`);
  return chosen;
}

function readLocation(path: string | undefined, distro: string | undefined): Location | null {
  if (path === undefined) return null;
  const location = parseLocation(path, distro ?? null);
  if (location) return location;
  throw new UsageError(
    `--location takes C:\\folder, /home/you/folder or \\\\wsl.localhost\\Distro\\folder; it was given "${path}".`,
  );
}
