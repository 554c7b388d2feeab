import type { Location } from '../text/location';
import type { MountPoint } from '../text/mountinfo';
import type { PortRange } from '../text/portRange';
import type { TextRange } from '../text/range';
import type { ScalarText } from './readers/scalarText';

/** Compose's own types of a mount. */
export const mountTypes = ['bind', 'volume', 'tmpfs', 'npipe', 'image', 'cluster'] as const;
export type MountType = (typeof mountTypes)[number];

/**
 * Where and in which syntax a mount is written; `devcontainer-default` is the one that a dev container has unasked, and
 * `compose-volume-device` the folder that the declaration of a named volume binds. `run-volume` and `run-mount` are the
 * options `-v` and `--mount` of a `docker run` wherever it is written, `task-volume` the volume of a task of VS Code, and
 * `host-path` the folder of the node that a Kubernetes manifest names.
 */
export const mountKinds = [
  'compose-short',
  'compose-long',
  'compose-volume-device',
  'devcontainer-mount',
  'devcontainer-mount-object',
  'devcontainer-workspace-mount',
  'devcontainer-run-arg',
  'devcontainer-default',
  'run-volume',
  'run-mount',
  'task-volume',
  'host-path',
] as const;
export type MountKind = (typeof mountKinds)[number];

/**
 * What makes an absolute path of a source. Compose joins every path to its folder and knows `~`; Docker's command line
 * does so only with what begins with a dot; the engine takes a path of its own side as it is, and no other.
 */
export type Resolver = 'compose' | 'docker' | 'engine';

/**
 * What nobody has read of a value: some variable in it may be anything, or it begins with a folder of whoever runs the CLI
 * (`length` units of the value) whose path is not known, but the side on which it lies is.
 */
export type Unread =
  { readonly kind: 'variable' } | { readonly kind: 'folder'; readonly of: UserFolder; readonly length: number };

/** `home` is that of the side; `windows` one that Windows names (`%APPDATA%`); `either` the home by a name that both have. */
export type UserFolder = 'home' | 'windows' | 'either';

/** A place in another file that a value comes from. */
export interface Origin {
  /** The path as the files around the text are named. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** The name of the variable that is set there. */
  readonly variable: string;
}

/** A place of a compose project that has to do with a mount. */
export interface Elsewhere {
  /** `hidden`: a mount that is not made, since this one has its target. `shared`: what another file says of a service that has it. */
  readonly kind: 'hidden' | 'shared';
  readonly service: string;
  /** As the files around the text are named. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A piece of a file's text: what it means, where it stands, and how another value would be written there. */
export interface Written {
  readonly value: string;
  readonly range: TextRange;
  /** The source text for another value at this place, in the same quotes; null where it cannot be written in them. */
  readonly write: (value: string) => string | null;
  /** Whether variables stand there in the file, and `value` holds what they mean. */
  readonly filledIn: boolean;
  /** What of the value is not known; null when it is what Compose or Docker will see. */
  readonly unread: Unread | null;
  /** Whether it begins with the default of a variable that may be set elsewhere. */
  readonly byDefault?: true;
}

/** `cached`, `delegated` or `consistent` at a mount: where it stands, and all that has to go with it. */
export interface ConsistencyFlag {
  readonly range: TextRange;
  /** With its comma or colon; null where that cannot be told from here. */
  readonly removal: TextRange | null;
}

/** The words of a command; in shell form they are one text that a shell in the container splits. */
export type CommandLine =
  { readonly form: 'words'; readonly words: readonly string[] } | { readonly form: 'shell'; readonly text: string };

/** From what an image is built. Ways lead from the folder at which relative sources start. */
export interface Build {
  readonly context: string;
  /** To the Dockerfile; of no meaning where `inline` is one. */
  readonly dockerfile: string;
  readonly inline: string | null;
  /** The stage; null for the last. */
  readonly target: string | null;
}

/** What a service of a file is built from, as it is written there. */
export interface WrittenBuild {
  readonly container: Container;
  /** Of the context, or of what stands in its place. */
  readonly range: TextRange;
  readonly anchor: number;
}

/** What is known of a container that has a mount: what its service says, in all files that were read for it. */
export interface Container {
  readonly service: string;
  readonly image: string | null;
  /** Whether it is built from a Dockerfile: then what the image holds is not known by its name. */
  readonly isBuilt: boolean;
  /** Null also where nobody can tell which Dockerfile it is. */
  readonly build: Build | null;
  readonly command: CommandLine | null;
  readonly entrypoint: CommandLine | null;
  /** The variables that are set in the file; null for one whose value is taken from the shell or is not known. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** Whether more variables come from files (`env_file`). */
  readonly hasEnvFiles: boolean;
  readonly user: string | null;
  readonly platform: string | null;
  /** Whether `develop.watch` brings changes into the container by another way. */
  readonly isWatched: boolean;
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
  /** Their containers, in the same order; empty elsewhere. */
  readonly containers: readonly Container[];
  /** Whether only services have it that are started when somebody names their profile. */
  readonly inactive: boolean;
  /** Whether what the source is follows from the default of a variable that is not set anywhere. */
  readonly viaDefault: boolean;
  /** Where in other files the values of its variables stand. */
  readonly origins: readonly Origin[];
  /** The name of the file that takes its target away, so that it is never mounted; null where none does. */
  readonly shadowedBy: string | null;
  /** Where else in its project it has a part; absent where nowhere. */
  readonly elsewhere?: readonly Elsewhere[];
  /** Mounts nothing by way of WSL: Windows containers reach host paths otherwise, an empty workspaceMount is none. */
  readonly exempt: boolean;
  /** The text that the entry is written as, with variables filled in; absent where it is written as several keys. */
  readonly text?: ScalarText;
  /** Whether its paths start where the command is usually called, which nothing in the file says; absent where they do not. */
  readonly startsAssumed?: boolean;
  /** The default of a variable that is cut off at its first colon; absent where there is none. */
  readonly truncatedDefault?: TruncatedDefault;
  /** The flag that tells how fresh its files have to be; absent or null where it has none. */
  readonly consistency?: ConsistencyFlag | null;
}

/** What a mount outside of a compose file has not. */
export const outsideCompose = {
  services: [],
  containers: [],
  inactive: false,
  viaDefault: false,
  origins: [],
  shadowedBy: null,
} as const satisfies Partial<Mount>;

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

/**
 * What a dev container makes of `${localEnv:NAME:C:\proj}`: of the text behind the name it takes what stands before the next
 * colon, here `C`.
 */
export interface TruncatedDefault {
  /** The whole default as it is written. */
  readonly range: TextRange;
  readonly written: string;
  /** What is left of it. */
  readonly taken: string;
}

/** The engine that runs the containers. All that is said about speed and sides is true of `wsl2` alone. */
export const engines = ['wsl2', 'hyperv', 'windows', 'remote'] as const;
export type Engine = (typeof engines)[number];

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
  /** Whether Docker Desktop is told not to warn of slow mounts (`SkipWSLMountPerfWarning`): they count a level less. */
  readonly isSlownessAccepted?: boolean;
  /** The ports that Windows has reserved where Docker Desktop listens; absent where nobody has asked. */
  readonly reservedPorts?: readonly PortRange[];
  /** The variables that the user named with their values: they win over those of files. */
  readonly variables: ReadonlyMap<string, string>;
  /** The engine, where somebody named it; `wsl2` where nobody did. */
  readonly engine?: Engine;
  /** The distro that holds the folder, where it can be looked into. */
  readonly distro?: LiveDistro;
}

/** What a distro itself says of its paths: it beats what their names let one think. */
export interface LiveDistro {
  readonly mountPoints: readonly MountPoint[];
  /** The path without symbolic links; null where it leads nowhere or may not be looked at. */
  realPath(path: string): string | null;
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
}
