import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { tooDeepJson } from '../text/jsonDepth';
import { LineIndex } from '../text/range';

/** `store` is the sparse file of 4.35 and later, `legacy` the full dump of earlier releases. */
export type SettingsFormat = 'store' | 'legacy';

/** Something about a settings file that is not as Docker Desktop writes it, or that a reader should know. */
export type SettingsIssue =
  | { readonly kind: 'bom' | 'mixed-key-case' | 'user-muted-mount-warning' | 'windows-containers-mode' }
  /** A line counts from 1. */
  | { readonly kind: 'parse-error'; readonly line: number }
  | { readonly kind: 'utf-16' | 'empty' | 'not-an-object' }
  /** The value's type is not the setting's: Docker Desktop refuses to start on it. `key` as written. */
  | { readonly kind: 'type'; readonly key: string }
  | { readonly kind: 'duplicate-key'; readonly key: string }
  | { readonly kind: 'non-string-entry'; readonly index: number }
  | { readonly kind: 'duplicate-entry'; readonly name: string };

/** What a settings file of Docker Desktop says. */
export interface DockerSettings {
  /**
   * `repairable`: readable once a byte order mark is dropped. `invalid`: some values are of types they must not have, or
   * stand there twice; those count as unknown. `unreadable`: no settings could be had from it.
   */
  readonly status: 'ok' | 'repairable' | 'invalid' | 'unreadable';
  readonly format: SettingsFormat;
  /** An absent key says nothing: its default differs by release and by machine. */
  readonly wslEngine: boolean | 'absent' | 'invalid';
  readonly defaultFlag: boolean | 'absent' | 'invalid';
  /** Names as written, without what is no text and without repetitions. */
  readonly list: readonly string[];
  /** Whether the list itself is of a usable type, or absent. */
  readonly listKnown: boolean;
  readonly windowsContainers: boolean;
  /** 0 where the terms were not accepted; null where the file does not say. */
  readonly licenseTermsVersion: number | null;
  /** The folder in which its user wants the disks; null where the file does not say, or says it is the usual one. */
  readonly diskFolder: string | null;
  /** The folder of the disk of its Hyper-V engine; null where the file does not say. */
  readonly hyperVFolder: string | null;
  /** The addresses of Docker Desktop's own network; null where the file does not say, or names no text. */
  readonly subnet: string | null;
  /** Limits that count on Hyper-V alone, as the file spells them. */
  readonly hyperVLimits: readonly string[];
  readonly issues: readonly SettingsIssue[];
}

/** The keys this product reads, in the spelling of the store file, with the types Docker Desktop demands. */
const keyTypes = {
  AutoStart: 'boolean',
  OpenUIOnStartupDisabled: 'boolean',
  EnableIntegrationWithDefaultWslDistro: 'boolean',
  IntegratedWslDistros: 'array',
  WslEngineEnabled: 'boolean',
  UseWindowsContainers: 'boolean',
  SkipWSLMountPerfWarning: 'boolean',
  UseResourceSaver: 'boolean',
  KubernetesEnabled: 'boolean',
  ExposeDockerAPIOnTCP2375: 'boolean',
  RunWinServiceInWslMode: 'boolean',
  CustomWslDistroDir: 'string',
  DataFolder: 'string',
  VpnKitCIDR: 'string',
  LicenseTermsVersion: 'number',
  AutoPauseTimeoutSeconds: 'number',
  LifecycleTimeoutSeconds: 'number',
  MemoryMiB: 'number',
  Cpus: 'number',
  SwapMiB: 'number',
} as const;
type Key = keyof typeof keyTypes;
const keys = Object.keys(keyTypes) as Key[];

/**
 * Reads the text of a settings file as Docker Desktop's own parser would: strict JSON, keys in any case, the last of
 * repeated ones wins, null is absent. Pure; never throws. The text may begin with a byte order mark.
 */
export function readSettings(text: string, format: SettingsFormat): DockerSettings {
  const bom = text.startsWith('\uFEFF');
  const content = bom ? text.slice(1) : text;
  // Read as UTF-8, its other half shows as NULs.
  if (content.includes('\0')) return unreadable(format, { kind: 'utf-16' });
  if (content.trim() === '') return unreadable(format, { kind: 'empty' });
  const broken = (offset: number): DockerSettings =>
    unreadable(format, { kind: 'parse-error', line: new LineIndex(content).positionAt(offset).line });
  const tooDeep = tooDeepJson(content);
  if (tooDeep !== null) return broken(tooDeep);
  const errors: ParseError[] = [];
  const root = parseTree(content, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error) return broken(error.offset);
  if (root?.type !== 'object') return unreadable(format, { kind: 'not-an-object' });
  return readProperties(root, format, bom);
}

function unreadable(format: SettingsFormat, issue: SettingsIssue): DockerSettings {
  return {
    status: 'unreadable',
    format,
    wslEngine: 'absent',
    defaultFlag: 'absent',
    list: [],
    listKnown: false,
    windowsContainers: false,
    licenseTermsVersion: null,
    diskFolder: null,
    hyperVFolder: null,
    subnet: null,
    hyperVLimits: [],
    issues: [issue],
  };
}

interface Property {
  readonly written: string;
  readonly value: Node;
}

function readProperties(root: Node, format: SettingsFormat, bom: boolean): DockerSettings {
  const found = new Map<Key, Property[]>();
  const spellings = new Set<'upper' | 'lower'>();
  for (const { children: [name, value] = [] } of root.children ?? []) {
    if (!name || !value) continue;
    const written = String(name.value);
    spellings.add(/^[A-Z]/.test(written) ? 'upper' : 'lower');
    const key = keys.find((each) => each.toLowerCase() === written.toLowerCase());
    if (key) found.set(key, [...(found.get(key) ?? []), { written, value }]);
  }
  const wrongTypes: SettingsIssue[] = [];
  const repeated: SettingsIssue[] = [];
  const values = new Map<Key, Property['value']>();
  for (const [key, properties] of found) {
    const last = properties.at(-1);
    if (!last) continue;
    if (properties.length > 1) repeated.push({ kind: 'duplicate-key', key });
    if (last.value.type === 'null') continue;
    if (last.value.type !== keyTypes[key]) wrongTypes.push({ kind: 'type', key: last.written });
    values.set(key, last.value);
  }
  const flag = (key: Key): boolean | 'absent' | 'invalid' => {
    const value = values.get(key);
    if (!value) return 'absent';
    return value.type === 'boolean' ? Boolean(value.value) : 'invalid';
  };
  const entries = readList(values.get('IntegratedWslDistros'));
  const windowsContainers = flag('UseWindowsContainers') === true;
  const mutedMountWarning = flag('SkipWSLMountPerfWarning') === true;
  const license = values.get('LicenseTermsVersion');
  const text = (key: Key): string | null => {
    const value = values.get(key);
    return value?.type === 'string' ? String(value.value) || null : null;
  };
  const damaged = [...wrongTypes, ...repeated, ...entries.issues];
  return {
    status: damaged.length > 0 ? 'invalid' : bom ? 'repairable' : 'ok',
    format,
    wslEngine: flag('WslEngineEnabled'),
    defaultFlag: flag('EnableIntegrationWithDefaultWslDistro'),
    list: entries.names,
    listKnown: entries.known,
    windowsContainers,
    licenseTermsVersion: license?.type === 'number' ? Number(license.value) : null,
    diskFolder: text('CustomWslDistroDir'),
    hyperVFolder: text('DataFolder'),
    subnet: text('VpnKitCIDR'),
    hyperVLimits: (['MemoryMiB', 'Cpus', 'SwapMiB'] as const).flatMap((key) =>
      values.has(key) ? [found.get(key)?.at(-1)?.written ?? key] : [],
    ),
    issues: [
      ...(bom ? [{ kind: 'bom' } as const] : []),
      ...damaged,
      ...(mutedMountWarning ? [{ kind: 'user-muted-mount-warning' } as const] : []),
      ...(windowsContainers ? [{ kind: 'windows-containers-mode' } as const] : []),
      // Where a key stands there twice, its two spellings are the lesser matter.
      ...(spellings.size > 1 && repeated.length === 0 ? [{ kind: 'mixed-key-case' } as const] : []),
    ],
  };
}

/** The names of a list: what is no text is dropped, a repetition collapses. */
function readList(node: Node | undefined): { names: string[]; known: boolean; issues: SettingsIssue[] } {
  if (!node) return { names: [], known: true, issues: [] };
  if (node.type !== 'array') return { names: [], known: false, issues: [] };
  const names: string[] = [];
  const issues: SettingsIssue[] = [];
  (node.children ?? []).forEach((entry, index) => {
    const value: unknown = getNodeValue(entry);
    if (typeof value !== 'string') issues.push({ kind: 'non-string-entry', index });
    else if (names.includes(value)) issues.push({ kind: 'duplicate-entry', name: value });
    else names.push(value);
  });
  return { names, known: true, issues };
}
