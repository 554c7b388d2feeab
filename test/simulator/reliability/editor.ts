/**
 * Stands in for `vscode` where commands are carried out without an editor: it gives the answers that it was told to give, notes
 * what is shown, and waits at the question that somebody wants to have stand there for a while.
 */

/** What happens at the screen; sent to whoever started the process. */
export type Shown =
  | { readonly kind: 'asked' | 'told' | 'warned' | 'failed' | 'status' | 'log'; readonly text: string }
  | { readonly kind: 'heart' };

interface Item {
  readonly title?: string;
  readonly label?: string;
  readonly choice?: unknown;
}

/** What a person would do: the answers to picks in their order, and of a question the button with that name. */
export const person = {
  picks: [] as string[],
  button: undefined as string | undefined,
  show: (() => undefined) as (shown: Shown) => void,
  /** Called at each modal question, and awaited before it is answered. */
  think: (() => Promise.resolve()) as () => Promise<void>,
};

const nothing = { dispose: (): void => undefined };

export class Disposable {
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }

  constructor(readonly dispose: () => void) {}
}

export class EventEmitter {
  readonly event = (): typeof nothing => nothing;
  readonly fire = (): void => undefined;
  readonly dispose = (): void => undefined;
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class FileSystemError extends Error {
  static Unavailable(text: string): FileSystemError {
    return new FileSystemError(text);
  }

  static NoPermissions(text: string): FileSystemError {
    return new FileSystemError(text);
  }
}

export class RelativePattern {
  constructor(readonly pattern: string) {}
}

export class TreeItem {
  constructor(readonly label: string) {}
}

export const ProgressLocation = { Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const env = {
  language: 'en',
  remoteName: undefined,
  clipboard: { writeText: (): Promise<void> => Promise.resolve() },
};
export const l10n = {
  t: (text: string, ...args: readonly unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
export const commands = {
  handlers: new Map<string, (argument: unknown) => Promise<void>>(),
  registerCommand(id: string, handler: (argument: unknown) => Promise<void>): typeof nothing {
    commands.handlers.set(id, handler);
    return nothing;
  },
  executeCommand: (id: string, argument?: unknown): Promise<void> | undefined => commands.handlers.get(id)?.(argument),
};
export const workspace = {
  workspaceFolders: undefined,
  textDocuments: [],
  isTrusted: true,
  getConfiguration: () => ({ get: (_: string, otherwise?: unknown): unknown => otherwise, inspect: () => undefined }),
  onDidChangeConfiguration: () => nothing,
  onDidChangeWorkspaceFolders: () => nothing,
  registerFileSystemProvider: () => nothing,
  registerTextDocumentContentProvider: () => nothing,
};

async function asked(text: string, items: readonly Item[]): Promise<Item | undefined> {
  person.show({ kind: 'asked', text });
  await person.think();
  return items.find(({ title, choice }) => title === person.button || choice === person.button) ?? items[0];
}

/** A message that holds nothing up is read and closed, unless one of its buttons is what this person is after. */
function shown(kind: 'told' | 'warned' | 'failed', text: string, items: readonly (Item | string)[]): unknown {
  person.show({ kind, text });
  return items.find((each) => each === person.button);
}

const isModal = (options: unknown): options is { detail?: string; modal: true } =>
  typeof options === 'object' && options !== null && 'modal' in options;

export const window = {
  activeTextEditor: undefined,
  showInformationMessage: (text: string, ...items: readonly Item[]) => Promise.resolve(shown('told', text, items)),
  showErrorMessage: (text: string, ...items: readonly Item[]) => Promise.resolve(shown('failed', text, items)),
  showWarningMessage: (text: string, options?: unknown, ...items: readonly Item[]): Promise<unknown> => {
    if (isModal(options)) return asked(`${text} ${options.detail ?? ''}`, items);
    const all = [...(options === undefined ? [] : [options as Item]), ...items];
    // An interrupted change has to be cleared up by one of its buttons.
    return all.length > 0 && typeof all[0] === 'string' && !all.includes('Show Log' as never)
      ? asked(text, all)
      : Promise.resolve(shown('warned', text, all));
  },
  setStatusBarMessage: (text: string) => {
    person.show({ kind: 'status', text });
    return nothing;
  },
  /** Undefined where nobody chose: that is what closes the picks. */
  showQuickPick: async (given: readonly Item[] | Promise<readonly Item[]>): Promise<Item | undefined> => {
    const items = await given;
    const wanted = person.picks.shift();
    return wanted === undefined ? undefined : items.find(({ label }) => label?.includes(wanted));
  },
  createQuickPick: () => {
    const listeners: { accept?: () => void; hide?: () => void } = {};
    const picker = {
      items: [] as readonly Item[],
      activeItems: [] as readonly Item[],
      onDidAccept: (listener: () => void) => void (listeners.accept = listener),
      onDidHide: (listener: () => void) => void (listeners.hide = listener),
      show: () => {
        const wanted = person.picks.shift();
        picker.activeItems = picker.items.filter(({ label }) => wanted !== undefined && label?.includes(wanted));
        (picker.activeItems.length > 0 ? listeners.accept : listeners.hide)?.();
      },
      dispose: () => undefined,
    };
    return picker;
  },
  withProgress: (
    _: unknown,
    work: (progress: { report: () => void }, token: object) => Promise<unknown>,
  ): Promise<unknown> =>
    work({ report: () => undefined }, { isCancellationRequested: false, onCancellationRequested: () => nothing }),
};
