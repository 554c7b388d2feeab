import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { programNames, type ProgramName } from './command';

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
}

/** The machine file cannot be used. The message names the file and the reason. */
export class MachineFileError extends Error {
  override readonly name = 'MachineFileError';
}

/**
 * Reads and checks a machine file. Keys that a later version of the product reads (`pipes`, `overlays`) are accepted.
 * @throws MachineFileError naming the file and what is wrong with it.
 */
export function readMachineFile(path: string): MachineFile {
  const refuse = (reason: string): never => {
    throw new MachineFileError(`SLIPWAY_MACHINE names ${path}: ${reason}`);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (!isRecord(parsed)) return refuse('it is not a JSON object.');

  const platform = platforms.find((name) => name === parsed['platform']);
  if (!platform) return refuse(`"platform" must be one of ${platforms.join(', ')}.`);

  const strings = (key: string, mustBeAbsolute: boolean): Record<string, string> => {
    const value = parsed[key] ?? {};
    if (!isRecord(value)) return refuse(`"${key}" must be an object.`);
    for (const [name, entry] of Object.entries(value)) {
      if (typeof entry !== 'string') refuse(`"${key}.${name}" must be a string.`);
      else if (mustBeAbsolute && !isAbsolute(entry)) refuse(`"${key}.${name}" must be an absolute path.`);
    }
    return value as Record<string, string>;
  };

  const programs = strings('programs', true);
  const unknown = Object.keys(programs).find((name) => !programNames.some((known) => known === name));
  if (unknown !== undefined) refuse(`"programs.${unknown}" is none of ${programNames.join(', ')}.`);
  const gateLog = parsed['gateLog'] ?? null;
  if (gateLog !== null && (typeof gateLog !== 'string' || !isAbsolute(gateLog))) {
    return refuse('"gateLog" must be an absolute path.');
  }
  return {
    platform,
    programs,
    env: strings('env', false),
    drives: strings('drives', true),
    uncRoots: strings('uncRoots', true),
    gateLog,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
