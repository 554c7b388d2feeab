/** One instruction of a Dockerfile, its lines joined and its comments gone. */
export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  /** What follows its flags. */
  readonly rest: string;
  /** `--from=build` and the like, as they are written. */
  readonly flags: readonly string[];
}

/**
 * The instructions of a Dockerfile, with its parser directives, comments, continued lines and heredocs.
 * Source: docs.docker.com/reference/dockerfile. What is no instruction is passed over.
 */
export function readInstructions(text: string): Instruction[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const continued = escapeOf(lines) === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
  const found: Instruction[] = [];
  let pieces: string[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index++] ?? '';
    // Comments and empty lines also go from between the lines of one instruction.
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (continued.test(line) && index < lines.length) {
      pieces.push(line.replace(continued, ''));
      continue;
    }
    const instruction = readInstruction([...pieces, line].join('').trimStart());
    pieces = [];
    if (!instruction) continue;
    found.push(instruction);
    index = afterHeredocs(instruction, lines, index);
  }
  return found;
}

/** Directives stand before all else, each in a line of its own; one that is not known ends them. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name = '', value = ''] = /^\s*#\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === '') break;
    if (name.toLowerCase() === 'escape') return value;
  }
  return '\\';
}

function readInstruction(text: string): Instruction | null {
  const [, keyword, after = ''] = /^([A-Za-z]+)(?:\s+([^]*))?$/.exec(text) ?? [];
  if (keyword === undefined) return null;
  const flags: string[] = [];
  const flag = /\s*(--[A-Za-z]\S*)/y;
  let end = 0;
  for (let found = flag.exec(after); found; found = flag.exec(after)) {
    flags.push(found[1] ?? '');
    end = flag.lastIndex;
  }
  return { keyword: keyword.toUpperCase(), rest: after.slice(end).trim(), flags };
}

/** The line after the heredocs that an instruction opens, if it may have any. */
function afterHeredocs({ keyword, rest }: Instruction, lines: readonly string[], start: number): number {
  if (!/^(?:RUN|COPY|ADD)$/.test(keyword)) return start;
  let index = start;
  for (const [, tabs, , name] of rest.matchAll(/(?<![<\w])<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
    const isEnd = (line: string): boolean => (tabs === '-' ? line.replace(/^\t+/, '') : line) === name;
    const end = lines.findIndex((line, at) => at >= index && isEnd(line));
    if (end < 0) return lines.length;
    index = end + 1;
  }
  return index;
}
