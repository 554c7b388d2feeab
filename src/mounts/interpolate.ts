import type { Origin, UserFolder } from './mount';

/** What is known of a variable: its value, a folder whose path nobody has read, or nothing. */
export type Variable =
  | { readonly kind: 'value'; readonly parts: readonly ValuePart[]; readonly origin: Origin | null }
  | { readonly kind: 'folder'; readonly of: UserFolder }
  /**
   * `isFolder`: the other side has a folder of the user's under this name, and this one as a rule nothing. `isHidden`: what
   * may set it could not be read, so that not even its default is known to hold.
   */
  | { readonly kind: 'unset'; readonly isFolder: boolean; readonly isHidden?: boolean };

/** The value of a variable may itself have been made of others. */
export type ValuePart = Pick<Piece, 'kind' | 'text'>;

/** Tells what is known of a variable by its name. */
export type Lookup = (name: string) => Variable;

/** What stands for a part of a text once its variables are filled in. */
export type PieceKind =
  | { readonly is: 'text' }
  | { readonly is: 'folder'; readonly of: UserFolder }
  /** Not known: then the piece's text is what is written. */
  | { readonly is: 'unset'; readonly isFolder: boolean };

export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
  /** Where it is written: a variable with all its braces, or a run of characters that mean themselves. */
  readonly start: number;
  readonly end: number;
  /** Whether each unit of the text stands there as it is. */
  readonly isVerbatim: boolean;
  /** The outermost expression that it stands in; null outside of any. */
  readonly within: { readonly start: number; readonly end: number } | null;
  /** Whether it is here because a variable is not set: one that is known to be set to nothing is set. */
  readonly isDefault: boolean;
  /** Where in another file the value stands. */
  readonly origin: Origin | null;
}

/** `invalid`: Compose refuses the text. `tooLong`: nobody means that, and it is not followed to its end. */
export type Interpolated =
  | { readonly ok: true; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly reason: 'invalid' | 'tooLong' };

/** No path is longer; variables that are made of each other could double at every step. */
const longest = 8192;
const deepest = 50;

const text: PieceKind = { is: 'text' };

/** Whether a text holds anything to fill in. */
export function mayInterpolate(template: string): boolean {
  return template.includes('$');
}

/**
 * Fills in the variables of a value as Compose does (compose-go, template/template.go): `$$`, `$NAME`, `${NAME}` and
 * `${NAME<op>word}` with `:-`, `-`, `:?`, `?`, `:+`, `+`, of which the first one counts; words may hold variables, and are
 * looked at only where they are used. A `$` that begins none of these stays.
 */
export function interpolate(template: string, lookup: Lookup): Interpolated {
  const run = new Run(template, lookup);
  try {
    run.expand(0, template.length, null, false, 0);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason };
    throw error;
  }
  return { ok: true, pieces: run.pieces };
}

/** Ends an expansion from within its nested words. */
class Refusal extends Error {
  constructor(readonly reason: 'invalid' | 'tooLong') {
    super(reason);
  }
}

const namedVariable = /[a-z_][a-z0-9_]*/iy;
const operator = /:?[-?+]/y;

class Run {
  readonly pieces: Piece[] = [];
  private length = 0;

  constructor(
    private readonly template: string,
    private readonly lookup: Lookup,
  ) {}

  /** Fills in what stands between two offsets of the template. */
  expand(start: number, end: number, within: Piece['within'], isDefault: boolean, depth: number): void {
    if (depth > deepest) throw new Refusal('tooLong');
    const context = { within, isDefault };
    let position = start;
    const copyUpTo = (to: number): void => {
      if (to > position) this.verbatim(position, to, context);
    };
    for (let at = this.next(start, end); at !== -1; at = this.next(position, end)) {
      const follower = this.template.charAt(at + 1);
      const name = this.match(namedVariable, at + 1);
      if (follower === '$') {
        copyUpTo(at);
        this.add({ kind: text, text: '$', start: at, end: at + 2, isVerbatim: false, origin: null, ...context });
        position = at + 2;
      } else if (name !== null) {
        copyUpTo(at);
        position = at + 1 + name.length;
        this.variable(name, { start: at, end: position }, context);
      } else if (follower === '{') {
        copyUpTo(at);
        position = this.braced(at, end, context, depth);
      } else {
        // It means itself, and so does all up to the next one.
        const next = this.next(at + 1, end);
        const to = next === -1 ? end : next;
        copyUpTo(to);
        position = to;
      }
    }
    copyUpTo(end);
  }

  /** `${NAME}` or `${NAME<op>word}`; gives the offset behind it. */
  private braced(at: number, end: number, context: Context, depth: number): number {
    const name = this.match(namedVariable, at + 2);
    if (name === null) throw new Refusal('invalid');
    const behind = at + 2 + name.length;
    if (behind < end && this.template.charAt(behind) === '}') {
      this.variable(name, { start: at, end: behind + 1 }, context);
      return behind + 1;
    }
    const op = this.match(operator, behind);
    if (op === null) throw new Refusal('invalid');
    const close = this.closeOf(at, behind, end);
    if (close === -1) throw new Refusal('invalid');
    const expression = { start: at, end: close + 1 };
    const word = (isDefault: boolean): void =>
      this.expand(behind + op.length, close, context.within ?? expression, isDefault || context.isDefault, depth + 1);
    const variable = this.lookup(name);
    if (variable.kind === 'unset' && variable.isHidden) {
      this.unset(expression, context, false);
      return close + 1;
    }
    const isThere = variable.kind !== 'unset' && !(op.startsWith(':') && isEmpty(variable));
    if (op.endsWith('+')) {
      // Nobody knows whether it is set elsewhere.
      if (variable.kind === 'unset') this.variable(name, expression, context);
      else if (isThere) word(false);
    } else if (isThere) {
      this.variable(name, expression, context);
    } else if (op.endsWith('-')) {
      word(variable.kind === 'unset');
    } else {
      this.unset(expression, context, false);
    }
    return close + 1;
  }

  /**
   * Where an expression with a word ends: at the brace that closes it, where one that opens hides the character behind it;
   * when none does, at the last brace of the line.
   */
  private closeOf(at: number, from: number, end: number): number {
    const lineEnd = this.template.indexOf('\n', from);
    const limit = lineEnd === -1 ? end : Math.min(lineEnd, end);
    let open = 0;
    let last = -1;
    for (let index = at; index < limit; index += 1) {
      const character = this.template.charAt(index);
      if (character === '}') {
        open -= 1;
        last = index;
        if (open === 0) return index;
      } else if (character === '{') {
        open += 1;
        index += 1;
        if (index < limit && this.template.charAt(index) === '}') last = index;
      }
    }
    return last;
  }

  private variable(name: string, place: { start: number; end: number }, context: Context): void {
    const variable = this.lookup(name);
    switch (variable.kind) {
      case 'value':
        for (const part of variable.parts) {
          this.add({ ...part, ...place, isVerbatim: false, ...context, origin: variable.origin });
        }
        // A variable that is set to nothing leaves its trace all the same.
        if (variable.parts.length === 0) {
          this.add({ kind: text, text: '', ...place, isVerbatim: false, ...context, origin: variable.origin });
        }
        return;
      case 'folder': {
        const written = this.template.slice(place.start, place.end);
        const kind: PieceKind = { is: 'folder', of: variable.of };
        this.add({ kind, text: written, ...place, isVerbatim: true, ...context, origin: null });
        return;
      }
      case 'unset':
        this.unset(place, context, variable.isFolder);
    }
  }

  private unset(place: { start: number; end: number }, context: Context, isFolder: boolean): void {
    const written = this.template.slice(place.start, place.end);
    this.add({ kind: { is: 'unset', isFolder }, text: written, ...place, isVerbatim: true, ...context, origin: null });
  }

  private verbatim(start: number, end: number, context: Context): void {
    const written = this.template.slice(start, end);
    this.add({ kind: text, text: written, start, end, isVerbatim: true, ...context, origin: null });
  }

  private add(piece: Piece): void {
    // Also pieces of nothing count. A long text without variables in it is nobody's trick.
    this.length += piece.text.length + 1;
    if (this.length > longest + 2 * this.template.length) throw new Refusal('tooLong');
    this.pieces.push(piece);
  }

  private next(from: number, end: number): number {
    const at = this.template.indexOf('$', from);
    return at < end ? at : -1;
  }

  /** What matches at an offset. It ends in front of the brace that ends a word, which is part of no name and no operator. */
  private match(pattern: RegExp, from: number): string | null {
    pattern.lastIndex = from;
    return pattern.exec(this.template)?.[0] ?? null;
  }
}

type Context = Pick<Piece, 'within' | 'isDefault'>;

function isEmpty(variable: Variable): boolean {
  return variable.kind === 'value' && variable.parts.every((part) => part.text === '');
}
