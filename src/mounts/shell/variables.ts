import { restOf, type ScalarText } from '../readers/scalarText';
import { batch, makefile, posix, powerShell, type Dialect } from './dialect';
import type { Word } from './word';

/** What a command sets a variable to. */
interface Assignment {
  /** As the language compares names. */
  readonly name: string;
  /** The name in the environment; absent where programs do not see it. */
  readonly environment?: string;
  /** The items of a list, or the one text. */
  readonly items: readonly ScalarText[];
  /** Whether it adds to what is there, or may not count. */
  readonly adds: boolean;
  /** Whether it is one text, and no list. */
  readonly isText: boolean;
  /** Whether it counts only where nothing else sets the variable; absent where it does not. */
  readonly isDefault?: boolean;
}

/** No path is longer. */
const longestValue = 4096;

/** Nobody gives a container more options. */
const mostItems = 100;

/** Commands that set variables. */
const setters = /^(?:export|local|readonly|declare|typeset|set)$/i;

/** What a script sets its variables to. Conditions are not looked at. */
export class Variables {
  /** The texts of those that are set once; null for one that is set more than once. */
  private readonly texts = new Map<string, ScalarText | null>();
  private readonly lists = new Map<string, readonly ScalarText[]>();
  /** Those that hold what stands for them where nobody has set them. */
  private readonly defaults = new Set<string>();

  constructor(private readonly dialect: Dialect) {}

  /** The text that a variable holds wherever it is used; null where nobody can tell. */
  text(name: string): ScalarText | null {
    return this.texts.get(name) ?? null;
  }

  /** Whether its text is a default. */
  isDefault(name: string): boolean {
    return this.defaults.has(name);
  }

  /** Whether the script sets it anywhere before, be it to what nobody can tell. */
  isSet(name: string): boolean {
    return this.texts.has(name);
  }

  /** The words that a variable stands for which is an argument by itself, also those that depend on a condition. */
  words(name: string): readonly ScalarText[] | null {
    return this.lists.get(name) ?? null;
  }

  set({ name, items, adds, isText, isDefault = false }: Assignment): void {
    if (isDefault && this.texts.has(name)) return;
    if (isDefault) this.defaults.add(name);
    const [text = null] = items;
    // What is set twice may be either. Values made of each other could double at every step.
    const isKept = isText && !adds && !this.texts.has(name) && (text?.value.length ?? 0) <= longestValue;
    this.texts.set(name, isKept ? text : null);

    const words = isText && this.dialect !== powerShell ? items.flatMap(wordsOf) : items;
    const others = words.filter(({ value }) => nameIn(value) !== name.toLowerCase());
    // Options add up; of programs and the like only one is meant.
    const isMore = adds || others.length < words.length || /^-|^$/.test(words[0]?.value ?? '');
    this.lists.set(name, [...(isMore ? (this.lists.get(name) ?? []) : []), ...others].slice(0, mostItems));
  }
}

/** The name of the variable that is all of a word, in lower case, whatever the language: `${O[@]}`, `$(O)`, `%O%`. */
function nameIn(word: string): string | undefined {
  return /^[$%!][({]?(\w+)(?:\[[@*]\])?[)}%!]?$/.exec(word)?.[1]?.toLowerCase();
}

/** The name of the variable that a command sets whose words begin like this; null where it sets none. */
export function nameSetBy(first = '', second = ''): string | null {
  if (/^\+?=$/.test(second)) return /^\$(?:\w+:)?(\w+)$/.exec(first)?.[1]?.toLowerCase() ?? null;
  const isSetter = setters.test(first);
  const name = /^([A-Za-z_][\w.-]*)\+?=/.exec(isSetter ? second : first)?.[1] ?? null;
  return /^set$/i.test(first) ? (name?.toLowerCase() ?? null) : name;
}

/**
 * `NAME=value` of a shell, of make and of `set`, and `$name = value` of PowerShell.
 * @param program the program of the command; null where there is none, so that the assignments outlive it
 * @param context `itemsAt`: where the items of a list begin; 0 where it sets none
 */
export function* assignmentsIn(
  words: readonly ScalarText[],
  program: string | null,
  { written, itemsAt, dialect }: { written: readonly Word[]; itemsAt: number; dialect: Dialect },
): Iterable<Assignment> {
  const [first, second, ...rest] = words;
  if (!first) return;
  const [, scope, ofPowerShell] = /^\$(?:(script|global|local|private|env):)?(\w+)$/i.exec(first.value) ?? [];
  if (ofPowerShell !== undefined && /^\+?=$/.test(second?.value ?? '')) {
    const name = ofPowerShell.toLowerCase();
    // A word without quotes is a command there, of whose output nothing is known.
    const isCommand = written[2]?.pieces.some(({ quoting, expansion }) => quoting === 'bare' && expansion === null);
    const items = isCommand === true ? [] : rest;
    const environment = /^env$/i.test(scope ?? '') ? { environment: ofPowerShell.toUpperCase() } : {};
    yield { name, ...environment, items, adds: second?.value === '+=', isText: items.length === 1 };
    return;
  }
  if (itemsAt > 0) {
    const sign = words[itemsAt - 1]?.value ?? '';
    const name = nameSetBy(sign);
    if (name !== null) yield { name, items: words.slice(itemsAt), adds: sign.endsWith('+='), isText: false };
    return;
  }
  if (dialect === posix && first.value === 'set' && second?.value === '--') {
    // The arguments of the script, which `"$@"` gives back.
    const items = rest.filter(({ value }) => !/^\$[@*]$/.test(value));
    yield { name: '@', items, adds: items.length < rest.length, isText: false };
    return;
  }
  if (program !== null && !setters.test(program)) return;
  const isBatch = dialect === batch;
  for (const [index, word] of words.entries()) {
    const match = /^([A-Za-z_]\w*)([+?]?)=/.exec(word.value);
    if (!match?.[1] || (match[2] === '?' && dialect !== makefile)) continue;
    const value = restOf(word, match[0].length);
    // `set` of cmd.exe takes all that follows.
    const items = isBatch ? [value, ...words.slice(index + 1)] : [value];
    const name = isBatch ? match[1].toLowerCase() : match[1];
    const environment = isBatch ? name.toUpperCase() : name;
    const [adds, isDefault] = [match[2] === '+', match[2] === '?'];
    yield { name, environment, items, adds, isText: items.length === 1, isDefault };
    if (isBatch) return;
  }
}

/** A text as a shell cuts it where it stands for several words. */
function wordsOf(text: ScalarText): ScalarText[] {
  if (/^\S+$/.test(text.shape ?? text.value)) return [text];
  return [...(text.shape ?? text.value).matchAll(/\S+/g)].map(({ index, 0: { length } }) =>
    cut(text, index, index + length),
  );
}

function cut(text: ScalarText, start: number, end: number): ScalarText {
  return {
    value: text.value.slice(start, end),
    ...(text.shape === undefined ? {} : { shape: text.shape.slice(start, end) }),
    range: text.part(start, end).range,
    part: (from, to) => text.part(start + from, start + to),
  };
}
