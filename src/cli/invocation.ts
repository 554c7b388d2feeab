import { parseArgs } from 'node:util';
import { engines, type Engine } from '../mounts/mount';
import { severities, type Severity } from '../text/finding';
import { parseLocation, type Location } from '../text/location';
import type { WslConfigFile } from '../wslconf/scan';

type Format = 'text' | 'json' | 'sarif';

/** How commands can print; the others take text and JSON. */
const formats: ReadonlyMap<string, readonly Format[]> = new Map([
  ['scan', ['text', 'json', 'sarif']],
  ['config', ['text', 'json', 'sarif']],
  ['explain', ['text']],
]);

/** What was asked of the command line, checked. */
export interface Invocation {
  readonly command: string;
  readonly operands: readonly string[];
  readonly format: Format;
  readonly location: Location | null;
  /** The distro that a Linux path belongs to; null where the call names none. */
  readonly distro: string | null;
  /** Null where the call leaves it open. */
  readonly side: 'auto' | 'windows' | 'wsl' | null;
  /** Variables with the values that they have for whoever calls Compose. */
  readonly variables: ReadonlyMap<string, string>;
  /** The engine that runs the containers. */
  readonly engine: Engine;
  readonly stdin: boolean;
  readonly filename: string | null;
  readonly failOn: Severity;
  /** The output of an earlier run, whose findings do not count. */
  readonly baseline: string | null;
  /** Whether to show what would be changed, and change nothing. */
  readonly dryRun: boolean;
  /** The release of WSL to go by; null for the one that is installed. */
  readonly wslVersion: string | null;
  /** Which of the two files of WSL a text is; null where its name says it. */
  readonly as: WslConfigFile | null;
  /** Whether a stopped distro may be started for what is asked. */
  readonly start: boolean;
  /** Whether to go on without a question. */
  readonly yes: boolean;
  /** Names of folders that move along though they are left out by default. */
  readonly include: readonly string[];
  /** Whether to remove an unfinished copy. */
  readonly discard: boolean;
  /** Whether to take back a finished move. */
  readonly undo: boolean;
  readonly color: boolean;
}

/** The words of the call are wrong: the message says which, and the exit is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const configFiles: readonly WslConfigFile[] = ['wslconfig', 'wsl.conf'];
const sides = ['auto', 'windows', 'wsl'] as const;

const options = {
  format: { type: 'string' },
  location: { type: 'string' },
  distro: { type: 'string' },
  side: { type: 'string' },
  engine: { type: 'string' },
  env: { type: 'string', multiple: true },
  stdin: { type: 'boolean' },
  filename: { type: 'string' },
  'fail-on': { type: 'string' },
  baseline: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'wsl-version': { type: 'string' },
  as: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  start: { type: 'boolean' },
  include: { type: 'string', multiple: true },
  discard: { type: 'boolean' },
  undo: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Options that mean something to these commands alone. */
const commandsOf: ReadonlyMap<keyof typeof options, readonly string[]> = new Map([
  ['baseline', ['scan']],
  ['dry-run', ['fix', 'move']],
  ['wsl-version', ['config']],
  ['as', ['config']],
  ['yes', ['integration', 'move', 'measure']],
  ['start', ['doctor', 'measure', 'move']],
  ['include', ['move']],
  ['discard', ['move']],
  ['undo', ['move']],
]);

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
  if (values.distro !== undefined && values.location === undefined && !['path', 'measure'].includes(command)) {
    throw new UsageError('--distro needs --location.');
  }
  for (const [option, commands] of commandsOf) {
    if (values[option] !== undefined && !commands.includes(command)) {
      throw new UsageError(`--${option} is for ${commands.join(' and ')}.`);
    }
  }
  return {
    command,
    operands,
    format: oneOf('format', values.format ?? 'text', formats.get(command) ?? ['text', 'json']),
    location: readLocation(values.location, values.distro),
    distro: values.distro ?? null,
    side: values.side === undefined ? null : oneOf('side', values.side, sides),
    variables: new Map((values.env ?? []).map(readVariable)),
    engine: oneOf('engine', values.engine ?? 'wsl2', engines),
    stdin: values.stdin ?? false,
    filename: values.filename ?? null,
    failOn: oneOf('fail-on', values['fail-on'] ?? 'warning', severities),
    baseline: values.baseline ?? null,
    dryRun: values['dry-run'] ?? false,
    wslVersion: readRelease(values['wsl-version']),
    as: values.as === undefined ? null : oneOf('as', values.as, configFiles),
    yes: values.yes ?? false,
    start: values.start ?? false,
    include: values.include ?? [],
    discard: values.discard ?? false,
    undo: values.undo ?? false,
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

function readRelease(text: string | undefined): string | null {
  if (text === undefined || /^\d+(?:\.\d+)*$/.test(text)) return text ?? null;
  throw new UsageError(`--wsl-version takes numbers with dots between, such as 2.6.1; it was given "${text}".`);
}

function readVariable(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--env takes NAME=VALUE; it was given "${text}".`);
  }
  return [name, value];
}

function readLocation(path: string | undefined, distro: string | undefined): Location | null {
  if (path === undefined) return null;
  const location = parseLocation(path, distro ?? null);
  if (location) return location;
  throw new UsageError(
    `--location takes C:\\folder, /home/you/folder or \\\\wsl.localhost\\Distro\\folder; it was given "${path}".`,
  );
}
