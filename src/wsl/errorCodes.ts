import type { PlainWslProblemKind, WslErrorCode } from './problem';

/** A code of wsl.exe by the name that newer releases print and the number that older ones do, and what it means. */
type Row = readonly [symbol: string | null, number: number | null, kind: PlainWslProblemKind];

/** The codes of WSL itself, of its virtual machine, and of Windows as far as WSL passes them on. */
export const wslErrorCodes: readonly Row[] = [
  ['WSL_E_DEFAULT_DISTRO_NOT_FOUND', 0x80040301, 'noDefaultDistro'],
  ['WSL_E_DISTRO_NOT_FOUND', 0x80040302, 'distroNotFound'],
  ['WSL_E_WSL1_NOT_SUPPORTED', 0x80040303, 'optionalComponentMissing'],
  ['WSL_E_VM_MODE_NOT_SUPPORTED', 0x80040304, 'notConvertible'],
  ['WSL_E_TOO_MANY_DISKS_ATTACHED', 0x80040305, 'tooManyDisks'],
  ['WSL_E_CONSOLE', 0x80040306, 'legacyConsole'],
  ['WSL_E_CUSTOM_KERNEL_NOT_FOUND', 0x80040307, 'customKernelMissing'],
  ['WSL_E_USER_NOT_FOUND', 0x80040308, 'userNotFound'],
  ['WSL_E_INVALID_USAGE', 0x80040309, 'callRefused'],
  ['WSL_E_EXPORT_FAILED', 0x8004030a, 'exportFailed'],
  ['WSL_E_IMPORT_FAILED', 0x8004030b, 'importFailed'],
  ['WSL_E_DISTRO_NOT_STOPPED', 0x8004030c, 'distroNotStopped'],
  ['WSL_E_TTY_LIMIT', 0x8004030d, 'terminalLimit'],
  ['WSL_E_CUSTOM_SYSTEM_DISTRO_ERROR', 0x8004030e, 'systemDistroBroken'],
  ['WSL_E_LOWER_INTEGRITY', 0x8004030f, 'elevationConflict'],
  ['WSL_E_HIGHER_INTEGRITY', 0x80040310, 'elevationConflict'],
  ['WSL_E_USER_VHD_ALREADY_ATTACHED', 0x80040312, 'diskInUse'],
  ['WSL_E_VM_MODE_INVALID_STATE', 0x80040313, 'versionRefused'],
  ['WSL_E_VM_MODE_MOUNT_NAME_ALREADY_EXISTS', 0x80040314, 'mountNameRefused'],
  ['WSL_E_ELEVATION_NEEDED_TO_MOUNT_DISK', 0x80040315, 'elevationNeeded'],
  ['WSL_E_DISK_ALREADY_ATTACHED', 0x80040318, 'diskMountFailed'],
  ['WSL_E_DISK_ALREADY_MOUNTED', 0x80040319, 'diskMountFailed'],
  ['WSL_E_DISK_MOUNT_FAILED', 0x8004031a, 'diskMountFailed'],
  ['WSL_E_DISK_UNMOUNT_FAILED', 0x8004031b, 'diskMountFailed'],
  ['WSL_E_WSL2_NEEDED', 0x8004031c, 'wsl2Needed'],
  ['WSL_E_VM_MODE_INVALID_MOUNT_NAME', 0x8004031d, 'mountNameRefused'],
  ['WSL_E_GUI_APPLICATIONS_DISABLED', 0x8004031e, 'guiOff'],
  ['WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED', 0x80040321, 'optionalComponentMissing'],
  ['WSL_E_VMSWITCH_NOT_FOUND', 0x80040324, 'networkSwitchMissing'],
  ['WSL_E_VMSWITCH_NOT_SET', 0x80040325, 'networkSwitchMissing'],
  ['WSL_E_NOT_A_LINUX_DISTRO', null, 'notALinuxDistro'],
  // The number of the one above means this in releases that print numbers.
  [null, 0x80040326, 'releaseMismatch'],
  ['WSL_E_OS_NOT_SUPPORTED', 0x80040327, 'windowsTooOld'],
  ['WSL_E_INSTALL_PROCESS_FAILED', 0x80040328, 'installFailed'],
  ['WSL_E_INSTALL_COMPONENT_FAILED', 0x80040329, 'installFailed'],
  ['WSL_E_PLUGIN_REQUIRES_UPDATE', 0x8004032a, 'pluginOutdated'],
  ['WSL_E_DISK_MOUNT_DISABLED', 0x8004032b, 'partBlockedByPolicy'],
  ['WSL_E_WSL1_DISABLED', 0x8004032c, 'partBlockedByPolicy'],
  ['WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED', 0x8004032d, 'virtualizationOff'],
  ['WSL_E_LOCAL_SYSTEM_NOT_SUPPORTED', 0x8004032e, 'systemAccount'],
  ['WSL_E_DISK_CORRUPTED', 0x8004032f, 'diskCorrupted'],
  ['WSL_E_DISTRIBUTION_NAME_NEEDED', 0x80040330, 'distroNameNeeded'],
  ['WSL_E_INVALID_JSON', 0x80040331, 'manifestInvalid'],
  ['WSL_E_VM_CRASHED', 0x80040332, 'vmCrashed'],
  ['HCS_E_HYPERV_NOT_INSTALLED', 0x80370102, 'virtualizationOff'],
  ['HCS_E_SERVICE_NOT_AVAILABLE', 0x80370114, 'virtualizationOff'],
  ['HCS_E_CONNECTION_TIMEOUT', 0x80370109, 'vmTimeout'],
  ['REGDB_E_CLASSNOTREG', 0x80040154, 'serviceMissing'],
  ['ERROR_SERVICE_DOES_NOT_EXIST', 0x80070424, 'serviceMissing'],
  ['ERROR_SERVICE_DISABLED', 0x80070422, 'serviceMissing'],
  ['ERROR_ACCESS_DISABLED_BY_POLICY', 0x800704ec, 'blockedByPolicy'],
  ['E_ILLEGAL_STATE_CHANGE', 0x8000000d, 'distroBusy'],
  ['ERROR_ALREADY_EXISTS', 0x800700b7, 'nameTaken'],
  ['ERROR_FILE_EXISTS', 0x80070050, 'folderTaken'],
  ['ERROR_VERSION_PARSE_ERROR', 0x80070309, 'callRefused'],
  ['E_INVALIDARG', 0x80070057, 'callRefused'],
  ['ERROR_PATH_NOT_FOUND', 0x80070003, 'pathNotFound'],
  ['ERROR_FILE_NOT_FOUND', 0x80070002, 'pathNotFound'],
  ['ERROR_SHARING_VIOLATION', 0x80070020, 'diskInUse'],
  ['E_ACCESSDENIED', 0x80070005, 'accessDenied'],
  ['ERROR_ELEVATION_REQUIRED', 0x800702e4, 'elevationNeeded'],
  ['ERROR_DISK_FULL', 0x80070070, 'diskFull'],
  ['ERROR_HANDLE_DISK_FULL', 0x80070027, 'diskFull'],
  // Of the WSL inside Windows, from before it was a package.
  [null, 0x800701bc, 'kernelUpdateNeeded'],
  [null, 0x8007019e, 'optionalComponentMissing'],
];

/** What some of them mean while the disk of a distro is attached. */
const whileAttaching: Partial<Record<PlainWslProblemKind, PlainWslProblemKind>> = {
  pathNotFound: 'diskMissing',
  accessDenied: 'diskDenied',
};

/** What may fail while the key of a distro is read, and says nothing of the key. */
const notOfAKey: ReadonlySet<PlainWslProblemKind> = new Set([
  'distroNotFound',
  'accessDenied',
  'diskFull',
  'serviceMissing',
  'blockedByPolicy',
]);

const kindBySymbol = new Map(
  wslErrorCodes.flatMap(([symbol, , kind]) => (symbol === null ? [] : [[symbol, kind] as const])),
);
const kindByNumber = new Map(wslErrorCodes.map(([, number, kind]) => [number, kind]));

/** What a code means, by its name or its number; null for one that says nothing beyond itself. */
export function kindOfCode({ path, code }: WslErrorCode): PlainWslProblemKind | 'brokenRegistration' | null {
  const number = /^0x[0-9a-f]+$/i.test(code) ? asResult(Number.parseInt(code, 16)) : null;
  const kind = (number === null ? kindBySymbol.get(code) : kindByNumber.get(number)) ?? null;
  // While a key is read nearly any failure is one of that key, for which its user is told to delete it.
  if (path.includes('ReadDistroConfig') && !(kind !== null && notOfAKey.has(kind))) return 'brokenRegistration';
  if (kind === null) return code.startsWith('WININET_E_') || isOfNetwork(number) ? 'networkFailed' : null;
  return (path.includes('MountDisk') && whileAttaching[kind]) || kind;
}

/** Old releases print an error of Windows as it is, `0x1bc`, newer ones as a result, `0x800701bc`. */
function asResult(number: number): number {
  return number <= 0xffff ? 0x80070000 + number : number;
}

/** The errors of Windows' internet functions are 12000 to 12999. */
function isOfNetwork(number: number | null): boolean {
  return number !== null && number >= 0x80072ee0 && number <= 0x800732c7;
}
