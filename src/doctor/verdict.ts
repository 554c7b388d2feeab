import type { Message } from '../text/message';
import type { Fix } from './fix';
import type { Trap } from './traps';

/** What was asked, as a command line or as the thing that was looked at, and what came back. Not translated. */
export interface Proof {
  readonly command: string;
  readonly answer: string;
}

export type Status = 'ok' | 'note' | 'warn' | 'fail' | 'unknown' | 'skipped';

/** What a check found. */
export interface Verdict {
  readonly status: Status;
  readonly text: Message;
  readonly evidence: readonly Proof[];
  /** Null where nothing is to be done, or where the fix says it all. */
  readonly nextStep: Message | null;
  readonly fix: Fix | null;
  /** Known faults of this release that do what was observed. They explain, and decide nothing. */
  readonly traps: readonly Trap[];
  /** Whether the chain ends here: nothing behind it is of this distro's concern, or nothing could be asked. */
  readonly ends: boolean;
}

type Rest = Partial<Pick<Verdict, 'nextStep' | 'fix' | 'traps' | 'ends'>>;

function verdict(status: Status, text: Message, evidence: readonly Proof[], rest: Rest): Verdict {
  return { status, text, evidence, nextStep: null, fix: null, traps: [], ends: status === 'fail', ...rest };
}

/** It is as it should be, or as its user has set it. */
export function ok(text: Message, evidence: readonly Proof[] = [], rest: Rest = {}): Verdict {
  return verdict('ok', text, evidence, rest);
}

/** Nothing shows that it does harm, and whoever looks for the cause of some trouble should know of it. */
export function note(text: Message, evidence: readonly Proof[], rest: Rest = {}): Verdict {
  return verdict('note', text, evidence, rest);
}

/** It works, and somebody should know of this. */
export function warn(text: Message, evidence: readonly Proof[], rest: Rest = {}): Verdict {
  return verdict('warn', text, evidence, rest);
}

/** It is broken, and was seen to be. */
export function fail(text: Message, evidence: readonly Proof[], rest: Rest = {}): Verdict {
  return verdict('fail', text, evidence, rest);
}

/** Nobody can tell from here. */
export function unknown(text: Message, evidence: readonly Proof[] = [], rest: Rest = {}): Verdict {
  return verdict('unknown', text, evidence, rest);
}

/** It was not looked at, and why. */
export function skipped(text: Message): Verdict {
  return verdict('skipped', text, [], {});
}
