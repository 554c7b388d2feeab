/** What wsl.exe says when it fails: the path and symbol after its (translated) "Error code:". */
export interface WslErrorCode {
  readonly path: readonly string[];
  readonly code: string;
}

/** Evidence is what the program printed, shortened; `command` is the command line. */
export interface Evidence {
  readonly command: string;
  /** Null when it did not end by itself. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** Failures that need no more than their evidence to be told. Which codes lead to which is in errorCodes.ts. */
export const plainWslProblemKinds = [
  'wslNotInstalled',
  /** The one inside Windows, from before WSL was a package: it knows no `--version`. */
  'inboxWsl',
  'kernelUpdateNeeded',
  'optionalComponentMissing',
  'virtualizationOff',
  'serviceMissing',
  'blockedByPolicy',
  /** WSL 1, or the mounting of disks. */
  'partBlockedByPolicy',
  'windowsTooOld',
  'releaseMismatch',
  'systemAccount',
  'legacyConsole',
  'elevationConflict',
  'elevationNeeded',
  'accessDenied',
  'callRefused',
  'networkFailed',

  'noDefaultDistro',
  'distroNotFound',
  /** Not found either, while Windows Admin Protection keeps two accounts apart. */
  'distroOfOtherAccount',
  'distroBusy',
  'distroNotStopped',
  'userNotFound',
  'terminalLimit',
  'wsl2Needed',
  'versionRefused',
  'notConvertible',
  'nameTaken',
  'folderTaken',
  'notALinuxDistro',
  'distroNameNeeded',
  'exportFailed',
  'importFailed',
  'installFailed',
  'manifestInvalid',
  'guiOff',

  'vmCrashed',
  'vmTimeout',
  'customKernelMissing',
  'systemDistroBroken',
  'pluginOutdated',
  'networkSwitchMissing',

  'diskMissing',
  'diskInUse',
  'diskDenied',
  'diskCorrupted',
  'diskFull',
  'tooManyDisks',
  'diskMountFailed',
  'mountNameRefused',
  /** A path of Windows that leads nowhere. */
  'pathNotFound',

  'unreadableOutput',
  'registryUnreadable',
] as const;
export type PlainWslProblemKind = (typeof plainWslProblemKinds)[number];

/** Each way in which wsl.exe or the registry fails to answer, told apart by codes and links, never by sentences. */
export type WslProblem =
  | ({ readonly kind: PlainWslProblemKind } & Evidence)
  | ({ readonly kind: 'unexpectedExit' } & Evidence)
  | ({ readonly kind: 'brokenRegistration'; readonly id: string | null; readonly property: string | null } & Evidence)
  | ({ readonly kind: 'wslError'; readonly error: WslErrorCode } & Evidence)
  /** A distro has not the program that was to run there. */
  | ({ readonly kind: 'programMissingInside'; readonly program: string } & Evidence)
  /** What ran in a distro was ended there when its time was over. */
  | ({ readonly kind: 'timeoutInside'; readonly seconds: number } & Evidence)
  /** A name with blanks or quotes, where wsl.exe takes no id. */
  | { readonly kind: 'nameHasBlanks'; readonly name: string };

/** A parser's answer. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: WslProblem };
