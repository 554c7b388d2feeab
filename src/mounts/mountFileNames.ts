import { composeFilePatterns, isComposeFileName } from './composeFileNames';
import { devcontainerFilePatterns, isDevcontainerFile, isDevcontainerPath } from './devcontainerFileNames';
import { nameOf } from './slashPath';

/** Kinds of files that may hold mounts; `yaml` is one of Kubernetes, or a compose file under a name of its own. */
export type FileKind =
  | 'compose'
  | 'devcontainer'
  | 'devcontainer-feature'
  | 'yaml'
  | 'posix'
  | 'powershell'
  | 'batch'
  | 'makefile'
  | 'package'
  | 'settings'
  | 'strict-settings';

interface KindOfFile {
  readonly kind: FileKind;
  /** Where such files are looked for below a folder, as globs for those who search without case. */
  readonly patterns: readonly string[];
  /** Whether a search would find a file with this path, with slashes. */
  readonly isFound: (path: string) => boolean;
  /** Whether one that somebody names is of this kind. */
  readonly isNamed: (path: string) => boolean;
}

/** Files that configure an editor, with comments, in the folder where it keeps them. */
const settingsPath = /(?:^|\/)\.vscode\/(?:tasks|launch|settings|mcp)\.json$/i;
/** Files that configure assistants, without comments. */
const strictPath = /(?:^|\/)(?:\.claude\/settings(?:\.local)?|\.?mcp|claude_desktop_config)\.json$/i;

/** The first that fits a file is its kind. */
const kinds: readonly KindOfFile[] = [
  {
    kind: 'devcontainer',
    patterns: devcontainerFilePatterns,
    isFound: isDevcontainerPath,
    isNamed: isDevcontainerFile,
  },
  byName(
    'devcontainer-feature',
    ['devcontainer-feature.json', '.devcontainer/*/devcontainer-feature.json'],
    /^devcontainer-feature\.json$/i,
  ),
  {
    kind: 'compose',
    patterns: composeFilePatterns,
    isFound: (path) => isComposeFileName(nameOf(path)),
    isNamed: (path) => isComposeFileName(nameOf(path)),
  },
  byName('yaml', ['*.{yaml,yml}'], /\.ya?ml$/i),
  byName('posix', ['*.{sh,bash,zsh}'], /\.(?:sh|bash|zsh)$/i),
  byName('powershell', ['*.ps1'], /\.ps1$/i),
  byName('batch', ['*.{bat,cmd}'], /\.(?:bat|cmd)$/i),
  byName('makefile', ['{makefile,gnumakefile}', '*.mk'], /^(?:gnu)?makefile$|\.mk$/i),
  byName('package', ['package.json'], /^package\.json$/i),
  {
    kind: 'settings',
    patterns: ['.vscode/{tasks,launch,settings,mcp}.json'],
    isFound: (path) => settingsPath.test(path),
    isNamed: (path) =>
      settingsPath.test(path) || (/(?:^|\/)(?:tasks|launch|settings)\.json$/i.test(path) && !strictPath.test(path)),
  },
  {
    kind: 'strict-settings',
    patterns: ['.claude/{settings,settings.local}.json', '.cursor/mcp.json', '{mcp,.mcp,claude_desktop_config}.json'],
    isFound: (path) => strictPath.test(path),
    isNamed: (path) => strictPath.test(path),
  },
];

function byName(kind: FileKind, patterns: readonly string[], name: RegExp): KindOfFile {
  const fits = (path: string): boolean => name.test(nameOf(path));
  return { kind, patterns, isFound: fits, isNamed: fits };
}

/** The kind of a file that somebody names, with slashes or backslashes; null where the name does not tell. */
export function fileKindOf(path: string): FileKind | null {
  const slashed = path.replace(/\\/g, '/');
  return kinds.find(({ isNamed }) => isNamed(slashed))?.kind ?? null;
}

/** The files that may hold mounts, as globs below a folder, for those who search without case. */
export const mountFilePatterns: readonly string[] = kinds.flatMap(({ patterns }) => patterns);

/** The same for an editor, whose globs know no option for the case. */
export const mountFilePatternsInAnyCase: readonly string[] = mountFilePatterns.map((pattern) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
);

/** Whether a file with this path, with slashes, is one of them. */
export function isMountFile(path: string): boolean {
  return kinds.some(({ isFound }) => isFound(path));
}
