/** A change that no test notices: what stands in the file, what stands there instead, and why nobody could tell. */
export interface Explained {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [
  {
    file: 'src/mounts/csvRecord.ts',
    before: "''",
    after: '"Stryker was here!"',
    why: 'One of the two groups of the pattern always holds something.',
  },
  {
    file: 'src/mounts/shortSyntax.ts',
    before: 'source === undefined',
    after: 'false',
    why: 'Splitting a text gives one field at least.',
  },
  {
    file: 'src/mounts/shortSyntax.ts',
    before: 'index < spec.length',
    after: 'index <= spec.length',
    why: 'Behind the last character there is none to look at.',
  },
  {
    file: 'src/mounts/mountOption.ts',
    before: "last('type')?.value?.toLowerCase",
    after: "last('type')?.value.toLowerCase",
    why: 'A type without a value is refused before.',
  },
  {
    file: 'src/mounts/mountOption.ts',
    before: 'equals < 0',
    after: 'equals <= 0',
    why: 'What begins with the sign has no name, and is refused with it and without.',
  },
  {
    file: 'src/mounts/mountOption.ts',
    before: '/^(?:bind|volume|image|tmpfs)(?=-)/',
    after: '/(?:bind|volume|image|tmpfs)(?=-)/',
    why: 'No option that is known has the name of a type anywhere else.',
  },
];
