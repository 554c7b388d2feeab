import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Family = 'debian' | 'linux' | 'darwin' | 'win32';

/** One thing that npm cannot install. */
interface SystemNeed {
  readonly title: string;
  present(): boolean;
  readonly apt: readonly string[];
  /** The one line that installs it, for whoever has to do it by hand. */
  readonly install: Readonly<Record<Family, string>>;
}

const needs = {
  browser: {
    title: 'a Chrome, Edge or Chromium browser',
    present: () => findBrowser() !== undefined,
    // Without any font it would draw no text at all.
    apt: ['chromium', 'fonts-liberation'],
    install: {
      debian: 'sudo apt-get install -y chromium',
      linux: 'install Chromium with your package manager, or set SLIPWAY_BROWSER to one',
      darwin: 'brew install --cask google-chrome',
      win32: 'winget install Google.Chrome',
    },
  },
  japaneseFonts: {
    title: 'a Japanese font',
    present: hasJapaneseFont,
    apt: ['fonts-noto-cjk'],
    install: {
      debian: 'sudo apt-get install -y fonts-noto-cjk',
      linux: 'install the Noto CJK fonts with your package manager',
      darwin: 'macOS has one',
      win32: 'Settings > Time & language > Optional features: Japanese Supplemental Fonts',
    },
  },
  processList: {
    title: 'the program ps',
    present: () => process.platform === 'win32' || spawnSync('ps', ['-p', String(process.pid)]).status === 0,
    apt: ['procps'],
    install: {
      debian: 'sudo apt-get install -y procps',
      linux: 'install procps with your package manager',
      darwin: 'macOS has it',
      win32: 'not needed',
    },
  },
  slowDrives: {
    title: 'the program bindfs, which makes slow Windows drives',
    // Distros with drives of their own are made by root on Linux only; elsewhere those tests are skipped by name.
    present: () => process.platform !== 'linux' || process.getuid?.() !== 0 || existsSync('/usr/bin/bindfs'),
    apt: ['bindfs'],
    install: {
      debian: 'sudo apt-get install -y bindfs',
      linux: 'install bindfs with your package manager',
      darwin: 'not needed',
      win32: 'not needed',
    },
  },
  engine: {
    title: 'root on Linux and a Docker engine, which is started and stopped by the tests alone',
    present: () =>
      process.platform === 'linux' &&
      process.getuid?.() === 0 &&
      ['/usr/sbin/dockerd', '/usr/bin/docker'].every(isExecutable),
    apt: ['docker.io'],
    install: {
      debian: 'sudo apt-get install -y docker.io',
      linux: 'install Docker Engine (dockerd and docker) with your package manager',
      darwin: 'not possible here',
      win32: 'not possible here',
    },
  },
  eventWatcher: {
    title: 'the program inotifywait',
    present: () => isExecutable('/usr/bin/inotifywait'),
    apt: ['inotify-tools'],
    install: {
      debian: 'sudo apt-get install -y inotify-tools',
      linux: 'install inotify-tools with your package manager',
      darwin: 'not possible here',
      win32: 'not possible here',
    },
  },
  slimUserland: {
    title: 'BusyBox as one program without libraries, all that some distros have',
    present: () => process.platform !== 'linux' || process.getuid?.() !== 0 || isExecutable('/usr/bin/busybox'),
    apt: ['busybox-static'],
    install: {
      debian: 'sudo apt-get install -y busybox-static',
      linux: 'install BusyBox with your package manager',
      darwin: 'not needed',
      win32: 'not needed',
    },
  },
  compose: {
    title: 'the program docker-compose, by which the reading of compose files is checked',
    // Debian's package is a program of its own, of the first generation or of the second.
    present: () => spawnSync('docker-compose', ['version', '--short']).status === 0,
    apt: ['docker-compose'],
    install: {
      debian: 'sudo apt-get install -y docker-compose',
      linux: 'install docker-compose with your package manager',
      darwin: 'brew install docker-compose',
      win32: 'winget install Docker.DockerCompose',
    },
  },
  git: {
    title: 'the program git',
    present: () => spawnSync('git', ['--version']).status === 0,
    apt: ['git'],
    install: {
      debian: 'sudo apt-get install -y git',
      linux: 'install git with your package manager',
      darwin: 'xcode-select --install',
      win32: 'winget install Git.Git',
    },
  },
  patch: {
    title: 'the program patch',
    present: () => spawnSync('patch', ['--version']).status === 0,
    apt: ['patch'],
    install: {
      debian: 'sudo apt-get install -y patch',
      linux: 'install patch with your package manager',
      darwin: 'macOS has it',
      win32: 'Git for Windows brings it: put its usr\\bin on the PATH',
    },
  },
  preCommit: {
    title: 'the program pre-commit, which starts our hooks as it does for everybody',
    present: () => spawnSync('pre-commit', ['--version']).status === 0,
    apt: ['pre-commit'],
    install: {
      debian: 'sudo apt-get install -y pre-commit',
      linux: 'pipx install pre-commit',
      darwin: 'brew install pre-commit',
      win32: 'pipx install pre-commit',
    },
  },
  windowsPrograms: {
    title: 'Wine, which runs programs of Windows',
    present: () => process.platform === 'win32' || findWine() !== undefined,
    apt: ['wine64'],
    install: {
      debian: 'sudo apt-get install -y wine64',
      linux: 'install Wine (64 bits) with your package manager',
      darwin: 'brew install --cask wine-stable',
      win32: 'not needed',
    },
  },
} satisfies Record<string, SystemNeed>;

export type NeedName = keyof typeof needs;

export interface MissingNeed {
  readonly title: string;
  readonly install: string;
}

/**
 * Finds an installed browser that can be driven: Chrome, Edge or Chromium, or the one that SLIPWAY_BROWSER names.
 * @returns its path
 */
export function findBrowser(): string | undefined {
  const named = process.env['SLIPWAY_BROWSER'];
  if (named) return named;
  return browserCandidates().find(isExecutable);
}

function browserCandidates(): string[] {
  if (process.platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => folders.filter(Boolean).map((folder) => join(folder, program)));
  }
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
    const folders = ['/Applications', join(process.env['HOME'] ?? '/', 'Applications')];
    return apps.flatMap((app) => folders.map((folder) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The programs of an installed Wine. */
export interface Wine {
  /** What starts a program of Windows. */
  readonly loader: string;
  /** What stands for the kernel; it ends all programs of a prefix. */
  readonly server: string;
}

/** Finds Wine: where Debian keeps it, which has no link in PATH for the 64-bit one alone, else in PATH. */
export function findWine(): Wine | undefined {
  const folders = ['/usr/lib/wine', ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean)];
  const find = (names: readonly string[]): string | undefined =>
    folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
  const [loader, server] = [find(['wine64', 'wine']), find(['wineserver64', 'wineserver'])];
  return loader !== undefined && server !== undefined ? { loader, server } : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasJapaneseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const listed = spawnSync('fc-list', [':lang=ja', 'file'], { encoding: 'utf8' });
  if (!listed.error) return listed.stdout.trim() !== '';
  return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
}

function family(): Family {
  if (process.platform === 'darwin' || process.platform === 'win32') return process.platform;
  try {
    return /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8')) ? 'debian' : 'linux';
  } catch {
    return 'linux';
  }
}

let listsUpdated = false;

function apt(...args: string[]): boolean {
  console.log(`> apt-get ${args.join(' ')}`);
  const result = spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // The names of the packages are printed above; hundreds of lines of unpacking help nobody.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return result.status === 0;
}

/**
 * Sees to it that system programs are there. As root on Debian or Ubuntu the missing ones are named and installed;
 * elsewhere they are only named, since a test run has no business asking for a password.
 * @returns what is still missing, each with the line that installs it
 */
export function ensureSystemPackages(wanted: readonly NeedName[]): MissingNeed[] {
  const system = family();
  const missing = (): SystemNeed[] => wanted.map((name) => needs[name]).filter((need) => !need.present());
  const first = missing();
  if (first.length > 0 && system === 'debian' && process.getuid?.() === 0) {
    console.log(`Missing here: ${first.map((need) => need.title).join(', ')}.`);
    listsUpdated ||= apt('update');
    apt('install', '-y', '--no-install-recommends', ...first.flatMap((need) => [...need.apt]));
  }
  return missing().map((need) => ({ title: need.title, install: need.install[system] }));
}
