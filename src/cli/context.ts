import type { Machine } from '../machine/machine';
import type { Paint } from '../text/report/paint';
import type { Invocation } from './invocation';

/** What a command gets. Results go to `print`, everything else to `complain`. */
export interface CommandContext {
  readonly invocation: Invocation;
  readonly machine: Machine;
  /** Aborts when the user cancels. Whoever looks at it takes on to end the process then. */
  readonly signal: AbortSignal;
  readonly paint: Paint;
  /** The columns of the terminal on which a person reads the results; null where a program does. */
  readonly columns: number | null;
  /** Whole lines as they are: what comes from outside has been made printable. */
  print(text: string): void;
  /** One line, made printable here. */
  complain(line: string): void;
}

/** 0: nothing to report, or done. 1: findings, or undone. 2: could not run, or some input could not be read; beats 1. 130: cancelled. */
export type ExitCode = 0 | 1 | 2 | 130;
