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

/** The same for an editor, whose globs know no option for the case. */
export const composeFilePatternsInAnyCase: readonly string[] = composeFilePatterns.map((pattern) =>
  pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`),
);

/** The files with which Compose begins when none is named, and those it adds to them. */
const defaultNames: readonly string[] = stems.flatMap((stem) =>
  endings.flatMap((ending) => [`${stem}.${ending}`, `${stem}.override.${ending}`]),
);

/** Whether Compose finds a file with this name by itself. Relative paths in it then start at its own folder. */
export function isDefaultComposeFileName(name: string): boolean {
  return defaultNames.includes(name);
}
