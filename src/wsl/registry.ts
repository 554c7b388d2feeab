import { win32 } from 'node:path';
import type { Command, Output } from '../machine/command';
import { decodeConsoleText, nonEmptyLines } from '../machine/decode';
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
  const blocks = output.exitCode === 0 ? readBlocks(decodeConsoleText(output.stdout)) : [];
  if (blocks.length === 0) {
    return { ok: false, problem: { kind: 'registryUnreadable', ...outputEvidence(output, command) } };
  }
  return { ok: true, value: readRegistry(blocks) };
}

interface RegistryValue {
  readonly type: string;
  readonly data: string;
}

interface Block {
  readonly key: string;
  readonly values: ReadonlyMap<string, RegistryValue>;
}

function readBlocks(text: string): Block[] {
  const blocks: { key: string; values: Map<string, RegistryValue> }[] = [];
  for (const line of nonEmptyLines(text)) {
    if (/^HKEY_/.test(line)) {
      blocks.push({ key: line.trim(), values: new Map() });
      continue;
    }
    const value = /^ {4}(.*?) {4}(REG_[A-Z_]+) {4}(.*)$/.exec(line);
    if (value?.[1] !== undefined && value[2] !== undefined) {
      blocks.at(-1)?.values.set(value[1].toLowerCase(), { type: value[2], data: value[3] ?? '' });
    }
  }
  return blocks;
}

function readRegistry(blocks: readonly Block[]): Registry {
  const distros: RegisteredDistro[] = [];
  const broken: string[] = [];
  let defaultId: string | null = null;
  let defaultVersion: 1 | 2 = 2;
  for (const block of blocks) {
    const id = /\\Lxss\\(\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i.exec(block.key)?.[1];
    if (id !== undefined) {
      const distro = readDistro(id, block.values);
      if (distro) distros.push(distro);
      else broken.push(id);
    } else if (/\\Lxss$/i.test(block.key)) {
      defaultId = readText(block.values, 'DefaultDistribution');
      defaultVersion = readNumber(block.values, 'DefaultVersion') === 1 ? 1 : 2;
    }
  }
  return { defaultId, defaultVersion, distros, broken };
}

/** Null for a broken key. */
function readDistro(id: string, values: Block['values']): RegisteredDistro | null {
  const name = readText(values, 'DistributionName');
  const basePath = readText(values, 'BasePath');
  const isUnusable = (number: string): boolean =>
    values.has(number.toLowerCase()) && readNumber(values, number) === null;
  if (name === null || basePath === null || numbers.some(isUnusable)) return null;

  const flags = readNumber(values, 'Flags') ?? defaultFlags;
  const wslVersion = (flags & 0x8) === 0 ? 1 : 2;
  const folder = plainPath(basePath);
  const state = readNumber(values, 'State');
  return {
    id,
    name,
    wslVersion,
    basePath: folder,
    vhdPath: wslVersion === 2 ? win32.join(folder, readText(values, 'VhdFileName') ?? 'ext4.vhdx') : null,
    defaultUid: readNumber(values, 'DefaultUid'),
    transient: state === 3 ? 'installing' : state === 4 ? 'uninstalling' : null,
  };
}

const numbers = ['State', 'Version', 'Flags', 'DefaultUid'];
const defaultFlags = 7;

/** Without the prefix that takes a path past Windows' own rules. */
function plainPath(path: string): string {
  return path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '');
}

function readText(values: Block['values'], name: string): string | null {
  const value = values.get(name.toLowerCase());
  return value && (value.type === 'REG_SZ' || value.type === 'REG_EXPAND_SZ') && value.data !== '' ? value.data : null;
}

function readNumber(values: Block['values'], name: string): number | null {
  const value = values.get(name.toLowerCase());
  if (value?.type !== 'REG_DWORD' || !/^0x[0-9a-f]{1,8}$/i.test(value.data)) return null;
  return Number.parseInt(value.data, 16);
}
