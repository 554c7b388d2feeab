import { win32 } from 'node:path';
import type { Command, Output } from '../machine/command';
import { readRegistryKeys, registryNumber, registryText, type RegistryKey } from '../machine/regQuery';
import { outputEvidence } from './failure';
import type { Parsed } from './problem';

/** The keys of the distros of the current user. */
export const lxssKey = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';

/** A distro as it is registered. Text with U+FFFD was damaged by the console's code page on its way. */
export interface RegisteredDistro {
  /** The GUID with braces that names its key. */
  readonly id: string;
  readonly name: string;
  /** Bit 0x8 of Flags. The value named Version is the file system's format, not this. */
  readonly wslVersion: 1 | 2;
  readonly basePath: string;
  /** The VHDX of a WSL 2 distro; null for WSL 1, which has a folder. */
  readonly vhdPath: string | null;
  readonly defaultUid: number | null;
  /** The format of its files: 1 where a WSL 1 distro was converted long ago, whatever its WSL version is now. */
  readonly fileFormat: number | null;
  /** What the State value says while the distro is not simply installed. */
  readonly transient: 'installing' | 'uninstalling' | null;
}

export interface Registry {
  readonly defaultId: string | null;
  /** WSL version for new distros. */
  readonly defaultVersion: 1 | 2;
  readonly distros: readonly RegisteredDistro[];
  /** The ids of keys that make every listing fail: values are missing or of a type they must not have. */
  readonly broken: readonly string[];
}

const emptyRegistry: Registry = { defaultId: null, defaultVersion: 2, distros: [], broken: [] };
const keyNotFound = 1;

/** Reads the registrations with reg.exe: neither the service nor a distro is touched. */
export function queryRegistry(): Command<Parsed<Registry>> {
  const args = ['query', lxssKey, '/s'];
  return { program: 'reg', args, parse: (output) => parseRegistry(output, `reg.exe ${args.join(' ')}`) };
}

/** Reads the output of `reg query … /s`. A missing key means that this user never used WSL. */
export function parseRegistry(output: Output, command: string): Parsed<Registry> {
  if (output.exitCode === keyNotFound && output.stdout.length === 0) return { ok: true, value: emptyRegistry };
  const keys = output.exitCode === 0 ? readRegistryKeys(output.stdout) : [];
  // What breaks off within its first line names another key than was asked for.
  if (!keys.some(({ key }) => /\\Lxss(?:\\|$)/i.test(key))) {
    return { ok: false, problem: { kind: 'registryUnreadable', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: readRegistry(keys) };
}

function readRegistry(keys: readonly RegistryKey[]): Registry {
  const distros: RegisteredDistro[] = [];
  const broken: string[] = [];
  let defaultId: string | null = null;
  let defaultVersion: 1 | 2 = 2;
  for (const key of keys) {
    const id = /\\Lxss\\(\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i.exec(key.key)?.[1];
    if (id !== undefined) {
      const distro = readDistro(id, key);
      if (distro) distros.push(distro);
      else broken.push(id);
    } else if (/\\Lxss$/i.test(key.key)) {
      defaultId = registryText(key, 'DefaultDistribution');
      defaultVersion = registryNumber(key, 'DefaultVersion') === 1 ? 1 : 2;
    }
  }
  return { defaultId, defaultVersion, distros, broken };
}

/** Null for a broken key. */
function readDistro(id: string, key: RegistryKey): RegisteredDistro | null {
  const name = registryText(key, 'DistributionName');
  const basePath = registryText(key, 'BasePath');
  const isUnusable = (number: string): boolean =>
    key.values.has(number.toLowerCase()) && registryNumber(key, number) === null;
  if (name === null || basePath === null || numbers.some(isUnusable)) return null;

  const flags = registryNumber(key, 'Flags') ?? defaultFlags;
  const wslVersion = (flags & 0x8) === 0 ? 1 : 2;
  const folder = plainPath(basePath);
  const state = registryNumber(key, 'State');
  return {
    id,
    name,
    wslVersion,
    basePath: folder,
    vhdPath: wslVersion === 2 ? win32.join(folder, registryText(key, 'VhdFileName') ?? 'ext4.vhdx') : null,
    defaultUid: registryNumber(key, 'DefaultUid'),
    fileFormat: registryNumber(key, 'Version'),
    transient: state === 3 ? 'installing' : state === 4 ? 'uninstalling' : null,
  };
}

const numbers = ['State', 'Version', 'Flags', 'DefaultUid'];
const defaultFlags = 7;

/** Without the prefix that takes a path past Windows' own rules. */
function plainPath(path: string): string {
  return path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '');
}
