import type { Location } from '../text/location';
import type { TextRange } from '../text/range';

/** Compose's own types of a mount. */
export const mountTypes = ['bind', 'volume', 'tmpfs', 'npipe', 'image', 'cluster'] as const;
export type MountType = (typeof mountTypes)[number];

/** Where and in which syntax a mount is written; `devcontainer-default` is the one that a dev container has unasked. */
export const mountKinds = [
  'compose-short',
  'compose-long',
  'devcontainer-mount',
  'devcontainer-mount-object',
  'devcontainer-workspace-mount',
  'devcontainer-run-arg',
  'devcontainer-default',
] as const;
export type MountKind = (typeof mountKinds)[number];

/**
 * What makes an absolute path of a source. Compose joins every path to its folder and knows `~`; Docker's command line
 * does so only with what begins with a dot.
 */
export type Resolver = 'compose' | 'docker';

/** A piece of a file's text: what it means, where it stands, and how another value would be written there. */
export interface Written {
  readonly value: string;
  readonly range: TextRange;
  /** The source text for another value at this place, in the same quotes; null where it cannot be written in them. */
  readonly write: (value: string) => string | null;
  /** Whether variables stand there in the file, and `value` holds what they mean. */
  readonly filledIn: boolean;
}

/** A mount as it is written, before anything is known of the machine. */
export interface Mount {
  readonly kind: MountKind;
  /** Where in the file's structure: `services.web`. */
  readonly via: string;
  /** The whole entry. */
  readonly range: TextRange;
  /** Where the entry begins: a comment above this line speaks of it, also when its source stands further down. */
  readonly anchor: number;
  /** Null when Compose or Docker would refuse it. */
  readonly type: MountType | null;
  readonly source: Written | null;
  readonly target: string | null;
  readonly readOnly: boolean;
  readonly resolver: Resolver;
  /** The way from the place's folder to the one at which relative sources start; null where nobody can tell. */
  readonly base: string | null;
  /** The services of a compose file that have it; empty elsewhere. */
  readonly services: readonly string[];
  /** Mounts nothing by way of WSL: Windows containers reach host paths otherwise, an empty workspaceMount is none. */
  readonly exempt: boolean;
}

/** What a source turns out to be. */
export const mountClasses = [
  'windows-drive',
  'linux-fs',
  'named-volume',
  'anonymous',
  'docker-internal',
  'wrong-side',
  'invalid',
  'unknown',
  'none',
] as const;
export type MountClass = (typeof mountClasses)[number];

/** The side a CLI runs on that reads the file; `either` where people use both and nothing tells which. */
export type Side = 'windows' | 'wsl' | 'either';

/** Where WSL mounts the drives unless its settings say otherwise. */
export const defaultAutomountRoot = '/mnt/';

/** What is known of the place of a file. */
export interface Place {
  /** The file's path below `folder`, with slashes. */
  readonly file: string;
  /** The folder that relative sources are joined to: a compose file's own, the one above `.devcontainer`. */
  readonly folder: Location;
  /** The project that the file belongs to, which is moved as a whole. */
  readonly project: Location;
  /** The side the user named; null to tell it from the folder. */
  readonly side: 'windows' | 'wsl' | null;
  /** Where a distro mounts the drives, with slashes at both ends: `/mnt/`. */
  readonly automountRoot: string;
}

export interface ClassifiedMount extends Mount {
  readonly class: MountClass;
  /** Whether each access crosses between Linux and Windows. */
  readonly slow: boolean;
  /** The drive it crosses to, upper case; null when it does not. */
  readonly drive: string | null;
  /** The absolute path on the side where the CLI runs; null when it is no path or unknown. */
  readonly resolved: string | null;
  readonly side: Side;
  /**
   * `certain`: the text and the place say so. `assumed`: it holds if the CLI runs where it usually does, or if a file
   * beside this one that may not be looked at does not say otherwise.
   */
  readonly confidence: 'certain' | 'assumed';
  /** The name of the file that takes its target away, so that it is never mounted; null where none does. */
  readonly shadowedBy: string | null;
}
