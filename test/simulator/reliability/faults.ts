import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { findBackend } from '../docker/processes';
import { changeState, quitDockerDesktop } from '../prepare';
import type { TestMachine } from '../spec/machine';
import { runningProcesses } from '../state/processes';
import type { Fault } from '../state/model';
import { treeOf, type Run } from './bed';
import type { FileFault, ProgramHeart } from './hindrances';
import type { Operation } from './operations';

export const faultIds = [
  'programMissing',
  'hang',
  'killed',
  'garbage',
  'accessDenied',
  'diskFull',
  'clockAhead',
  'clockBack',
  'reload',
  'twoWindows',
  'sleep',
  'update',
  'renamed',
  'removed',
] as const;
export type FaultId = (typeof faultIds)[number];

/** The same that happens to each operation. */
export interface FaultKind {
  readonly title: string;
  readonly about: string;
  /** When it begins: before the operation, while its question stands there, or in the middle of what it is for. */
  readonly moment: 'start' | 'question' | 'heart';
  readonly strike: (machine: TestMachine, operation: Operation, run: Run) => Promise<void> | void;
  /** Takes it away, so that the operation can be tried again. */
  readonly lift?: (machine: TestMachine) => void;
  /** What the operation may be told to have failed with; that it was done is always allowed. */
  readonly names: RegExp;
}

const day = 24 * 60 * 60 * 1000;
/** Longer than the longest patience of these runs. */
const nap = 16_000;

export const programOf = ({ heart, program }: Operation): ProgramHeart | null =>
  'program' in heart ? heart : (program ?? null);

const matchOf = ({ holds }: ProgramHeart): Fault['match'] => (holds === '' ? '*' : { holds });

/** Lets the program of the operation misbehave. */
function misbehave(
  machine: TestMachine,
  operation: Operation,
  how: { kind: 'hang' } | { kind: 'garbage' } | { kind: 'delay'; milliseconds: number; times: number },
): void {
  const target = programOf(operation)!;
  changeState(machine.folder, ({ faults }) => faults.push({ ...how, program: target.program, match: matchOf(target) }));
}

const lift = ({ folder }: TestMachine): void => void changeState(folder, (state) => (state.faults = []));

function rewritePrograms({ prepared }: TestMachine, change: (programs: Record<string, string>) => void): void {
  const file = JSON.parse(readFileSync(prepared.machineFile, 'utf8')) as { programs: Record<string, string> };
  change(file.programs);
  writeFileSync(prepared.machineFile, JSON.stringify(file));
}

const taken = new WeakMap<TestMachine, readonly [string, string]>();

/** The service, the files of Windows, and what is no service, each refuse in their own way. */
function refuse(
  machine: TestMachine,
  operation: Operation,
  run: Run | undefined,
  code: 'E_ACCESSDENIED' | 'ERROR_DISK_FULL',
): void {
  const fault: FileFault = code === 'E_ACCESSDENIED' ? 'EACCES' : 'ENOSPC';
  run?.tell({ kind: 'files', fault });
  const target = programOf(operation);
  if (target === null || 'file' in operation.heart) return;
  const match = matchOf(target);
  const words = code === 'E_ACCESSDENIED' ? 'Access is denied.' : 'There is not enough space on the disk.';
  changeState(machine.folder, ({ faults }) => {
    if (target.program === 'wsl')
      faults.push({ program: 'wsl', match: 'service', kind: 'error', code, contexts: ['Service'] });
    else faults.push({ program: target.program, match, kind: 'exit', exitCode: 1, stderr: `${words}\r\n` });
  });
}

function signalAll(run: Run, signal: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of treeOf(run.child.pid!)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in this moment.
    }
  }
}

/** The distro that an operation is about, or one that it has nothing to do with. */
const targetOf = ({ act }: Operation): string =>
  'name' in act ? (act.distro ?? 'Fedora') : act.cli.some((word) => word.startsWith('Ubuntu')) ? 'Ubuntu' : 'Fedora';

export const faults: Readonly<Record<FaultId, FaultKind>> = {
  programMissing: {
    title: 'program missing',
    about: 'The program that it needs is not installed.',
    moment: 'start',
    strike: (machine, operation) =>
      rewritePrograms(machine, (programs) => {
        const { program } = programOf(operation)!;
        taken.set(machine, [program, programs[program]!]);
        // A property that is not there is a program that is not installed.
        Reflect.deleteProperty(programs, program);
      }),
    lift: (machine) => {
      const [name, path] = taken.get(machine)!;
      rewritePrograms(machine, (programs) => (programs[name] = path));
    },
    names: /^(?:programMissing|startFailed|wslNotInstalled|dockerNotInstalled|dockerStillRuns|exit 2)$/,
  },
  hang: {
    title: 'hang',
    about: 'The program never ends, and a child of it holds its pipes.',
    moment: 'start',
    strike: (machine, operation) => misbehave(machine, operation, { kind: 'hang' }),
    lift,
    names: /^(?:timeout|timeoutInside|dockerStillRuns|engineNotAnswering)$/,
  },
  killed: {
    title: 'killed',
    about: 'Somebody ends the program while it is at work.',
    moment: 'heart',
    strike: async ({ folder }, operation) => {
      const target = programOf(operation)!;
      for (let tries = 0; tries < 300; tries += 1) {
        const found = runningProcesses(folder).filter(({ role }) => role === target.program);
        for (const { pid } of found) process.kill(pid, 'SIGKILL');
        if (found.length > 0) return;
        await wait(10);
      }
    },
    lift,
    // Of a program in a distro nobody can tell whether it or the wsl.exe in front of it was ended.
    names: /^(?:unexpectedExit|unreadableOutput|startFailed|engineNotAnswering|dockerStillRuns|timeoutInside)$/,
  },
  garbage: {
    title: 'garbage',
    about: 'The program prints bytes that are no text, and says that all went well.',
    moment: 'start',
    strike: (machine, operation) => misbehave(machine, operation, { kind: 'garbage' }),
    lift,
    names:
      /^(?:unreadableOutput|unexpectedExit|versionUnchanged|notAsReported|wslConfNotWritten|engineNotAnswering|dockerStillRuns)$/,
  },
  accessDenied: {
    title: 'access denied',
    about: 'WSL and the files of Windows refuse access.',
    moment: 'question',
    strike: (machine, operation, run) => refuse(machine, operation, run, 'E_ACCESSDENIED'),
    lift,
    names:
      /^(?:accessDenied|wslConfigNotWritten|integrationRefused \((?:notWritable|noJournal|settingsFailed)\)|unreadable file|exit 2|dockerStillRuns|engineNotAnswering|folderNotMade)$/,
  },
  diskFull: {
    title: 'disk full',
    about: 'There is no room left: half of a file is written, then nothing.',
    moment: 'question',
    strike: (machine, operation, run) => refuse(machine, operation, run, 'ERROR_DISK_FULL'),
    lift,
    names:
      /^(?:diskFull|wslConfigNotWritten|integrationRefused \((?:notWritable|noJournal|settingsFailed)\)|dockerStillRuns|engineNotAnswering|folderNotMade)$/,
  },
  clockAhead: {
    title: 'clock a day ahead',
    about: 'The clock of the computer is set forward while it works.',
    moment: 'heart',
    strike: (_, __, run) => run.tell({ kind: 'clock', milliseconds: day }),
    names: /^$/,
  },
  clockBack: {
    title: 'clock a day back',
    about: 'The clock of the computer is set back while it works.',
    moment: 'heart',
    strike: (_, __, run) => run.tell({ kind: 'clock', milliseconds: -day }),
    names: /^$/,
  },
  reload: {
    title: 'window reload',
    about: 'The process of the extension, or of the terminal, dies in the middle.',
    moment: 'heart',
    strike: (_, __, run) => void run.child.kill('SIGKILL'),
    names: /^killed$/,
  },
  twoWindows: {
    title: 'two windows',
    about: 'Two windows do the same in the same moment.',
    moment: 'start',
    strike: () => undefined,
    names:
      /^(?:integrationRefused \((?:busy|interrupted)\)|wslConfigChanged|wslConfChanged|moveGoingOn|destinationUsed|nameTaken|folderTaken|folderNotMade|distroBusy|noRecord|notAsReported|tooSlow)$/,
  },
  sleep: {
    title: 'sleep',
    about: 'The computer sleeps while it works: everything stands still, and the clock is hours ahead afterwards.',
    moment: 'heart',
    strike: async (_, __, run) => {
      signalAll(run, 'SIGSTOP');
      await wait(nap);
      run.tell({ kind: 'clock', milliseconds: day / 3 });
      signalAll(run, 'SIGCONT');
    },
    names: /^(?:timeout|timeoutInside|engineNotAnswering|dockerStillRuns)$/,
  },
  update: {
    title: 'update underneath',
    about: 'WSL and Docker Desktop are updated: the service is away for a moment, Docker Desktop ends and comes back.',
    moment: 'question',
    strike: async (machine) => {
      const { folder } = machine;
      const ran = findBackend(folder) !== undefined;
      if (ran) await quitDockerDesktop(folder);
      changeState(folder, ({ versions, docker }) => {
        versions.wsl = '2.7.3.0';
        if (docker) docker.install.version = '4.95.0';
      });
      if (ran) {
        machine.start('dockerDesktop', [], {}, true);
        await machine.until(() => findBackend(folder) !== undefined);
      }
      changeState(folder, (now) =>
        now.faults.push({
          program: 'wsl',
          match: 'service',
          kind: 'error',
          code: 'ERROR_SERVICE_DOES_NOT_EXIST',
          contexts: [],
          times: 1,
        }),
      );
    },
    lift,
    names: /^(?:serviceMissing|integrationRefused \(.*\)|unexpectedExit)$/,
  },
  renamed: {
    title: 'distro renamed',
    about: 'The distro has another name all at once; another one, where the operation is about none.',
    moment: 'question',
    strike: ({ folder }, operation) => {
      changeState(folder, ({ distros }) => {
        const target = distros.find(({ name }) => name === targetOf(operation));
        if (target) target.name = 'Renamed';
      });
    },
    names: /^(?:distroGone|distroNotFound)$/,
  },
  removed: {
    title: 'distro removed',
    about: 'The distro is unregistered all at once; another one, where the operation is about none.',
    moment: 'question',
    strike: ({ folder }, operation) => {
      changeState(folder, (state) => {
        const target = state.distros.find(({ name }) => name === targetOf(operation));
        if (!target) return;
        state.distros = state.distros.filter((each) => each !== target);
        state.running = state.running.filter((guid) => guid !== target.guid);
        if (state.defaultDistribution === target.guid) state.defaultDistribution = state.distros[0]!.guid;
      });
    },
    names: /^(?:distroGone|distroNotFound|noDistros)$/,
  },
};
