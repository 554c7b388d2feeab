/** The fixed order in which the parts of an error path are printed, whatever the order of the calls (reference 2.1). */
const contextOrder = [
  'Wsl',
  'InstallDistro',
  'EnumerateDistros',
  'Service',
  'RegisterDistro',
  'CreateInstance',
  'CreateVm',
  'SetDefaultDistro',
  'TerminateDistro',
  'MountDisk',
  'MoveDistro',
  'HCS',
  'ReadDistroConfig',
] as const;

/** Early releases put Service in front of EnumerateDistros. */
const earlyContextOrder = ['Wsl', 'Service', ...contextOrder.filter((name) => name !== 'Wsl' && name !== 'Service')];

export type Context = (typeof contextOrder)[number];

/** The codes this simulator can answer with, and their numbers for releases that print those. */
export const resultCodes = {
  WSL_E_DISTRO_NOT_FOUND: '0x80040302',
  WSL_E_WSL1_NOT_SUPPORTED: '0x80040303',
  WSL_E_VM_MODE_NOT_SUPPORTED: '0x80040304',
  WSL_E_USER_NOT_FOUND: '0x80040308',
  WSL_E_EXPORT_FAILED: '0x8004030a',
  WSL_E_IMPORT_FAILED: '0x8004030b',
  WSL_E_DISTRO_NOT_STOPPED: '0x8004030c',
  WSL_E_TTY_LIMIT: '0x8004030d',
  WSL_E_VM_MODE_INVALID_STATE: '0x80040313',
  WSL_E_WSL2_NEEDED: '0x8004031c',
  WSL_E_NOT_A_LINUX_DISTRO: '0x80040326',
  WSL_E_WSL1_DISABLED: '0x8004032c',
  WSL_E_VM_CRASHED: '0x80040332',
  HCS_E_HYPERV_NOT_INSTALLED: '0x80370102',
  E_ILLEGAL_STATE_CHANGE: '0x8000000d',
  E_UNEXPECTED: '0x8000ffff',
  E_INVALIDARG: '0x80070057',
  ERROR_UNSUPPORTED_TYPE: '0x8007065e',
  ERROR_VERSION_PARSE_ERROR: '0x80070309',
  ERROR_ALREADY_EXISTS: '0x800700b7',
  ERROR_FILE_EXISTS: '0x80070050',
  WININET_E_NAME_NOT_RESOLVED: '0x80072ee7',
  // Only faults answer with these.
  WSL_E_TOO_MANY_DISKS_ATTACHED: '0x80040305',
  WSL_E_CUSTOM_KERNEL_NOT_FOUND: '0x80040307',
  WSL_E_DISK_CORRUPTED: '0x8004032f',
  HCS_E_CONNECTION_TIMEOUT: '0x80370109',
  HCS_E_SERVICE_NOT_AVAILABLE: '0x80370114',
  REGDB_E_CLASSNOTREG: '0x80040154',
  ERROR_SERVICE_DOES_NOT_EXIST: '0x80070424',
  ERROR_SERVICE_DISABLED: '0x80070422',
  ERROR_ACCESS_DISABLED_BY_POLICY: '0x800704ec',
  ERROR_SHARING_VIOLATION: '0x80070020',
  ERROR_DISK_FULL: '0x80070070',
  E_ACCESSDENIED: '0x80070005',
  ERROR_FILE_NOT_FOUND: '0x80070002',
  ERROR_PATH_NOT_FOUND: '0x80070003',
};

export type ResultCode = keyof typeof resultCodes;

/** A failure that ends with the code line. Contexts are added on its way up. */
export class WslError extends Error {
  private readonly contexts = new Set<Context>(['Wsl']);

  constructor(
    readonly code: ResultCode,
    message: string,
  ) {
    super(message);
  }

  addContext(context: Context): void {
    this.contexts.add(context);
  }

  /** The path of the code line. */
  path(early: boolean): string {
    const order: readonly string[] = early ? earlyContextOrder : contextOrder;
    return order.filter((context) => this.contexts.has(context as Context)).join('/');
  }
}

/** A failure that is only a sentence, without code line: missing distros, unknown options, usage. */
export class PlainError extends Error {}

/** Runs something whose failures carry the context in their path. */
export function inContext<T>(context: Context, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof WslError) error.addContext(context);
    throw error;
  }
}
