/**
 * A Windows program gets one string and not a list. These functions rebuild that string from our argument list the way
 * Node (libuv) builds it there, and take it apart again the way wsl.exe does.
 */

/** The command line Node would pass on Windows, without the program itself. */
export function windowsCommandLine(args: string[]): string {
  return args.map(quoteArgument).join(' ');
}

/** libuv's quoting: only where needed, with backslashes doubled in front of a quote. */
export function quoteArgument(argument: string): string {
  if (argument === '') return '""';
  if (!/[ \t"]/.test(argument)) return argument;
  if (!/["\\]/.test(argument)) return `"${argument}"`;
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** Normal Windows argument splitting: quotes group, `\"` is a quote, a doubled quote inside quotes is one. */
export function splitWindows(line: string): string[] {
  const args: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    if (at >= line.length) return args;
    let argument = '';
    let quoted = false;
    for (; at < line.length && (quoted || (line[at] !== ' ' && line[at] !== '\t')); at++) {
      let backslashes = 0;
      while (line[at] === '\\') {
        backslashes++;
        at++;
      }
      if (line[at] === '"') {
        argument += '\\'.repeat(Math.floor(backslashes / 2));
        if (backslashes % 2 === 1) argument += '"';
        else if (quoted && line[at + 1] === '"') {
          argument += '"';
          at++;
        } else quoted = !quoted;
        continue;
      }
      argument += '\\'.repeat(backslashes);
      if (at >= line.length || (!quoted && (line[at] === ' ' || line[at] === '\t'))) break;
      argument += line.charAt(at);
    }
    args.push(argument);
  }
}

/** Reads words off a raw command line as the simple verbs of wsl.exe do: cut at blank or tab, quotes mean nothing. */
export class RawLine {
  constructor(private text: string) {}

  /** The next word without taking it; empty at the end. */
  peek(): string {
    return /^[^ \t]*/.exec(this.rest())![0];
  }

  /** Takes the next word. */
  take(): string {
    const word = this.peek();
    this.text = this.rest().slice(word.length);
    return word;
  }

  /** Takes the next word, which may stand in one pair of double quotes (only `--cd` is read this way). */
  takeQuoted(): string {
    const rest = this.rest();
    if (!rest.startsWith('"')) return this.take();
    const end = rest.indexOf('"', 1);
    this.text = end < 0 ? '' : rest.slice(end + 1);
    return end < 0 ? rest.slice(1) : rest.slice(1, end);
  }

  /** What is left, without blanks in front. */
  rest(): string {
    return this.text.replace(/^[ \t]+/, '');
  }
}
