/** The fixed order in which the parts of an error path are printed, whatever the order of the calls (reference 2.1). */
const contextOrder = [
  'Wsl',
  'EnumerateDistros',
  'Service',
  'CreateInstance',
  'CreateVm',
  'SetDefaultDistro',
  'TerminateDistro',
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
  WSL_E_IMPORT_FAILED: '0x8004030b',
  WSL_E_TTY_LIMIT: '0x8004030d',
  WSL_E_VM_MODE_INVALID_STATE: '0x80040313',
  WSL_E_WSL1_DISABLED: '0x8004032c',
  WSL_E_VM_CRASHED: '0x80040332',
  HCS_E_HYPERV_NOT_INSTALLED: '0x80370102',
  E_ILLEGAL_STATE_CHANGE: '0x8000000d',
  E_UNEXPECTED: '0x8000ffff',
  E_INVALIDARG: '0x80070057',
  ERROR_UNSUPPORTED_TYPE: '0x8007065e',
  ERROR_VERSION_PARSE_ERROR: '0x80070309',
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
