import { evaluateDotenv, type DotenvEntry } from '../dotenv';
import type { Lookup, Variable } from '../interpolate';
import { localFolder } from '../localFolder';
import { sideOf } from '../locate';
import type { Place } from '../mount';

/** A `.env` file that takes part in a project. */
export interface EnvFile {
  readonly path: string;
  /** Null when it may not be looked at. */
  readonly entries: readonly DotenvEntry[] | null;
}

/** What Windows sets for everybody: whatever the path, it is on a drive. */
const windowsFolders = new Set([
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'ALLUSERSPROFILE',
  'PROGRAMFILES',
  'PUBLIC',
  'ONEDRIVE',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'WINDIR',
  'TEMP',
  'TMP',
]);

/**
 * What Compose would find for a variable, strongest first: what the user named, the `.env` files, and of the environment
 * nobody has read only what is the same for everybody: `PWD` is the folder, and the folders of the user lie on their side.
 * @param files strongest first
 */
export function composeLookup(place: Place, files: readonly EnvFile[]): Lookup {
  const isWindows = sideOf(place) !== 'wsl';
  // Windows knows variables in any case.
  const caseOf = (name: string): string => (isWindows ? name.toUpperCase() : name);
  const named = new Map([...place.variables].map(([name, value]) => [caseOf(name), ofText(value)]));
  const isHidden = files.some(({ entries }) => entries === null);
  const outside: Lookup = (name) => {
    const variable = userVariable(name, place, isWindows);
    return variable.kind === 'unset' ? { ...variable, isHidden } : variable;
  };
  let inFiles: ReadonlyMap<string, Variable> | null = null;
  return (name) => {
    inFiles ??= variablesOf(files, (variable) => named.get(caseOf(variable)), outside);
    return named.get(caseOf(name)) ?? inFiles.get(name) ?? outside(name);
  };
}

/** The variables of several files; those of a stronger one win, and are known to the weaker. */
function variablesOf(
  files: readonly EnvFile[],
  named: (name: string) => Variable | undefined,
  outside: Lookup,
): ReadonlyMap<string, Variable> {
  let known: ReadonlyMap<string, Variable> = new Map();
  for (const { entries, path } of files) {
    const stronger = known;
    const own = evaluateDotenv(
      entries ?? [],
      path,
      (name, above) => named(name) ?? stronger.get(name) ?? above ?? outside(name),
    );
    known = new Map([...own, ...stronger]);
  }
  return known;
}

function userVariable(name: string, place: Place, isWindows: boolean): Variable {
  if (name === 'PWD') {
    const folder = localFolder(place.folder, place);
    return folder === null ? { kind: 'unset', isFolder: false } : ofText(folder);
  }
  if (name === 'HOME') return isWindows ? { kind: 'unset', isFolder: true } : { kind: 'folder', of: 'home' };
  const upper = name.toUpperCase();
  if (!windowsFolders.has(isWindows ? upper : name)) return { kind: 'unset', isFolder: false };
  return isWindows ? { kind: 'folder', of: 'windows' } : { kind: 'unset', isFolder: true };
}

function ofText(text: string): Variable {
  return { kind: 'value', parts: [{ kind: { is: 'text' }, text }], origin: null };
}
