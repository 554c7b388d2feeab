/** The model of the simulated machine: what `state.json` holds. Plain data only, so that a test can write any of it. */

/** A registry value with its type; a test may give one the wrong type on purpose. */
export type RegistryValue =
  | { type: 'REG_SZ' | 'REG_EXPAND_SZ'; data: string }
  | { type: 'REG_DWORD'; data: number }
  | { type: 'REG_MULTI_SZ'; data: string[] };

export type RegistryValues = Record<string, RegistryValue>;

/** One `{guid}` key below Lxss. */
export interface Distro {
  guid: string;
  name: string;
  /** The registry value State: 1 installed, 3 installing, 4 uninstalling; anything else is a broken key. */
  state: number;
  /** Bit 0x8 means WSL 2 and nothing else does. */
  flags: number;
  defaultUid: number;
  basePath: string;
  vhdFileName?: string;
  /** The file-system format, deliberately not the WSL version. */
  version: number;
  packageFamilyName?: string;
  /** Further values, replacements of the ones above, or null for a value that is missing. */
  raw?: Record<string, RegistryValue | null>;
}

/** An in-memory lock of the service: it shows as a state while the registry still says 1. */
export type Lock = 'Converting' | 'Exporting' | 'Installing';

/**
 * packaged: the current wsl.exe; early: packaged 0.5x to 1.x (hex codes, older path order); inbox: the complete old one
 * inside Windows; stub: the one inside Windows that only says that nothing is installed.
 */
export type Generation = 'packaged' | 'early' | 'inbox' | 'stub';

interface FaultTarget {
  program: 'wsl' | 'reg';
  /** The first arguments of the call, every call, or the moment at which wsl asks its service. */
  match: string[] | '*' | 'service';
  /** How many calls are hit; without it all of them. */
  times?: number;
}

export type Fault = FaultTarget &
  (
    | { kind: 'hang' }
    | { kind: 'garbage'; bytes?: number; exitCode?: number }
    | { kind: 'exit'; exitCode: number; stdout?: string; stderr?: string }
    | { kind: 'flood'; bytes: number | 'endless'; exitCode?: number }
    | { kind: 'partial'; bytes: number; then?: 'exit' | 'hang'; exitCode?: number }
    | { kind: 'delay'; milliseconds: number }
  );

export interface Versions {
  wsl: string;
  kernel: string;
  wslg: string;
  msrdc: string;
  direct3d: string;
  dxcore: string;
  windows: string;
}

export interface State {
  /** Tells a folder of ours from any other before something in it is replaced. */
  format: 'slipway-simulator-1';
  scenario: string;
  generation: Generation;
  /** One of the 22 tags of the reference; any other falls back to English, as on Windows. */
  language: string;
  /** The console code page reg writes in: 437, 932 and 65001 are known. */
  oemCodePage: number;
  /** False where WSL was never used: HKCU has no Lxss key at all. */
  lxssKey: boolean;
  defaultDistribution?: string;
  defaultVersion?: number;
  /** Further values of the Lxss key itself. */
  lxssValues: RegistryValues;
  /** Keys below Lxss that are no distro. */
  otherKeys: { name: string; values: RegistryValues }[];
  distros: Distro[];
  /** Guids of the distros the service knows as running. */
  running: string[];
  /** Whether the WSL 2 virtual machine is up: the first start of one prints `startWarnings`. */
  vmUp: boolean;
  locks: Record<string, Lock>;
  /** Package family names still installed; a Store distro without package and disk is dropped by a listing. */
  packages: string[];
  /** False when the vmcompute service is absent. */
  virtualization: boolean;
  /** The optional component "Windows Subsystem for Linux", needed for WSL 1. */
  optionalComponent: boolean;
  adminProtection: boolean;
  /** Set to a Windows path, every start of the virtual machine crashes and names it. */
  vmCrash?: string;
  /** Sentences about .wslconfig that the process which starts the virtual machine prints. */
  startWarnings: string[];
  /** State words of an inbox wsl that translates them (the reference calls that possible). */
  stateWords: Record<string, string>;
  /** The two things on which reports about the stub differ. */
  stub: { commandExitCode: number; doubleCr: boolean };
  versions: Versions;
  faults: Fault[];
  /** How many bytes of gate.log have been folded into the running set. */
  gateFolded: number;
}

export const stateInstalled = 1;
export const stateInstalling = 3;
export const stateUninstalling = 4;
export const flagWsl2 = 0x8;

/** Guids are compared without case everywhere in the registry. */
export function sameGuid(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Whether the text has the 38 characters of a registry guid. */
export function isGuid(text: string): boolean {
  return /^\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}$/i.test(text);
}
