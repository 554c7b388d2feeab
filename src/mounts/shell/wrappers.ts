import type { ScalarText } from '../readers/scalarText';
import { isDocker } from './dockerRun';

/** Names that scripts give to functions and programs which run their arguments, whatever else they do. */
const knownByName =
  /^(?:_?re_?try|try|with_?retry|run|execute|(?:run|exec|execute|do|log|retry)_?(?:cmd|command|or_?die|quiet|verbose|run)|invoke-(?!expression$|command$|webrequest$|restmethod$)\w+)$/i;

/** Such a function: `run() {`, `function run {`. */
const heading = /(?:^|[\s;])(?:function\s+([\w.:-]+)(?:\s*\(\s*\))?|([\w.:-]+)\s*\(\s*\))\s*\{/g;

/** Where a body calls what it was given: at the start of a command, or behind a word that runs what follows. */
const callsArguments =
  /(?:^|[\n;&|{(!]|\b(?:then|do|else|if|while|until|eval|exec|time|sudo))[ \t]*"?\$(?:[@*]|\{[@*]\})/;

/** Nobody writes a longer one for that, nor more of them. */
const longestBody = 1500;
const mostFunctions = 500;

/** What stands between the wrapper and the program: a number of attempts, an option, `sudo`. */
const setting = /^(?:-.*|\d[\w.]*|sudo|env|time|exec|[A-Za-z_]\w*=.*)$/;

/** The functions of a script that run their arguments: `retry 3 docker run …`. */
export class Wrappers {
  /** By name, whether it does; made when somebody asks, since few scripts have one before docker. */
  private functions: ReadonlyMap<string, boolean> | null = null;

  constructor(private readonly script: string) {}

  /** The words of the call of docker that a wrapper runs; null where the first word is none. */
  inside(words: readonly ScalarText[]): readonly ScalarText[] | null {
    const [wrapper, ...others] = words;
    const at = others.findIndex(isDocker);
    if (!wrapper || at < 0 || isDocker(wrapper) || !/^[\w.:-]+$/.test(wrapper.value)) return null;
    this.functions ??= functionsIn(this.script);
    const own = this.functions.get(wrapper.value);
    // What a function of the script itself takes before the command is its own affair.
    const runs =
      own ?? (knownByName.test(wrapper.value) && others.slice(0, at).every(({ value }) => setting.test(value)));
    return runs ? others.slice(at) : null;
  }
}

function functionsIn(script: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const match of script.matchAll(heading)) {
    if (found.size >= mostFunctions) break;
    const start = match.index + match[0].length;
    const rest = script.slice(start, start + longestBody);
    const end = /\n\}|[;\s]\}(?=\s*(?:$|[\n;#]))/.exec(rest);
    found.set(match[1] ?? match[2] ?? '', callsArguments.test(rest.slice(0, end?.index ?? rest.length)));
  }
  return found;
}
