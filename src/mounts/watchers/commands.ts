import type { Run } from '../dockerfile/asItRuns';
import type { CommandLine } from '../mount';

/** One program that a container runs, with its arguments and the variables that are set for it alone. */
export interface SimpleCommand {
  /** The first is the program's bare name. */
  readonly words: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** The text of a script of the package that is run; null when there is none, or nobody has read the package. */
export type Scripts = (name: string) => string | null;

/** Scripts call scripts, and shells call shells; nobody does so more deeply. */
const deepest = 6;

const shells = /^(?:ba|da|a|z|k)?sh$/;
/** Programs that run the one that follows them. */
const runners =
  /^(?:exec|npx|bunx|env|cross-env|cross-env-shell|dotenv|dotenvx|tini|dumb-init|su-exec|gosu|time|nice|stdbuf|command|wait-for-it|dockerize|docker-entrypoint|entrypoint|infisical|doppler)$/;
const packageManagers = /^(?:npm|yarn|pnpm|bun|ni|nr)$/;
/** Words after which a package manager or another tool runs a program of the project. */
const runsBinary: ReadonlyMap<string, RegExp> = new Map([
  ['npm', /^(?:exec|x)$/],
  ['yarn', /^(?:exec|dlx)$/],
  ['pnpm', /^(?:exec|dlx)$/],
  ['bun', /^x$/],
  ['poetry', /^run$/],
  ['pipenv', /^run$/],
  ['uv', /^run$/],
  ['pdm', /^run$/],
  ['bundle', /^exec$/],
]);

/** The programs that a container runs, as far as the file and the scripts of its package tell. */
export function commandsOf(
  { entrypoint, command }: Pick<Run, 'entrypoint' | 'command'>,
  scripts: Scripts,
): SimpleCommand[] {
  const found = new Unwrapping(scripts);
  return inContainer(entrypoint, command).flatMap((line) => found.in(line, 0));
}

/** An entrypoint takes the words of the command as its arguments; as a text for a shell it takes none. */
function inContainer(entrypoint: CommandLine | null, command: CommandLine | null): CommandLine[] {
  if (!entrypoint) return command ? [command] : [];
  if (!command || entrypoint.form === 'shell') return [entrypoint];
  if (command.form === 'shell') return [entrypoint, command];
  return [{ form: 'words', words: [...entrypoint.words, ...command.words] }];
}

/** Follows commands through what only starts other ones. */
class Unwrapping {
  /** Scripts that call each other in many places would never end. */
  private left = 200;

  constructor(private readonly scripts: Scripts) {}

  in(line: CommandLine, depth: number): SimpleCommand[] {
    if (depth > deepest) return [];
    const simple = line.form === 'words' ? [line.words] : splitShell(line.text);
    return simple.flatMap((words) => this.unwrap(words, depth));
  }

  private unwrap(words: readonly string[], depth: number): SimpleCommand[] {
    const [first, second = ''] = words;
    this.left -= 1;
    if (first === undefined || depth > deepest || this.left < 0) return [];
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(first);
    if (assignment) {
      const [, name = '', value = ''] = assignment;
      return this.unwrap(words.slice(1), depth).map((found) => ({
        ...found,
        variables: new Map([[name, value], ...found.variables]),
      }));
    }
    const program = bareName(first);
    if (shells.test(program)) {
      const flag = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
      if (flag >= 0) return this.shell(words[flag + 1] ?? null, depth);
      // `sh entrypoint.sh npm run dev`: what follows a script is as a rule what it starts in the end.
      const script = afterOptions(words);
      return /\.sh$/.test(script[0] ?? '') ? this.unwrap(script, depth) : [];
    }
    if (program === 'concurrently') {
      return words.slice(1).flatMap((word) => (word.startsWith('-') ? [] : this.shell(word, depth)));
    }
    if (/^(?:run-p|run-s|npm-run-all)$/.test(program)) {
      return words.slice(1).flatMap((name) => this.shell(this.scripts(name), depth));
    }
    if (runners.test(program) || /\.sh$/.test(first)) return this.unwrap(afterOptions(words), depth + 1);
    if (/^python[\d.]*$/.test(program) && second === '-m') return this.unwrap(words.slice(2), depth + 1);
    if (runsBinary.get(program)?.test(second)) return this.unwrap(afterOptions(words.slice(1)), depth + 1);
    if (packageManagers.test(program)) return this.ofPackageManager(program, words, depth);
    return [{ words: [program, ...words.slice(1)], variables: new Map() }];
  }

  private ofPackageManager(program: string, words: readonly string[], depth: number): SimpleCommand[] {
    const [name, ...rest] = afterManagerOptions(words);
    if (name === undefined) return [];
    const script = this.scripts(name);
    // A script gets the arguments that follow its name.
    if (script !== null) return this.shell([script, ...rest.filter((word) => word !== '--')].join(' '), depth);
    return program === 'npm' ? [] : this.unwrap([name, ...rest], depth + 1);
  }

  private shell(text: string | null, depth: number): SimpleCommand[] {
    return text === null ? [] : this.in({ form: 'shell', text }, depth + 1);
  }
}

function bareName(word: string): string {
  const name = word.split(/[\\/]/).at(-1) ?? word;
  // `npx` takes a version with the name.
  return name.replace(/(?<=.)@.*$/, '').replace(/\.(?:js|mjs|cjs|sh|cmd|exe)$/, '');
}

/** What follows a program and its own options. */
function afterOptions(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, index) => index > 0 && !/^-/.test(word));
  return start < 0 ? [] : words.slice(start);
}

/** The script's name and what follows it: `npm --prefix web run dev -- --host`. */
function afterManagerOptions(words: readonly string[]): readonly string[] {
  let index = 1;
  while (index < words.length) {
    const word = words[index] ?? '';
    if (/^(?:--prefix|-C|--cwd|--dir|--filter|-F|-w|--workspace)$/.test(word)) index += 2;
    else if (/^-/.test(word) || /^(?:run|run-script|workspace)$/.test(word)) index += 1;
    else break;
  }
  return words.slice(index);
}

/** The commands of a shell text, each as its words. Quotes hold words together; what is substituted stays as it is. */
export function splitShell(text: string): string[][] {
  const commands: string[][] = [[]];
  for (const [, separator, word] of text.matchAll(
    /(&&|\|\||[;|&\n()])|((?:[^\s;|&()'"\\]|\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*")+|['"])/g,
  )) {
    if (separator !== undefined) commands.push([]);
    else if (word !== undefined) commands.at(-1)?.push(unquote(word));
  }
  return commands.filter((words) => words.length > 0);
}

function unquote(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])/g,
    (_, single?: string, double?: string, one?: string) => single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? one ?? '',
  );
}
