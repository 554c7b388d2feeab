import type { Fix } from '../../text/finding';

/** What somebody can do for a project that stays on its Windows drive, by changing one of its files. */
export type Step =
  /** A folder of dependencies, or of a database, is kept in a named volume. `user`: as far as it is known. */
  | {
      readonly kind: 'dependencies' | 'database';
      readonly service: string;
      readonly volume: string;
      readonly target: string;
      readonly user: string | null;
    }
  /** Compose brings the sources into the container by `develop.watch`, in place of a mount of theirs. */
  | {
      readonly kind: 'watch';
      readonly service: string;
      readonly target: string;
      /** What is not brought in, and what has the image built anew. */
      readonly ignored: readonly string[];
      readonly rebuilding: readonly string[];
    }
  /** A variable has a watcher look for changes itself. */
  | { readonly kind: 'polling'; readonly service: string; readonly tool: string; readonly variable: string }
  /** The workspace of a dev container is kept in a volume. */
  | { readonly kind: 'workspace'; readonly target: string };

/** A fix that is such a step: the same edit, wherever it is offered. */
export interface StepFix extends Fix {
  readonly step: Step;
}

/** A step that somebody has taken already. */
export type TakenStep =
  | { readonly kind: 'dependencies'; readonly service: string; readonly target: string }
  | { readonly kind: 'watch'; readonly service: string }
  | { readonly kind: 'polling'; readonly service: string; readonly variable: string };

/** What can be done for the mounts of one file that are slow, and what has been. */
export interface FileSteps {
  /** Whether one of its mounts is slow, or waits in vain for events, and no comment accepts that. */
  readonly isSlow: boolean;
  readonly offered: readonly StepFix[];
  readonly taken: readonly TakenStep[];
}

export function isStepFix(fix: Fix): fix is StepFix {
  return 'step' in fix;
}
