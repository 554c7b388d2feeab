import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestMachine } from '../spec/machine';
import { findBackend } from '../docker/processes';
import { settingsFile } from '../docker/test-hands';
import { hostPathOf } from '../state/layout';
import { flagWsl2, type State } from '../state/model';
import type { Heart, ProgramHeart } from './hindrances';
import type { FaultId } from './faults';

/** An operation of the product, as somebody at the screen or at a terminal begins it. */
export interface Operation {
  readonly id: string;
  readonly title: string;
  /** The commands of the editor, and of the command line, that it stands for. */
  readonly covers: readonly string[];
  readonly scenario?: string;
  /** Its distros have to be real ones: it does its work in them. */
  readonly userlands?: true;
  readonly change?: (state: State) => void;
  readonly prepare?: (machine: TestMachine) => Promise<void> | void;
  readonly act: { readonly name: string; readonly distro: string | null } | { readonly cli: readonly string[] };
  readonly picks?: readonly string[];
  readonly button?: string;
  /** Whether a question stands there before anything is done. */
  readonly asks: boolean;
  /** Where faults hit: the call, or the file, by which it does what it is for. */
  readonly heart: Heart;
  /** Which call of a program misbehaves, where the heart is a file. */
  readonly program?: ProgramHeart;
  /** The operation that has to have been done before. */
  readonly first?: string;
  /** What it changes, as the machine itself has it; the same text whenever nothing was changed. */
  readonly seen: (machine: TestMachine) => string;
  /** How long it may wait for anything, in milliseconds, where that has to be longer than with others: on a busy computer it is work. */
  readonly longest?: number;
  /** Where it is of more than one step: what it may have come to in between, which is whole in itself, and what is told of it then. */
  readonly between?: readonly { readonly seen: string; readonly told: RegExp }[];
  /** The operation that its user does first where it is to be done again. */
  readonly beforeAgain?: string;
  /** Faults that cannot meet it, and why in words. */
  readonly cannot?: Partial<Record<FaultId, string>>;
}

const ubuntu = '{60000001-5eed-4000-8000-0123456789ab}';
const home = 'C:\\Users\\dev';
const config = `${home}\\.wslconfig`;
const host = ({ folder }: TestMachine, path: string): string => hostPathOf(folder, path)!;
const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '(none)');
const pinned = JSON.stringify(
  { LicenseTermsVersion: 2, WslEngineEnabled: true, IntegratedWslDistros: ['Debian'] },
  null,
  2,
);
const nothingSeen = (): string => '';

/** The distros by name, with what of them an operation may change. */
function distros({ state }: TestMachine, what: (distro: State['distros'][number], state: State) => string): string {
  return state.distros
    .map((each) => `${each.guid} ${what(each, state)}`)
    .sort()
    .join('\n');
}

const runs = (machine: TestMachine, name: string): string => {
  const { distros: all, running } = machine.state;
  const found = all.find((each) => each.name === name);
  return found === undefined ? 'none' : String(running.includes(found.guid));
};

const dockerRuns = ({ folder }: TestMachine): boolean => findBackend(folder) !== undefined;

/** Whether Docker Desktop runs, and what its settings say of distros; text that is no JSON is told as that. */
function docker(machine: TestMachine): string {
  const text = textOf(settingsFile(machine.folder));
  try {
    const { IntegratedWslDistros: list, EnableIntegrationWithDefaultWslDistro: flag } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    return JSON.stringify([dockerRuns(machine), [...((list as string[] | undefined) ?? [])].sort(), flag ?? null]);
  } catch {
    return `settings that are no JSON: ${text.slice(0, 80)}`;
  }
}

const integrated = (machine: TestMachine): string => docker(machine);
const quick = (state: State): void => void Object.assign(state.transfers, { milliseconds: 1_500 });
const readOnly = 'It writes nothing.';
const nameIsFolder =
  'It does its work in a distro of the simulator that is a real one, whose files lie in a folder of that name: renamed, it is broken.';
const untilItEnds =
  'It may take a day, and ending it breaks it off: it is waited for as long as it lasts, with its time shown.';

function savedFolder(machine: TestMachine): void {
  mkdirSync(host(machine, `${home}\\saved`), { recursive: true });
}

function project(machine: TestMachine): void {
  const files: Readonly<Record<string, string>> = {
    'compose.yaml': 'services:\n  web:\n    image: nginx\n    volumes: ["./src:/src", "C:\\\\data:/data"]\n',
    'src/a.ts': 'export const a = 1;\n',
    'src/deep/b.ts': 'export const b = 2;\n'.repeat(2_000),
    '.env': 'ROOT=C:\\work\\shop\n',
  };
  for (const [path, text] of Object.entries(files)) {
    const real = join(host(machine, 'C:\\work\\shop'), path);
    mkdirSync(dirname(real), { recursive: true });
    writeFileSync(real, text);
  }
}

const inUserland = {
  userlands: true,
  change: (state: State): void => {
    delete state.docker;
  },
} as const;
const linux = ({ folder }: TestMachine, path: string): string => join(folder, 'distros/Ubuntu/home/dev', path);
const wakeUbuntu = async (machine: TestMachine): Promise<void> => {
  await machine.wsl('-d', 'Ubuntu', '-e', 'true');
};

/** The question of the next window: Docker Desktop has ended, and was not started again. */
const wasInterrupted = /interrupted/;

/** All of them. Those that end or write something stand first. */
export const operations: readonly Operation[] = [
  {
    id: 'enableIntegration',
    title: 'Switch the integration on',
    covers: ['slipway.distro.enableIntegration', 'slipway integration enable'],
    userlands: true,
    act: { name: 'enableIntegration', distro: 'Debian' },
    button: 'apply',
    asks: true,
    heart: { program: 'docker', holds: 'stop' },
    seen: integrated,
    between: [{ seen: '[false,[],true]', told: wasInterrupted }],
  },
  {
    id: 'disableIntegration',
    title: 'Switch the integration off',
    covers: ['slipway.distro.disableIntegration', 'slipway integration disable'],
    change: (state) => void (state.files[`${home}\\AppData\\Roaming\\Docker\\settings-store.json`] = pinned),
    userlands: true,
    act: { name: 'disableIntegration', distro: 'Debian' },
    button: 'apply',
    asks: true,
    heart: { program: 'docker', holds: 'stop' },
    seen: integrated,
    between: [{ seen: '[false,["Debian"],null]', told: wasInterrupted }],
  },
  {
    id: 'setLimits',
    title: 'Edit .wslconfig',
    covers: ['slipway.resources.setLimits'],
    change: (state) => void (state.files[config] = '[wsl2]\r\nswap=1GB\r\n# mine\r\n'),
    act: { name: 'setLimits', distro: null },
    picks: ['Memory', '4 GB', 'Write to .wslconfig'],
    asks: true,
    heart: { file: '.wslconfig' },
    program: { program: 'wsl', holds: '--version' },
    seen: (machine) => textOf(host(machine, config)),
  },
  {
    id: 'writeWslConf',
    title: 'Write /etc/wsl.conf',
    covers: ['slipway.distro.editWslConf'],
    ...inUserland,
    prepare: wakeUbuntu,
    act: { name: 'writeWslConf', distro: 'Ubuntu' },
    asks: true,
    heart: { program: 'wsl', holds: 'root' },
    seen: ({ folder }) => textOf(join(folder, 'distros/Ubuntu/etc/wsl.conf')),
  },
  {
    id: 'move',
    title: 'Move a project into a distro',
    covers: ['slipway.project.move', 'slipway move'],
    ...inUserland,
    prepare: async (machine) => {
      project(machine);
      await wakeUbuntu(machine);
    },
    act: { cli: ['move', '--format', 'json', 'C:\\work\\shop', 'Ubuntu:~/shop', '--yes'] },
    asks: false,
    heart: { program: 'wsl', holds: ubuntu },
    seen: (machine) => String(existsSync(linux(machine, 'shop'))),
    cannot: { renamed: nameIsFolder },
  },
  {
    id: 'shutDown',
    title: 'Shut down all of WSL',
    covers: ['slipway.wsl.shutdown'],
    act: { name: 'shutDown', distro: null },
    button: 'shutDown',
    asks: true,
    heart: { program: 'wsl', holds: '--shutdown' },
    seen: (machine) => String(machine.state.running.length > 0),
  },
  {
    id: 'stop',
    title: 'Stop a distro',
    covers: ['slipway.distro.stop'],
    act: { name: 'stop', distro: 'Fedora' },
    asks: true,
    heart: { program: 'wsl', holds: '--terminate' },
    seen: (machine) =>
      distros(machine, ({ guid }, { running }) => (guid.includes('30000003') ? String(running.includes(guid)) : '')),
  },
  {
    id: 'setVersion',
    title: 'Set the WSL version of a distro',
    covers: ['slipway.distro.setVersion'],
    act: { name: 'setVersion', distro: 'Legacy-18.04' },
    change: (state) => void (state.conversionMilliseconds = 1_500),
    asks: true,
    heart: { program: 'wsl', holds: '--set-version' },
    seen: (machine) => distros(machine, ({ flags }) => String(flags & flagWsl2)),
    cannot: { hang: untilItEnds },
  },
  {
    id: 'setDefault',
    title: 'Set the default distro',
    covers: ['slipway.distro.setDefault'],
    act: { name: 'setDefault', distro: 'Debian' },
    asks: true,
    heart: { program: 'wsl', holds: '--set-default' },
    seen: ({ state }) => String(state.defaultDistribution),
  },
  {
    id: 'setDefaultVersion',
    title: 'Set the default version',
    covers: ['slipway.wsl.setDefaultVersion'],
    act: { name: 'setDefaultVersion', distro: null },
    picks: ['WSL 1'],
    asks: false,
    heart: { program: 'wsl', holds: '--set-default-version' },
    seen: ({ state }) => String(state.defaultVersion),
  },
  {
    id: 'exportDistro',
    title: 'Export a distro',
    covers: ['slipway.distro.export'],
    change: quick,
    prepare: savedFolder,
    act: { name: 'exportDistro', distro: 'Debian' },
    asks: true,
    heart: { program: 'wsl', holds: '--export' },
    seen: (machine) => String(existsSync(host(machine, `${home}\\saved\\out.tar`))),
    cannot: { hang: untilItEnds },
  },
  {
    id: 'importDistro',
    title: 'Import a distro',
    covers: ['slipway.wsl.import'],
    change: quick,
    prepare: async (machine) => {
      savedFolder(machine);
      await machine.wsl('--export', 'Debian', `${home}\\saved\\out.tar`);
    },
    act: { name: 'importDistro', distro: null },
    asks: true,
    heart: { program: 'wsl', holds: '--import' },
    seen: ({ state }) =>
      state.distros
        .filter(({ name }) => name === 'Copy')
        .map((each) => `${each.state} ${each.flags}`)
        .join(),
    cannot: { hang: untilItEnds },
  },
  {
    id: 'moveDistro',
    title: 'Move the disk of a distro',
    covers: ['slipway.distro.move'],
    change: quick,
    act: { name: 'moveDistro', distro: 'Debian' },
    asks: true,
    heart: { program: 'wsl', holds: '--move' },
    seen: (machine) => distros(machine, ({ basePath }) => basePath),
    cannot: { hang: untilItEnds },
  },
  {
    id: 'setDefaultUser',
    title: 'Set the default user of a distro',
    covers: ['slipway.distro.setDefaultUser'],
    act: { name: 'setDefaultUser', distro: 'Ubuntu' },
    picks: ['root'],
    asks: false,
    heart: { program: 'wsl', holds: '--set-default-user' },
    seen: (machine) => distros(machine, ({ defaultUid }) => String(defaultUid)),
  },
  {
    id: 'startDocker',
    title: 'Start Docker Desktop',
    covers: ['slipway.docker.start'],
    scenario: 'docker-stopped',
    act: { name: 'startDocker', distro: null },
    asks: false,
    heart: { program: 'dockerDesktop', holds: '' },
    seen: (machine) => String(dockerRuns(machine)),
  },
  {
    id: 'stopDocker',
    title: 'Stop Docker Desktop',
    covers: ['slipway.docker.stop'],
    act: { name: 'stopDocker', distro: null },
    asks: true,
    heart: { program: 'docker', holds: 'stop' },
    seen: (machine) => String(dockerRuns(machine)),
  },
  {
    id: 'restartDocker',
    title: 'Restart Docker Desktop',
    covers: ['slipway.docker.restart'],
    act: { name: 'restartDocker', distro: null },
    asks: true,
    heart: { program: 'docker', holds: 'stop' },
    seen: (machine) => String(dockerRuns(machine)),
    between: [{ seen: 'false', told: /Docker Desktop/ }],
  },
  {
    id: 'reclaim',
    title: 'Reclaim a disk',
    covers: ['slipway.disks.reclaim'],
    act: { name: 'reclaim', distro: null },
    picks: ['Delete unused build cache', 'Delete Build Cache', 'Quit Docker Desktop', 'Quit Docker Desktop'],
    asks: true,
    heart: { program: 'docker', holds: 'stop' },
    seen: (machine) => `${machine.state.docker?.linux.room?.buildCache.length ?? 0} ${dockerRuns(machine)}`,
    between: [
      { seen: '1 true', told: /stays done: Delete unused build cache\.|Quit Docker Desktop\?/ },
      { seen: '3 false', told: /did not delete it/ },
    ],
    beforeAgain: 'startDocker',
  },
  {
    id: 'undo',
    title: 'Take the move of a project back',
    covers: ['slipway.project.undoMove', 'slipway move --undo'],
    ...inUserland,
    prepare: async (machine) => {
      project(machine);
      await wakeUbuntu(machine);
    },
    first: 'move',
    act: { cli: ['move', '--format', 'json', '--undo', 'Ubuntu:~/shop', '--yes'] },
    asks: false,
    heart: { program: 'wsl', holds: ubuntu },
    seen: (machine) => String(existsSync(linux(machine, 'shop'))),
    cannot: { renamed: nameIsFolder },
  },
  {
    id: 'refresh',
    title: 'Refresh',
    covers: ['slipway.distros.refresh', 'slipway distros'],
    act: { name: 'refresh', distro: null },
    asks: false,
    heart: { program: 'wsl', holds: '-v' },
    seen: nothingSeen,
    cannot: { diskFull: readOnly },
  },
  {
    id: 'checkDocker',
    title: 'Check docker in a distro',
    covers: ['slipway.distro.checkDocker'],
    userlands: true,
    act: { name: 'checkDocker', distro: 'Ubuntu' },
    asks: false,
    heart: { program: 'wsl', holds: ubuntu },
    seen: (machine) => runs(machine, 'Debian'),
    cannot: { diskFull: readOnly, renamed: nameIsFolder },
  },
  {
    id: 'proveDocker',
    title: 'Prove docker in a distro',
    covers: ['slipway.distro.proveDocker'],
    userlands: true,
    act: { name: 'proveDocker', distro: 'Ubuntu' },
    asks: true,
    heart: { program: 'wsl', holds: ubuntu },
    seen: (machine) => runs(machine, 'Debian'),
  },
  {
    id: 'measure',
    title: 'Measure a drive',
    covers: ['slipway.project.measure', 'slipway measure'],
    ...inUserland,
    prepare: async (machine) => {
      project(machine);
      await wakeUbuntu(machine);
    },
    act: { cli: ['measure', '--format', 'json', 'C:\\work\\shop', '--distro', 'Ubuntu', '--yes'] },
    asks: false,
    longest: 60_000,
    heart: { program: 'wsl', holds: ubuntu },
    seen: nothingSeen,
    cannot: { renamed: nameIsFolder },
  },
  {
    id: 'doctor',
    title: 'Run the doctor',
    covers: ['slipway.doctor.run', 'slipway doctor'],
    userlands: true,
    act: { cli: ['doctor', 'Ubuntu', '--format', 'json'] },
    asks: false,
    heart: { program: 'wsl', holds: ubuntu },
    seen: (machine) => runs(machine, 'Debian'),
    cannot: { diskFull: readOnly, renamed: nameIsFolder },
  },
];
