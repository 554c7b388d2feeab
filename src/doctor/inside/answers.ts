/** The names and values that a script of ours printed, in their order. */
export type Answers = readonly (readonly [name: string, value: string])[];

/** Start files of a shell may print anything before it. */
const beginning = Buffer.from('\0slipway\0');

/** Reads what a script printed; null where it never began. */
export function readAnswers(stdout: Uint8Array): Answers | null {
  const bytes = Buffer.from(stdout);
  const start = bytes.indexOf(beginning);
  if (start < 0) return null;
  const words = bytes
    .subarray(start + beginning.length)
    .toString('utf8')
    .split('\0');
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < words.length; at += 2) pairs.push([words[at] ?? '', words[at + 1] ?? '']);
  return pairs;
}

/** The first value of a name; empty where there is none. */
export function answer(answers: Answers, name: string): string {
  return answers.find(([each]) => each === name)?.[1] ?? '';
}

export function answersOf(answers: Answers, name: string): string[] {
  return answers.filter(([each]) => each === name).map(([, value]) => value);
}

/** What stands at a path: what it is once its links are followed, but for `link`. */
export type Mark = 'link' | 'there' | 'folder' | 'file' | 'socket' | 'filled' | 'run' | 'write';
export type Marks = ReadonlySet<Mark>;

export function marksOf(answers: Answers, name: string): Marks {
  return new Set(answer(answers, name).split(',').filter(Boolean) as Mark[]);
}

/** As evidence. */
export function describeMarks(marks: Marks): string {
  if (!marks.has('link') && !marks.has('there')) return 'nothing is there';
  if (marks.has('link') && !marks.has('there')) return 'a link that leads nowhere';
  const kind = marks.has('socket') ? 'socket' : marks.has('folder') ? 'folder' : 'file';
  const empty = kind === 'file' && !marks.has('filled') ? ', empty' : '';
  return `${marks.has('link') ? 'a link to a ' : 'a '}${kind}${empty}`;
}
