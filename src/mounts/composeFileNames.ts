/** What the name of a compose file begins and ends with; between the two may stand `.prod`, `-dev` and the like. */
const stems = ['compose', 'docker-compose'] as const;
const endings = ['yaml', 'yml'] as const;

const wholeName = new RegExp(`^(?:${stems.join('|')})(?:[.-][^/\\\\]*)?\\.(?:${endings.join('|')})$`, 'i');

/** Whether a file with this name holds services. Windows takes either case, so either is taken everywhere. */
export function isComposeFileName(name: string): boolean {
  return wholeName.test(name);
}

/** The same names as globs, for those who search without case. */
export const composeFilePatterns: readonly string[] = ['', '[.-]*'].map(
  (middle) => `{${stems.join(',')}}${middle}.{${endings.join(',')}}`,
);

/** What a file is to Compose that finds it by itself, and the names of those it is read together with. */
export interface ComposeFileRole {
  readonly kind: 'base' | 'override';
  /** The names that Compose would take instead of this one, were they there. */
  readonly before: readonly string[];
  /** The other file of the pair: the first of these that is there. */
  readonly partners: readonly string[];
}

/** In the order in which Compose looks; the matching override may have either ending. */
const roles: ReadonlyMap<string, ComposeFileRole> = new Map(
  [
    { stem: 'compose', baseEndings: ['yaml', 'yml'] },
    { stem: 'docker-compose', baseEndings: ['yml', 'yaml'] },
  ].flatMap(({ stem, baseEndings }) => {
    const bases = baseEndings.map((ending) => `${stem}.${ending}`);
    const overrides = ['yml', 'yaml'].map((ending) => `${stem}.override.${ending}`);
    return [...rolesOf('base', bases, overrides), ...rolesOf('override', overrides, bases)];
  }),
);

function rolesOf(
  kind: ComposeFileRole['kind'],
  names: readonly string[],
  partners: readonly string[],
): [string, ComposeFileRole][] {
  return names.map((name, index) => [name, { kind, before: names.slice(0, index), partners }]);
}

/** The role of a file that Compose finds by itself; null for any other. Relative paths in it start at its own folder. */
export function defaultComposeFileRole(name: string): ComposeFileRole | null {
  return roles.get(name) ?? null;
}
