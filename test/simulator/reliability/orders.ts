import type { Heart } from './hindrances';

/** What the process of an operation is told at its start. */
export interface Orders {
  readonly act: { readonly cli: readonly string[] } | { readonly name: string; readonly distro: string | null };
  readonly cliFile: string;
  readonly machineFile: string;
  /** The folder that all windows share. */
  readonly storage: string;
  readonly picks: readonly string[];
  readonly button?: string;
  readonly heart: Heart | null;
  /** How long it may wait for anything, in milliseconds, where that is not as with all others. */
  readonly longest?: number;
  /** Where it stands until the parent says that it may go on; a call of a program is under way by then, and goes on. */
  readonly waitsAt: 'question' | 'heart' | null;
}

/** How an operation of a window ended: what kept it from being done, with its next step, or nothing. */
export interface WindowEnd {
  readonly problem: string | null;
  readonly nextStep: string;
  readonly detail: string;
}
