import type { Resources } from '../../state/resources';
import { defaultReclaim } from '../../state/resources';
import { message, type Message } from '../../text/message';
import { bytesText } from '../../views/bytes';
import { reclaimNotes } from '../../views/limitText';
import {
  effectiveMemory,
  effectiveSwap,
  reclaimModes,
  type LimitName,
  type LimitReading,
  type Limits,
} from '../../wslconf/limits';

/** A value to choose; null leaves the setting to WSL. */
export interface LimitPick {
  readonly value: string | null;
  readonly label: Message;
  readonly detail: Message | null;
  /** Whether it is what the file says now. */
  readonly isCurrent: boolean;
}

type Facts = Pick<Resources, 'hardware' | 'wsl'> & { readonly limits: Limits };

const gibibyte = 1024 ** 3;
const memorySteps = [2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
const processorSteps = [1, 2, 4, 6, 8, 12, 16, 24, 32];
const swapSteps = [1, 2, 4, 8, 16];

/** What a limit may be set to on this computer: never more than it has, and what the file says now among them. */
export function limitPicks(name: LimitName, facts: Facts, language: string): readonly LimitPick[] {
  const { limits, hardware } = facts;
  const memory = effectiveMemory(limits.memory, hardware.memory);
  switch (name) {
    case 'memory': {
      const steps = memorySteps.filter((step) => step * gibibyte < (hardware.memory ?? Infinity));
      return [
        defaultPick(limits.memory, memoryDefault(hardware.memory, language)),
        ...sizePicks(steps, limits.memory, language, hardware.memory),
      ];
    }
    case 'processors': {
      const steps = processorSteps.filter((step) => step < (hardware.processors ?? Infinity));
      const all = hardware.processors;
      const counts = withCurrent(steps, limits.processors);
      return [
        defaultPick(limits.processors, all === null ? message('All of this computer') : message('All {0}', all)),
        ...counts.map((count) => ({
          value: String(count),
          label: message('Processors: {0}', count),
          detail: null,
          isCurrent: isCurrent(limits.processors, count),
        })),
      ];
    }
    case 'swap': {
      const quarter = effectiveSwap({ kind: 'absent' }, memory);
      const text = quarter === null ? null : bytesText(quarter, language);
      return [
        defaultPick(
          limits.swap,
          text === null ? message('A quarter of the memory') : message('A quarter of the memory: {0}', text),
        ),
        {
          value: '0',
          label: message('No swap'),
          detail: message('What does not fit into the memory is ended.'),
          isCurrent: isCurrent(limits.swap, 0),
        },
        ...sizePicks(swapSteps, limits.swap, language, null),
      ];
    }
    case 'reclaim':
      return reclaimPicks(facts);
  }
}

function memoryDefault(host: number | null, language: string): Message {
  return host === null
    ? message('Half of this computer')
    : message('Half of this computer: {0}', bytesText(Math.floor(host / 2), language));
}

function defaultPick(limit: LimitReading<unknown>, label: Message): LimitPick {
  return {
    value: null,
    label,
    detail: message('The default, without a line in the file.'),
    isCurrent: limit.kind === 'absent',
  };
}

function sizePicks(
  steps: readonly number[],
  limit: LimitReading<number>,
  language: string,
  host: number | null,
): readonly LimitPick[] {
  return withCurrent(
    steps.map((step) => step * gibibyte),
    limit,
  ).map((bytes) => ({
    value: sizeValue(bytes),
    label: message('{0} at most', bytesText(bytes, language)),
    detail:
      host !== null && bytes > host * 0.8
        ? message('It leaves little to Windows, which has {0}.', bytesText(host, language))
        : null,
    isCurrent: isCurrent(limit, bytes),
  }));
}

/** As the file has it, in the largest unit that needs no fraction, which WSL does not take. */
function sizeValue(bytes: number): string {
  if (bytes % gibibyte === 0) return `${bytes / gibibyte}GB`;
  return bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2}MB` : String(bytes);
}

function withCurrent(steps: readonly number[], limit: LimitReading<number>): readonly number[] {
  const current = limit.kind === 'set' && limit.value > 0 ? [limit.value] : [];
  return [...new Set([...steps, ...current])].sort((a, b) => a - b);
}

function isCurrent(limit: LimitReading<unknown>, value: unknown): boolean {
  return limit.kind === 'set' && limit.value === value;
}

function reclaimPicks({ limits, wsl }: Facts): readonly LimitPick[] {
  const usual = defaultReclaim(wsl);
  if (usual === 'unavailable') return [];
  return [
    {
      ...defaultPick(limits.reclaim, message('As WSL has it')),
      detail: usual === null ? message('Its default differs by release.') : reclaimNotes(usual),
    },
    ...reclaimModes.map((mode) => ({
      value: mode,
      label: modeLabel(mode),
      detail: reclaimNotes(mode),
      isCurrent: isCurrent(limits.reclaim, mode),
    })),
  ];
}

function modeLabel(mode: (typeof reclaimModes)[number]): Message {
  switch (mode) {
    case 'dropCache':
      return message('Drop caches when idle');
    case 'gradual':
      return message('Gradually');
    case 'disabled':
      return message('Never');
  }
}
