import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { parseWslShare } from '../text/location';
import { programNames, type ProgramName } from './command';
import { unknownHardware, type Hardware } from './hardware';
import { isRecord } from '../text/isRecord';

export const platforms = ['windows', 'wsl', 'other'] as const;
export type Platform = (typeof platforms)[number];

/** What `SLIPWAY_MACHINE` describes: which programs and folders stand for the machine. See docs/machine-file.md. */
export interface MachineFile {
  readonly platform: Platform;
  readonly programs: Readonly<Partial<Record<ProgramName, string>>>;
  readonly env: Readonly<Record<string, string>>;
  readonly drives: Readonly<Record<string, string>>;
  readonly uncRoots: Readonly<Record<string, string>>;
  readonly gateLog: string | null;
  /** Name of a pipe, without its folder → the socket that stands for it. */
  readonly pipes: Readonly<Record<string, string>>;
  /** Name of a distro → path of one of its files → the recorded file that is read in its place. */
  readonly overlays: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly hardware: Hardware;
  /** Letter of a drive → bytes that are free on it, where the folder that stands for it shall not say. */
  readonly freeSpace: Readonly<Record<string, number>>;
  /** The names of hosts that its name servers know. */
  readonly names: readonly string[];
}

const knownKeys = [
  'platform',
  'programs',
  'env',
  'drives',
  'uncRoots',
  'gateLog',
  'pipes',
  'overlays',
  'hardware',
  'freeSpace',
  'names',
];

/** The machine file cannot be used. The message names the file and the reason. */
export class MachineFileError extends Error {
  override readonly name = 'MachineFileError';
}

/**
 * Reads and checks a machine file.
 * @throws MachineFileError naming the file and what is wrong with it.
 */
export function readMachineFile(path: string): MachineFile {
  try {
    return checkMachineFile(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new MachineFileError(
      `SLIPWAY_MACHINE names ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function checkMachineFile(content: unknown): MachineFile {
  if (!isRecord(content)) return refuse('it is not a JSON object.');
  // A misspelt "uncRoots" would take the shares out of the gate's sight.
  const stranger = Object.keys(content).find((key) => !knownKeys.includes(key));
  if (stranger !== undefined) return refuse(`"${stranger}" is none of ${knownKeys.join(', ')}.`);
  const platform = platforms.find((name) => name === content['platform']);
  if (!platform) return refuse(`"platform" must be one of ${platforms.join(', ')}.`);
  const gateLog = content['gateLog'] ?? null;
  if (gateLog !== null && (typeof gateLog !== 'string' || !isAbsolute(gateLog))) {
    return refuse('"gateLog" must be an absolute path.');
  }
  const isProgram = (name: string): boolean => programNames.some((known) => known === name);
  return {
    platform,
    programs: readPaths(content, 'programs', isProgram, `none of ${programNames.join(', ')}.`),
    env: readStrings(content, 'env'),
    drives: readPaths(content, 'drives', (name) => /^[A-Za-z]$/.test(name), 'no letter of a drive.'),
    uncRoots: readPaths(
      content,
      'uncRoots',
      (root) => parseWslShare(root)?.path === '/',
      'neither \\\\wsl.localhost\\NAME nor \\\\wsl$\\NAME.',
    ),
    gateLog,
    pipes: readPaths(content, 'pipes', (name) => /^[^\\/]+$/.test(name), 'no name of a pipe.'),
    overlays: readOverlays(content),
    hardware: { ...unknownHardware, ...readNumbers(content, 'hardware', /^(?:memory|processors)$/) },
    freeSpace: readNumbers(content, 'freeSpace', /^[A-Z]$/),
    names: readList(content, 'names'),
  };
}

function readOverlays(content: Record<string, unknown>): MachineFile['overlays'] {
  const overlays = content['overlays'] ?? {};
  if (!isRecord(overlays)) return refuse('"overlays" must be an object.');
  const isPath = (path: string): boolean => path.startsWith('/');
  return Object.fromEntries(
    Object.keys(overlays).map((distro) => [distro, readPaths(overlays, distro, isPath, 'no absolute path.')]),
  );
}

function readList(content: Record<string, unknown>, key: string): string[] {
  const value = content[key] ?? [];
  const texts = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
  if (!Array.isArray(value) || texts?.length !== value.length) return refuse(`"${key}" must be a list of strings.`);
  return texts;
}

function readNumbers(content: Record<string, unknown>, key: string, known: RegExp): Record<string, number> {
  const value = content[key] ?? {};
  if (!isRecord(value)) return refuse(`"${key}" must be an object.`);
  for (const [name, entry] of Object.entries(value)) {
    if (!known.test(name)) refuse(`"${key}.${name}" is not known.`);
    if (typeof entry !== 'number' || !(entry >= 0)) refuse(`"${key}.${name}" must be a number.`);
  }
  return value as Record<string, number>;
}

function readStrings(content: Record<string, unknown>, key: string): Record<string, string> {
  const value = content[key] ?? {};
  if (!isRecord(value)) return refuse(`"${key}" must be an object.`);
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry !== 'string') refuse(`"${key}.${name}" must be a string.`);
  }
  return value as Record<string, string>;
}

/** Absolute paths by name, where the name must be `known`; `otherwise` says what one that is not known is. */
function readPaths(
  content: Record<string, unknown>,
  key: string,
  known: (name: string) => boolean,
  otherwise: string,
): Record<string, string> {
  const paths = readStrings(content, key);
  for (const [name, path] of Object.entries(paths)) {
    if (!known(name)) refuse(`"${key}.${name}" is ${otherwise}`);
    if (!isAbsolute(path)) refuse(`"${key}.${name}" must be an absolute path.`);
  }
  return paths;
}

function refuse(reason: string): never {
  throw new Error(reason);
}
