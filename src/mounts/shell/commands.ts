import { joinLocation, locationPath, parseLocation, unknownLocation, type Location } from '../../text/location';
import { localFolder } from '../localFolder';
import { driveOf, sideOf } from '../locate';
import type { Place } from '../mount';
import { withoutShape, type ScalarText } from '../readers/scalarText';
import { joinPath } from '../slashPath';
import { batch, type Dialect } from './dialect';
import { isDocker, programIndex } from './dockerRun';
import { changesEngine, leadsElsewhere } from './engine';
import { assignmentsIn, nameSetBy, Variables } from './variables';
import type { Expansion, Inner, Step, Word } from './word';
import { nothingKnown, wordText, type ValueOf } from './wordText';
import { Wrappers } from './wrappers';

/** A command of a script, with the folder in which it runs. */
export interface ShellCommand {
  readonly words: readonly ScalarText[];
  /** The way there from the folder in which the script is called; null where nobody can tell. */
  readonly folder: string | null;
  /** Where it begins in the text. */
  readonly start: number;
}

type CommandStep = Extract<Step, { kind: 'command' }>;

/** Commands in commands in commands are not written by people. */
const deepest = 6;

/** Programs that take a text with commands, to run it or to keep it. */
export const holdsCommands =
  /^(?:(?:(?:\/usr)?\/bin\/)?(?:ba|z|da|k)?sh|su|script|alias|export|local|readonly|declare|typeset|set|(?:cmd|powershell|pwsh)(?:\.exe)?|invoke-expression|iex|concurrently)$/i;

/**
 * All commands of a text, also those inside `$(…)`, `sh -c "…"`, aliases and assignments, each in the folder to which
 * the `cd` before it led. Conditions are not looked at: a `cd` counts wherever it stands.
 */
export function readCommands(text: ScalarText, dialect: Dialect, place: Place): ShellCommand[] {
  const reader = new CommandReader(dialect, place, text.value);
  // Windows' editors like to begin a file with a byte order mark, which is no part of its first word.
  reader.read(text, { start: text.value.startsWith('\uFEFF') ? 1 : 0, end: text.value.length }, 0);
  return reader.commands;
}

class CommandReader {
  readonly commands: ShellCommand[] = [];
  private folder: string | null = '';
  /** The folders of the shells around this one, and those that `pushd` keeps. */
  private readonly outer: (string | null)[] = [];
  private readonly pushed: (string | null)[] = [];
  private readonly variables: Variables;
  private readonly wrappers: Wrappers;
  /** Whether docker was told to talk to an engine elsewhere. */
  private isElsewhere = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly place: Place,
    script: string,
  ) {
    this.variables = new Variables(dialect);
    this.wrappers = new Wrappers(script);
  }

  read(text: ScalarText, { start, end }: Inner, depth: number): void {
    const ownDepth = this.outer.length;
    const { split } = (depth > 0 ? this.dialect.inner : undefined) ?? this.dialect;
    for (const step of split(text.value, start, end)) this.take(step, text, depth, ownDepth);
    this.outer.length = ownDepth;
  }

  private take(step: Step, text: ScalarText, depth: number, ownDepth: number): void {
    if (step.kind === 'open') this.outer.push(this.folder);
    else if (step.kind === 'close') {
      if (this.outer.length > ownDepth) this.folder = this.outer.pop() ?? null;
    } else {
      if (depth < deepest) for (const inner of step.inner) this.inShellOfItsOwn(text, inner, depth);
      this.command(step, text, depth);
    }
  }

  private command(step: CommandStep, text: ScalarText, depth: number): void {
    const { words: written } = step;
    const isList = step.isList === true;
    // The items of a list stand behind its name.
    const itemsAt = isList ? written.findIndex((word) => isNameOfList(word)) + 1 : 0;
    // PowerShell names the variable that it sets as it names one that it reads.
    const setsFirst = /^\+?=$/.test(written[1]?.pieces[0]?.text ?? '');
    const own = nameSetBy(written[0]?.pieces[0]?.text, written[1]?.pieces[0]?.text);
    const valueOf: ValueOf = (expansion) =>
      expansion.kind === 'variable' && expansion.name === own ? this.defaultOf(expansion) : this.valueOf(expansion);
    const plain = written.map((word, index) =>
      wordText(word, text, setsFirst && index === 0 ? nothingKnown : valueOf, this.dialect),
    );
    const all = this.expand(written.slice(itemsAt), plain.slice(itemsAt), setsFirst ? 1 : 0);
    const behind = programIndex(all);
    const wrapped = behind === null ? null : this.wrappers.inside(all.slice(behind));
    const words = wrapped ?? all;
    const start = written[0]?.start ?? 0;
    const program = wrapped ? 0 : behind;
    const name = words[program ?? 0]?.value ?? '';
    if (!this.isElsewhere) {
      this.commands.push({ words, folder: this.folder, start: text.part(start, start).range.start });
    }
    if (program === null || setsFirst || holdsCommands.test(name) || words[0]?.value === 'eval') {
      if (depth < deepest) this.nested(written, text, depth);
    }
    const sets = { written, itemsAt, dialect: this.dialect };
    for (const set of assignmentsIn(plain, program === null ? null : name, sets)) {
      this.variables.set(set);
      this.isElsewhere = leadsElsewhere(set.environment ?? '', set.items[0]?.value ?? '') ?? this.isElsewhere;
    }
    if (program === null || isList) return;
    this.isElsewhere = changesEngine(words.slice(program)) ?? this.isElsewhere;
    this.changeFolder(words.slice(program));
  }

  /**
   * With the words of variables that are arguments by themselves, where they are not kept together by quotes.
   * @param from the words before are set, and not used
   */
  private expand(written: readonly Word[], words: readonly ScalarText[], from: number): readonly ScalarText[] {
    if (!written.some(isVariable)) return words;
    return words.flatMap((word, index) => {
      const piece = written[index]?.pieces[0];
      if (index < from || piece?.expansion?.kind !== 'variable' || !isVariable(written[index])) return [word];
      const { name, isList = false } = piece.expansion;
      const held = this.variables.words(name);
      // What stands for docker does so between quotes as well.
      if (held?.length === 1 && isDocker(held[0])) return held;
      if (piece.quoting !== 'bare' && !isList) return [word];
      return held === null || (held.length === 1 && this.variables.text(name) !== null) ? [word] : held;
    });
  }

  /** Texts among the words that are commands themselves: what is assigned, aliased, or given to `sh -c`. */
  private nested(written: readonly Word[], text: ScalarText, depth: number): void {
    for (const word of written) {
      // What stands in `$(…)` is read where it stands.
      const own = word.pieces.filter(({ expansion }) => expansion === null).map((piece) => piece.text);
      if (!/docker.*\s/is.test(own.join(''))) continue;
      const literal = withoutShape(wordText(word, text, nothingKnown, this.dialect));
      const name = /^[\w-]+\+?=/.exec(literal.value)?.[0].length ?? 0;
      this.inShellOfItsOwn(literal, { start: name, end: literal.value.length }, depth);
    }
  }

  private inShellOfItsOwn(text: ScalarText, range: Inner, depth: number): void {
    const { folder } = this;
    this.read(text, range, depth + 1);
    this.folder = folder;
  }

  private readonly valueOf: ValueOf = (expansion) => {
    if (expansion.kind === 'variable') {
      const known = this.textOf(expansion.name, expansion.way) ?? this.defaultOf(expansion);
      // Whether a default stands for what is empty depends on how it is written, and on what came in between.
      return known?.value === '' && expansion.otherwise ? null : known;
    }
    if (expansion.kind === 'path') return { value: expansion.path, unread: null };
    if (expansion.kind !== 'folder') return null;
    const folder = joinLocation(this.location(expansion.of), expansion.way ?? '');
    const isOfCmd = this.dialect === batch && expansion.of === 'shell';
    const value = (isOfCmd ? folderOfCmd : localFolder)(folder, this.place);
    if (value === null) return null;
    // `%~dp0` ends with a backslash, and what make tells of a folder with a slash.
    if (expansion.way === '/' && !value.endsWith('/')) return { value: `${value}/`, unread: null };
    const end = this.dialect === batch && !isOfCmd && !value.endsWith('\\') ? '\\' : '';
    return { value: value + end, unread: null };
  };

  /** What stands for a variable that the script does not set, or sets to what it was where that is something. */
  private defaultOf({ name, otherwise }: Extract<Expansion, { kind: 'variable' }>): ReturnType<ValueOf> {
    const value = otherwise === undefined || this.variables.isSet(name) ? null : this.valueOf(otherwise);
    return value && { ...value, byDefault: true };
  }

  private textOf(name: string, way: string | undefined): ReturnType<ValueOf> {
    const text = this.variables.text(name);
    if (!text) return null;
    const { unread, byDefault } = text.part(0, text.value.length);
    if (unread?.kind === 'variable') return null;
    const isDefault = (byDefault ?? false) || this.variables.isDefault(name);
    const known = { unread, ...(isDefault ? { byDefault: true as const } : {}) };
    if (way === undefined) return { value: text.value, shape: text.shape ?? text.value, ...known };
    const folder = unread === null ? parseLocation(text.value) : null;
    const value = folder && locationPath(joinLocation(folder, way));
    return value === null ? null : { value, ...known };
  }

  private location(of: 'shell' | 'script' | 'project'): Location {
    if (of === 'project') return this.place.project;
    if (of === 'script') return this.place.folder;
    return this.folder === null ? unknownLocation : joinLocation(this.place.folder, this.folder);
  }

  private changeFolder([program, ...rest]: readonly ScalarText[]): void {
    switch (program?.value.toLowerCase() ?? '') {
      case 'cd':
      case 'chdir':
      case 'sl':
      case 'set-location':
        this.folder = this.way(rest);
        return;
      case 'pushd':
      case 'push-location':
        this.pushed.push(this.folder);
        this.folder = this.way(rest);
        return;
      case 'popd':
      case 'pop-location':
        this.folder = this.pushed.pop() ?? null;
        return;
      default:
    }
  }

  /** Where a `cd` leads. Only what lies relative to the script's folder is followed. */
  private way(words: readonly ScalarText[]): string | null {
    const target = words.find(({ value }) => !/^(?:--?\w*|\/d)$/i.test(value));
    if (!target) return null;
    const { value } = target;
    const { unread } = target.part(0, value.length);
    if (unread !== null) return null;
    const own = localFolder(this.place.folder, this.place);
    const slashed = value.replace(/\\/g, '/');
    const base = own?.replace(/\\/g, '/');
    if (base !== undefined && (slashed === base || slashed.startsWith(`${base}/`))) {
      return joinPath('', slashed.slice(base.length));
    }
    if (/^(?:[/~]|[A-Za-z]:)/.test(slashed) || this.folder === null) return null;
    return relativeWay(this.folder, slashed);
  }
}

/** Whether a word is `NAME=` or `NAME+=`, behind which the items of a list stand. */
function isNameOfList({ pieces: [first, ...others] }: Word): boolean {
  return others.length === 0 && first?.expansion === null && /^[A-Za-z_][\w.-]*\+?=$/.test(first.text);
}

/** Whether a word is a variable and nothing else. */
function isVariable(word: Word | undefined): boolean {
  return word?.pieces.length === 1 && word.pieces[0]?.expansion?.kind === 'variable';
}

/** cmd.exe cannot be in a folder of a distro: the path is that of the other side, whichever side that is. */
function folderOfCmd(folder: Location, place: Place): string | null {
  const isInDistro =
    (folder.kind === 'distro' || folder.kind === 'unc') && driveOf(folder, place.automountRoot) === null;
  if (!isInDistro) return localFolder(folder, place);
  return sideOf(place) === 'wsl' ? localFolder(folder, { ...place, side: 'windows' }) : folder.path;
}

/** The way on from a way; it may lead out of the folder where it began. */
function relativeWay(from: string, relative: string): string {
  const segments = from.split('/').filter((segment) => segment !== '');
  for (const segment of relative.split('/')) {
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
