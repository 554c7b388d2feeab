import { defaultReclaim, type Resources } from '../state/resources';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import {
  effectiveMemory,
  effectiveProcessors,
  effectiveSwap,
  type LimitName,
  type LimitReading,
  type ReclaimMode,
} from '../wslconf/limits';
import { bytesText } from './bytes';

type Facts = Pick<Resources, 'limits' | 'hardware' | 'wsl'>;

/** The name of a limit, as rows and choices have it. */
export function limitName(name: LimitName): Message {
  switch (name) {
    case 'memory':
      return message('Memory');
    case 'processors':
      return message('Processors');
    case 'swap':
      return message('Swap');
    case 'reclaim':
      return message('Memory reclaim');
  }
}

/** What a limit comes to at the next start of the virtual machine, and who says so. */
export function limitText(name: LimitName, facts: Facts, language: string): readonly Message[] {
  const { limits } = facts;
  if (limits === null) return [message('unknown')];
  return [amountText(name, facts, language), originText(limits[name])];
}

/** What the file says of a limit that WSL does not take; null where it takes it, or says nothing. */
export function badLimit(limit: LimitReading<unknown>): Message | null {
  if (limit.kind !== 'bad') return null;
  return message(
    'Line {0} says {1}, which WSL does not take: it goes by its default.',
    limit.line,
    printable(limit.written),
  );
}

function originText(limit: LimitReading<unknown>): Message {
  switch (limit.kind) {
    case 'absent':
      return message('default');
    case 'set':
      return message('set in .wslconfig');
    case 'bad':
      return message('default, the file has a mistake');
  }
}

function amountText(
  name: LimitName,
  { limits, hardware, wsl }: Facts & Pick<Resources, 'limits'>,
  language: string,
): Message {
  if (limits === null) return message('unknown');
  const memory = effectiveMemory(limits.memory, hardware.memory);
  switch (name) {
    case 'memory':
      return memory === null ? message('half of this computer') : sizeText(memory, language);
    case 'processors': {
      const count = effectiveProcessors(limits.processors, hardware.processors);
      return count === null ? message('all of this computer') : countText(count, hardware.processors);
    }
    case 'swap': {
      const swap = effectiveSwap(limits.swap, memory);
      if (swap === 0) return message('off');
      return swap === null ? message('a quarter of the memory') : sizeText(swap, language);
    }
    case 'reclaim':
      return reclaimText(limits.reclaim.kind === 'set' ? limits.reclaim.value : defaultReclaim(wsl));
  }
}

function sizeText(bytes: number, language: string): Message {
  return message('{0} at most', bytesText(bytes, language));
}

function countText(count: number, all: number | null): Message {
  return all === null ? message('{0} at most', count) : message('{0} of {1}', count, all);
}

function reclaimText(mode: ReclaimMode | 'unavailable' | null): Message {
  switch (mode) {
    case 'dropCache':
      return message('drops caches when idle');
    case 'gradual':
      return message('gradual');
    case 'disabled':
      return message('off');
    case 'unavailable':
      return message('not in this release of WSL');
    case null:
      return message('unknown');
  }
}

/** What a way of reclaiming does, with what is known to go wrong with it beside Docker Desktop. */
export function reclaimNotes(mode: ReclaimMode): Message {
  switch (mode) {
    case 'dropCache':
      return message('When the virtual machine is idle, what it cached of files goes back to Windows at once.');
    case 'gradual':
      return message('Caches go back bit by bit. Beside a paused Docker engine, reports tell of distros that freeze.');
    case 'disabled':
      return message('Memory once taken stays taken until WSL is shut down.');
  }
}
