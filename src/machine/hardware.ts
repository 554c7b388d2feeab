import { availableParallelism, totalmem } from 'node:os';
import type { Platform } from './machineFile';

/** What the computer has on which Windows runs; null for what cannot be seen from here. */
export interface Hardware {
  /** In bytes. */
  readonly memory: number | null;
  /** Logical processors. */
  readonly processors: number | null;
}

export const unknownHardware: Hardware = { memory: null, processors: null };

/** A process in a distro sees the virtual machine, and elsewhere another computer. */
export function hardwareHere(platform: Platform): Hardware {
  return platform === 'windows' ? { memory: totalmem(), processors: availableParallelism() } : unknownHardware;
}
