/** A change that no test notices: what stands in the file, what stands there instead, and why nobody could tell. */
export interface Explained {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: "''",
    after: '"Stryker was here!"',
    why: 'What stands for a word, an image or a platform that is missing is no option, no program and nothing of Windows.',
  },
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: 'equals < 0',
    after: 'equals <= 0',
    why: 'No name of an option or a variable that anybody asks for begins with the sign.',
  },
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: 'at < value.length',
    after: 'at <= value.length',
    why: 'Behind the last letter there is none, and the end is read as the loop would end.',
  },
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: "{ name: '', value: null, takesValue: false }",
    after: '{}',
    why: 'What is missing counts as a value that is not there, and the name of such an option is not asked for.',
  },
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: '[]',
    after: '["Stryker was here"]',
    why: 'Of what stands for no match, only the parts behind the first are asked for.',
  },
  {
    file: 'src/mounts/shell/dockerRun.ts',
    before: 'index === null',
    after: 'false',
    why: 'Where there is no program, none of the words is docker.',
  },
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
  {
    file: 'src/docker/settingsEdit.ts',
    before: 'name && value',
    after: 'true',
    why: 'Each member of a file that could be read has a name and a value.',
  },
  {
    file: 'src/docker/settingsEdit.ts',
    before: 'name && value',
    after: 'name || value',
    why: 'Each member of a file that could be read has a name and a value.',
  },
  {
    file: 'src/docker/settingsEdit.ts',
    before: '[]',
    after: '["Stryker was here"]',
    why: 'A member has a name and a value; and of names of which one stays, one that goes has a neighbour.',
  },
  {
    file: 'src/wslconf/setKey.ts',
    before: 'lineBreak < 0',
    after: 'lineBreak <= 0',
    why: 'Behind a value no line ends at the beginning of the text.',
  },
  {
    file: 'src/wslconf/setKey.ts',
    before: "'\\n'",
    after: '""',
    why: 'Lines that nothing parts are not what was wished, and the next try parts them by this very end.',
  },
  {
    file: 'src/mounts/classify.ts',
    before: "''",
    after: '"Stryker was here!"',
    why: 'A target that is missing has no variable in it, whatever stands for it.',
  },
  {
    file: 'src/mounts/target.ts',
    before: "''",
    after: '"Stryker was here!"',
    why: 'What stands for a path that is missing looks like no file and leads nowhere.',
  },
  {
    file: 'src/mounts/compose/volumeItem.ts',
    before: '!range',
    after: 'false',
    why: 'Each node that was read from a file has a range.',
  },
  {
    file: 'src/mounts/compose/volumeItem.ts',
    before: 'word !== null',
    after: 'true',
    why: 'What is missing is no word for true either.',
  },
  {
    file: 'src/mounts/locate.ts',
    before: "''",
    after: '"Stryker was here!"',
    why: 'What stands for the name of the share has no dollar.',
  },
  {
    file: 'src/mounts/locate.ts',
    before: "joined.kind === 'unc'",
    after: 'true',
    why: 'Of all other folders the path is the same.',
  },
  {
    file: 'src/mounts/locate.ts',
    before: 'path !== null',
    after: 'true',
    why: 'Below a folder that is known each path is known.',
  },
  {
    file: 'src/mounts/interpolate.ts',
    before: 'at < end',
    after: 'at <= end',
    why: 'A word ends at a brace, so no dollar stands there.',
  },
  {
    file: 'src/mounts/interpolate.ts',
    before: "variable.kind === 'unset'",
    after: 'true',
    why: 'Only what is not set can be hidden.',
  },
];
