import { LineIndex } from '../text/range';
import { scanWslConfig, type ScannedConfig } from './scan';
import { entryOf, type SettingName } from './settingName';
import { readInteger, readSize } from './values';

/** How the virtual machine gives memory back that it has read files into. */
export const reclaimModes = ['disabled', 'gradual', 'dropCache'] as const;
export type ReclaimMode = (typeof reclaimModes)[number];

/** The settings of .wslconfig that bound what WSL's virtual machine takes. */
export const limitSettings = {
  memory: { section: 'wsl2', key: 'memory' },
  processors: { section: 'wsl2', key: 'processors' },
  swap: { section: 'wsl2', key: 'swap' },
  reclaim: { section: 'experimental', key: 'autoMemoryReclaim' },
} as const satisfies Record<string, SettingName>;
export type LimitName = keyof typeof limitSettings;

/** What a file says of a setting. */
export type LimitReading<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'set'; readonly written: string; readonly value: T }
  /** WSL warns of it and goes by the default. `line` counts from 1. */
  | { readonly kind: 'bad'; readonly written: string; readonly line: number };

export interface Limits {
  /** In bytes. */
  readonly memory: LimitReading<number>;
  /** Zero and less mean all. */
  readonly processors: LimitReading<number>;
  /** In bytes; 0 is no swap at all. */
  readonly swap: LimitReading<number>;
  readonly reclaim: LimitReading<ReclaimMode>;
  /** How many lines WSL skips because it cannot read them. */
  readonly badLines: number;
}

/** Reads the limits in the text of a .wslconfig, as WSL does. Never throws. */
export function readLimits(text: string): Limits {
  const config = scanWslConfig(text, 'wslconfig');
  const lines = new LineIndex(text);
  const read = <T>(name: LimitName, parse: (value: string) => T | null): LimitReading<T> =>
    readLimit(config, lines, limitSettings[name], parse);
  return {
    memory: read('memory', readSize),
    processors: read('processors', readInteger),
    swap: read('swap', readSize),
    reclaim: read('reclaim', readMode),
    badLines: config.problems.length,
  };
}

function readLimit<T>(
  config: ScannedConfig,
  lines: LineIndex,
  name: SettingName,
  parse: (value: string) => T | null,
): LimitReading<T> {
  const entry = entryOf(config, name);
  if (entry === null) return { kind: 'absent' };
  const value = parse(entry.value);
  return value === null
    ? { kind: 'bad', written: entry.value, line: lines.positionAt(entry.keyRange.start).line }
    : { kind: 'set', written: entry.value, value };
}

function readMode(value: string): ReclaimMode | null {
  return reclaimModes.find((mode) => mode.toLowerCase() === value.toLowerCase()) ?? null;
}

const gibibyte = 1024 ** 3;
/** WSL gives its virtual machine no less. In bytes. */
export const leastMemory = 256 * 1024 ** 2;

/** The memory that a limit comes to on a computer that has so much; null where that cannot be told. */
export function effectiveMemory(limit: LimitReading<number>, host: number | null): number | null {
  if (limit.kind !== 'set') return host === null ? null : Math.floor(host / 2);
  const most = host ?? Infinity;
  return Math.min(Math.max(limit.value, leastMemory), Math.max(most, leastMemory));
}

export function effectiveProcessors(limit: LimitReading<number>, host: number | null): number | null {
  if (limit.kind !== 'set' || limit.value <= 0) return host;
  return Math.min(limit.value, host ?? Infinity);
}

/** `memory` is what the virtual machine has; without a limit the swap is a quarter of it, in whole gigabytes. */
export function effectiveSwap(limit: LimitReading<number>, memory: number | null): number | null {
  if (limit.kind === 'set') return limit.value;
  return memory === null ? null : Math.ceil(memory / 4 / gibibyte) * gibibyte;
}
