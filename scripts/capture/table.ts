import type { Output, ProgramName } from '../../src/machine/command';
import { decodeText, nonEmptyLines } from '../../src/machine/decode';
import { readRegistryKeys } from '../../src/machine/regQuery';
import { parseStatus, parseVersions } from '../../src/wsl/about';
import { explainFailure } from '../../src/wsl/failure';
import { parseDistroList, parseNames } from '../../src/wsl/list';
import type { Parsed } from '../../src/wsl/problem';
import { lxssKey, parseRegistry } from '../../src/wsl/registry';

/** A call that changes nothing, starts no distro and asks no engine. */
export interface Call {
  /** Names its files in the folder. */
  readonly id: string;
  readonly program: ProgramName;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the product makes of the answer; nobody else's parsers. */
  readonly read: (output: Output) => unknown;
  /**
   * What of the answer must be as the simulator would have it: `text` where only names, numbers and fixed words come back,
   * `form` where sentences have a language; `nothing` where the simulator does not know what is asked for.
   */
  readonly compared: 'text' | 'form' | 'nothing';
}

const utf8 = { WSL_UTF8: '1', WSL_DISABLE_WARNINGS: '1' };

function orProblem<T>(parse: (output: Output, command: string) => Parsed<T>): (output: Output) => unknown {
  return (output) => {
    const parsed = parse(output, '');
    return parsed.ok ? parsed.value : { problem: parsed.problem.kind };
  };
}

/** Each as the product asks, and as nobody has asked for UTF-8. */
function wsl(id: string, args: readonly string[], read: Call['read'], compared: Call['compared'] = 'form'): Call[] {
  const call = { program: 'wsl' as const, args, read, compared };
  return [
    { ...call, id, env: utf8 },
    { ...call, id: `${id}-utf16`, env: {} },
  ];
}

function reg(id: string, args: readonly string[], read: Call['read'], compared: Call['compared'] = 'form'): Call {
  return { id, program: 'reg', args: ['query', ...args], env: {}, read, compared };
}

const lines = ({ stdout }: Output): number => nonEmptyLines(decodeText(stdout)).length;
const whyFailed = (output: Output): unknown => ({ problem: explainFailure(output, '').kind });
const registryValues = ({ stdout }: Output): unknown =>
  readRegistryKeys(stdout).map(({ key, values }) => [key, [...values.keys()].sort()]);

const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop';
const windows = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** All that is asked of a machine, in this order; nothing else is run. */
export const calls: readonly Call[] = [
  ...wsl('version', ['--version'], orProblem(parseVersions)),
  ...wsl('status', ['--status'], (output) => {
    const parsed = parseStatus(output, '');
    return parsed.ok ? { virtualizationOff: parsed.value.virtualizationOff } : { problem: parsed.problem.kind };
  }),
  ...wsl('list-verbose', ['-l', '-v'], orProblem(parseDistroList), 'text'),
  ...wsl('list-quiet', ['-l', '-q'], orProblem(parseNames), 'text'),
  ...wsl('list-all', ['-l', '--all'], lines),
  ...wsl('list-running', ['-l', '--running'], lines),
  ...wsl('list-running-quiet', ['-l', '-q', '--running'], orProblem(parseNames), 'text'),
  ...wsl('bad-combination', ['-l', '-q', '-v'], whyFailed),
  ...wsl('bad-option', ['--slipway-no-such-option'], whyFailed),
  // Nobody has a distro of this id, so nothing can start.
  ...wsl('no-such-distro', ['--distribution-id', '{00000000-0000-0000-0000-000000000000}', '-e', 'true'], whyFailed),
  reg('registrations', [lxssKey, '/s'], orProblem(parseRegistry)),
  reg('package', ['HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi'], registryValues),
  reg('no-such-key', ['HKCU\\Software\\Slipway\\No such key'], registryValues),
  // One value each: the rest of that key is about the owner.
  reg('windows-build', [windows, '/v', 'CurrentBuildNumber'], registryValues),
  reg('windows-revision', [windows, '/v', 'UBR'], registryValues),
  reg(
    'code-page',
    ['HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', '/v', 'OEMCP'],
    registryValues,
    'nothing',
  ),
  reg('session', ['HKCU\\Volatile Environment'], registryValues),
  reg('docker-user', [`HKCU\\${uninstall}`, '/v', 'DisplayVersion'], registryValues, 'nothing'),
  reg('docker-all', [`HKLM\\${uninstall}`, '/v', 'DisplayVersion'], registryValues, 'nothing'),
  ...['wsl.exe', 'wslservice.exe', 'vmmemWSL', 'Docker Desktop.exe', 'com.docker.backend.exe'].map((image): Call => ({
    id: `task-${image.toLowerCase().replace(/[^a-z]+/g, '-')}`,
    program: 'tasklist',
    args: ['/FO', 'CSV', '/NH', '/FI', `IMAGENAME eq ${image}`],
    env: {},
    read: lines,
    compared: 'nothing',
  })),
];
