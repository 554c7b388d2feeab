/** The model of the simulated machine: what `state.json` holds. Plain data only, so that a test can write any of it. */

import type { Context, ResultCode } from '../programs/wsl/errors';
import type { Docker, RemoteEngine } from './docker';
import type { ProcessIdentity } from './processes';
import type { Transfers } from './transfers';

/** A registry value with its type; a test may give one the wrong type on purpose. */
export type RegistryValue =
  | { type: 'REG_SZ' | 'REG_EXPAND_SZ'; data: string }
  | { type: 'REG_DWORD'; data: number }
  /** In hexadecimal. */
  | { type: 'REG_BINARY'; data: string }
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
  /** Its user installed a Docker engine in it, which runs whenever the distro does. */
  ownEngine?: boolean;
  /** Further values, replacements of the ones above, or null for a value that is missing. */
  raw?: Record<string, RegistryValue | null>;
  /** Of a userland, read when it starts: programs of /usr/bin that are not there, or that never end. */
  programs?: Record<string, 'missing' | 'hangs'>;
  /** Of a userland, read when it starts: the register of formats has lost WSL's entry, as systemd-binfmt can make it. */
  interopLost?: boolean;
  /** Of a userland, read when it starts: the most bytes that its network sends at once. Default 1500, as Hyper-V has it. */
  mtu?: number;
  /** Of a userland, read when it starts: its Windows drives are plain binds even where bindfs is installed. */
  plainDrives?: boolean;
  /** Of a userland, read when it starts: how many bytes a second its Windows drives take and give, where bindfs is installed. */
  driveRate?: number;
}

/** An in-memory lock of the service: it shows as a state while the registry still says 1. */
export type Lock = 'Converting' | 'Exporting' | 'Installing';

/**
 * packaged: the current wsl.exe; early: packaged 0.5x to 1.x (hex codes, older path order); inbox: the complete old one
 * inside Windows; stub: the one inside Windows that only says that nothing is installed.
 */
export type Generation = 'packaged' | 'early' | 'inbox' | 'stub';

/** The programs of the machine that may be called, by the names of machine.json. */
export const programNames = [
  'wsl',
  'reg',
  'docker',
  'dockerDesktop',
  'powershell',
  'tasklist',
  'taskkill',
  'explorer',
  'netsh',
  'netstat',
  'route',
  'code',
] as const;
export type ProgramName = (typeof programNames)[number];

interface FaultTarget {
  program: ProgramName;
  /** The first arguments of the call, an argument that it has anywhere, every call, or the moment at which wsl asks its service. */
  match: string[] | { holds: string } | '*' | 'service';
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
    | { kind: 'slow'; bytes: number; milliseconds: number }
    | { kind: 'killed'; bytes: number }
    | ({ kind: 'error'; match: 'service' } & ServiceError)
  );

/** A failure of the service: what wsl prints of it is in its own language and form. */
export interface ServiceError {
  code: ResultCode;
  /** Besides `Wsl`, in any order. */
  contexts: Context[];
}

export interface Versions {
  wsl: string;
  kernel: string;
  wslg: string;
  msrdc: string;
  direct3d: string;
  dxcore: string;
  windows: string;
}

/** What the registry and CIM say of Windows itself; its build is in `versions.windows`. */
export interface WindowsFacts {
  editionId: string;
  installationType: 'Client' | 'Server';
  /** Still "Windows 10" on Windows 11, as in the real registry. */
  productName: string;
  displayVersion: string;
  memoryBytes: number;
  /** Logical processors. */
  processors: number;
  /** Bytes that are free, by letter of the drive; a drive that is missing has what this host has. */
  freeBytes: Record<string, number>;
  /** Virtualization in the firmware. */
  firmwareVirtualization: boolean;
  /** What the user has set for the internet: a proxy that is on or off, and a script that chooses one. */
  proxy: { enabled: boolean; server?: string; script?: string };
  /** The names of hosts that the name servers of Windows know: those of a VPN among them. */
  names: string[];
  /** Routes besides those that every machine has: of a VPN, of an office. */
  routes: WindowsRoute[];
  /** Interfaces besides those that every machine has: of a VPN. */
  interfaces: WindowsInterface[];
  /** What becomes of packets from a distro that are too large for the way out of Windows. */
  tooLarge: 'told' | 'lost' | 'cut';
  /** Whether the first router behind Windows says when it drops a packet. */
  routerAnswers: boolean;
  /** Root certificates besides Microsoft's own. */
  roots: WindowsRoot[];
  /** What netsh tells of ports that nobody may take, in the order of the table. */
  excludedPorts: ExcludedPorts[];
  /** What listens or is connected besides Windows' own and Docker Desktop. */
  sockets: WindowsSocket[];
}

/** Ports that Windows keeps for itself, or that an administrator has kept from being handed out. */
export interface ExcludedPorts {
  first: number;
  last: number;
  /** Default tcp. */
  protocol?: 'tcp' | 'udp';
  administered?: boolean;
}

/** An interface with IPv4, by the address by which routes name it. */
export interface WindowsInterface {
  index: number;
  address: string;
  name: string;
  mtu: number;
  metric: number;
}

/** A certificate in a store of Windows. */
export interface WindowsRoot {
  /** Put there by a policy for the computer; by a program or a person; by the domain; for one user. */
  store: 'policy' | 'computer' | 'enterprise' | 'user';
  pem: string;
  /** Object identifiers to which an administrator has narrowed what it is trusted for, as they are encoded, in hexadecimal. */
  usage?: string;
}

export interface WindowsRoute {
  /** In dotted form. */
  destination: string;
  mask: string;
  /** Absent: reached without a router. */
  gateway?: string;
  /** The address of Windows on that way. */
  interface: string;
  metric?: number;
  /** Kept beyond a restart, so that it stands in a table of its own as well. */
  persistent?: boolean;
}

/** A socket as netstat shows it; one without remote end listens. */
export interface WindowsSocket {
  /** IPv6 in brackets. */
  address: string;
  port: number;
  remote?: string;
  pid: number;
  /** The program behind the pid, where it is none of those that are always there. */
  image?: string;
  udp?: boolean;
}

/** A sparse file: in bytes, how large it is and how much of it was written. */
export interface DiskFile {
  path: string;
  size: number;
  written: number;
  /** For how many hours nobody has written to it. Default 0. */
  restingHours?: number;
}

/** A file byte for byte: text becomes UTF-8, and a byte order mark is written where the text begins with one. */
export type FileContent = string | { base64: string };

export interface State {
  /** Tells a folder of ours from any other before something in it is replaced. */
  format: 'slipway-simulator-2';
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
  /**
   * The idle times after which the service stops a distro without client, and the virtual machine without distro, in
   * milliseconds; absent, neither ever stops by itself. They are looked at when the service is asked for something.
   * `keptByServices` has the guids of distros that their own services keep alive: by Microsoft's word none does, and some
   * reports have it otherwise.
   */
  idle?: { distro: number; vm: number; keptByServices?: string[] };
  /** When a client of a distro last came or went, by guid; only kept while `idle` is set. */
  lastUse: Record<string, number>;
  locks: Record<string, Lock>;
  /** The clients that carry out a conversion, by guid; a lock that a test wrote has none. */
  conversions: Record<string, ProcessIdentity>;
  /** How long `--set-version` takes. */
  conversionMilliseconds: number;
  /** Set to the raw output of a tool, every conversion fails at its end and relays it on stderr. */
  conversionFailure?: string;
  transfers: Transfers;
  /** What `--list --online` offers; with nothing in it the list cannot be had. */
  online: { name: string; title: string }[];
  /** Package family names still installed; a Store distro without package and disk is dropped by a listing. */
  packages: string[];
  /** False when the vmcompute service is absent. */
  virtualization: boolean;
  /** The optional component "Windows Subsystem for Linux", needed for WSL 1. */
  optionalComponent: boolean;
  adminProtection: boolean;
  /** Somebody holds the lock of the service: every request waits until this is gone. */
  serviceLocked?: true;
  /** DWORD values below HKLM Software\Policies\WSL, of which AllowWSL and AllowWSL1 are obeyed. */
  policies: Record<string, number>;
  /** Set to a Windows path, every start of the virtual machine crashes and names it. */
  vmCrash?: string;
  /** Sentences about .wslconfig that the process which starts the virtual machine prints. */
  startWarnings: string[];
  /** State words of an inbox wsl that translates them (the reference calls that possible). */
  stateWords: Record<string, string>;
  /** The two things on which reports about the stub differ. */
  stub: { commandExitCode: number; doubleCr: boolean };
  versions: Versions;
  /** Distros are file trees with processes of their own, and not only folders in which this host's programs run. */
  userlands: boolean;
  windows: WindowsFacts;
  /** "other" is a computer without any Windows: no programs, drives or shares. */
  platform: 'windows' | 'other';
  /** Further variables of the user's environment. */
  env: Record<string, string>;
  /** Files on the drives by their Windows path, written when the machine is prepared. */
  files: Record<string, FileContent>;
  /** Disks besides those of the registered distros, or what those take. */
  disks: DiskFile[];
  /** Absent where Docker Desktop is not installed. */
  docker?: Docker;
  remoteEngine?: RemoteEngine;
  /** How long PowerShell takes to answer. */
  powershellMilliseconds: number;
  /** The folder of the sockets that stand for pipes. */
  sockets: string;
  faults: Fault[];
  /** How many bytes of gate.log have been folded into the running set. */
  gateFolded: number;
}

export const stateInstalled = 1;
export const stateInstalling = 3;
export const stateUninstalling = 4;
/** Windows' PATH is appended to the distro's own. */
export const flagAppendPath = 0x2;
export const flagWsl2 = 0x8;

/** Guids are compared without case everywhere in the registry. */
export function sameGuid(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Whether the text has the 38 characters of a registry guid. */
export function isGuid(text: string): boolean {
  return /^\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}$/i.test(text);
}
