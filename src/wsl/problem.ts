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

/** Failures that need no more than their evidence to be told. */
export type PlainWslProblemKind =
  | 'wslNotInstalled'
  /** The one inside Windows, from before WSL was a package: it knows no `--version`. */
  | 'inboxWsl'
  | 'kernelUpdateNeeded'
  | 'optionalComponentMissing'
  | 'virtualizationOff'
  | 'serviceMissing'
  | 'blockedByPolicy'
  | 'distroNotFound'
  | 'unreadableOutput'
  | 'unexpectedExit'
  | 'registryUnreadable';

/** Each way in which wsl.exe or the registry fails to answer, told apart by codes and links, never by sentences. */
export type WslProblem =
  | ({ readonly kind: PlainWslProblemKind } & Evidence)
  | ({ readonly kind: 'brokenRegistration'; readonly id: string | null; readonly property: string | null } & Evidence)
  | ({ readonly kind: 'wslError'; readonly error: WslErrorCode } & Evidence)
  | { readonly kind: 'nameHasBlanks'; readonly name: string };

/** A parser's answer. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: WslProblem };
