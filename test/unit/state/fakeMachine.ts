import type { Command, Output, ProgramName, Ran, RunFailure, RunOptions } from '../../../src/machine/command';
import { Files } from '../../../src/machine/files';
import { Gate } from '../../../src/machine/gate';
import type { Hardware } from '../../../src/machine/hardware';
import { silentLog } from '../../../src/machine/log';
import type { Machine } from '../../../src/machine/machine';
import type { Platform } from '../../../src/machine/machineFile';
import { noPipes } from '../../../src/machine/pipes';
import { realPlaces } from '../../../src/machine/places';
import { variablesOf, type Variables } from '../../../src/machine/variables';
import { minusOne, printed } from '../wsl/recordings';
import { tableText } from '../wsl/table';

/** What a program of the fake machine does: leaves an output, does not run, or is cancelled. */
export type Answer = Output | RunFailure | 'cancelled';

type Answers = (command: Command<unknown>, signal?: AbortSignal) => Answer | Promise<Answer>;

/** A machine whose programs answer as a test says, and which keeps what was asked. */
export class FakeMachine implements Machine {
  readonly gate = new Gate(silentLog, null);
  readonly files = new Files(realPlaces('windows', null), this.gate);
  readonly neutralFolder = '/';
  readonly calls: string[] = [];
  platform: Platform = 'windows';
  clock = (): Date => new Date();
  answer: Answers;

  constructor(answers: Partial<Record<ProgramName, Answer>>) {
    this.answer = ({ program }) => answers[program] ?? { kind: 'programMissing', program, command: program };
  }

  readonly ownDistro = null;
  readonly pipes = noPipes;
  hardware: Hardware = { memory: null, processors: null };
  readonly launched: string[] = [];
  /** The Windows user's environment variables. */
  environment: Record<string, string> = {};

  programPath = (name: ProgramName): string | null => (name === 'dockerDesktop' ? null : `/bin/${name}`);
  readonly learnt = new Map<ProgramName, string>();
  learnProgram = (name: ProgramName, path: string | null): void => {
    if (path === null) this.learnt.delete(name);
    else this.learnt.set(name, path);
  };
  launch(program: ProgramName, args: readonly string[]): Promise<null> {
    this.launched.push([program, ...args].join(' '));
    return Promise.resolve(null);
  }
  variables = (): Promise<Variables> => Promise.resolve(variablesOf(this.environment));
  get ownVariables(): Variables {
    return variablesOf(this.environment);
  }
  locate = (): { kind: 'unknown' } => ({ kind: 'unknown' });
  realPath = (path: string): string => path;
  pathInOwnDistro = (path: string): string => path;
  readonly ownMountinfo = null;
  realPathInOwnDistro = (): null => null;
  resolveName = (): Promise<'unknown'> => Promise.resolve('unknown');
  now(): Date {
    return this.clock();
  }

  async run<T>(command: Command<T>, { signal }: RunOptions): Promise<Ran<T>> {
    this.calls.push([command.program, ...command.args].join(' '));
    const answer = await this.answer(command, signal);
    if (answer === 'cancelled') return { outcome: 'cancelled' };
    return 'kind' in answer
      ? { outcome: 'failed', failure: answer }
      : { outcome: 'done', value: command.parse(answer) };
  }
}

/** A list of `wsl -l -v`, the first distro as default: `{ Ubuntu: 'Running' }`. */
export function list(states: Readonly<Record<string, string>>): Output {
  const rows = Object.entries(states).map(([name, state], index) => ({
    name,
    state,
    version: 2,
    isDefault: index === 0,
  }));
  return printed(tableText(rows));
}

/** No distro, as it is said in some language. */
export const emptyList = printed('Nothing is here.\r\n', minusOne);
/** What any call prints, with the same exit code, where Windows is out of order. */
export const outOfOrder = printed('The remote procedure call failed.\r\n', 255);
/** A registration that an interrupted installation left. */
export const brokenRegistry = printed(
  [
    '',
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss',
    '    DefaultVersion    REG_DWORD    0x2',
    '',
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss\\{0a0b0c0d-1111-4222-8333-444455556666}',
    '    State    REG_DWORD    0x3',
    '',
  ].join('\r\n'),
);
export const hangs: RunFailure = { kind: 'timeout', program: 'wsl', command: 'wsl.exe -l -v', seconds: 15 };

/** What reg.exe prints for distros of these names. */
export function registry(...names: string[]): Output {
  const key = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
  const distro = (name: string, index: number): string =>
    [
      `${key}\\{${String(index).padStart(8, '0')}-1111-4222-8333-444455556666}`,
      '    State    REG_DWORD    0x1',
      `    DistributionName    REG_SZ    ${name}`,
      `    BasePath    REG_SZ    C:\\wsl\\${index}`,
      '    Flags    REG_DWORD    0xf',
      '',
      '',
    ].join('\r\n');
  return printed(`\r\n${key}\r\n    DefaultVersion    REG_DWORD    0x2\r\n\r\n${names.map(distro).join('')}`);
}

export const noRegistry: Output = { exitCode: 1, stdout: new Uint8Array(), stderr: Buffer.from('No such key.\r\n') };
