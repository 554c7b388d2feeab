import { interpolate, mayInterpolate, type Lookup, type Piece } from '../interpolate';
import type { Mount, Unread, Written } from '../mount';
import type { ScalarText } from './scalarText';

/** A string of a compose file with its variables filled in. */
export interface FilledText extends ScalarText {
  /** Where the value of a part comes from that does not stand there itself. */
  provenance(start: number, end: number): Pick<Mount, 'viaDefault' | 'origins'>;
  /** Whether a `$` of the part begins no variable and was not doubled, so that it is an error to some versions. */
  hasLoneDollar(start: number, end: number): boolean;
}

/** Fills in the variables of a string; null when Compose refuses it. Ranges stay those of the file. */
export function fillIn(text: ScalarText, lookup: Lookup): FilledText | null {
  if (!mayInterpolate(text.value)) return new Plain(text);
  const filled = interpolate(text.value, lookup);
  if (filled.ok) return new Filled(text, filled.pieces);
  return filled.reason === 'invalid' ? null : new Filled(text, [unsetWhole(text.value)]);
}

/** A string with its variables filled in by whoever knows its syntax, in which a `$` means itself. */
export function fillPieces(text: ScalarText, pieces: readonly Piece[]): FilledText {
  return new Filled(text, pieces, (value) => value);
}

function unsetWhole(value: string): Piece {
  const kind = { is: 'unset', isFolder: false } as const;
  const place = { start: 0, end: value.length };
  return { kind, text: value, ...place, isVerbatim: true, within: null, isDefault: false, origin: null };
}

const nothing = { viaDefault: false, origins: [] } as const;

/** A string in which there is nothing to fill in. */
class Plain implements FilledText {
  constructor(private readonly written: ScalarText) {}

  get value(): string {
    return this.written.value;
  }

  get range(): ScalarText['range'] {
    return this.written.range;
  }

  part(start: number, end: number): Written {
    const part = this.written.part(start, end);
    return { ...part, write: (value) => part.write(protectDollars(value)) };
  }

  provenance(): Pick<Mount, 'viaDefault' | 'origins'> {
    return nothing;
  }

  hasLoneDollar(): boolean {
    return false;
  }
}

function protectDollars(value: string): string {
  return value.replaceAll('$', '$$$$');
}

/** A piece, and where its text stands in the value that all pieces make. */
interface Placed extends Piece {
  readonly at: number;
}

/** Such a beginning leads to one place, whatever follows. */
const knownBeginning = /^(?:\.{1,2}|~|[A-Za-z]:|\/mnt\/[a-z])[\\/]/;

class Filled implements FilledText {
  readonly value: string;
  private readonly pieces: readonly Placed[];

  constructor(
    private readonly written: ScalarText,
    pieces: readonly Piece[],
    /** How a text is written so that nothing in it is filled in. */
    private readonly protect = protectDollars,
  ) {
    let value = '';
    this.pieces = pieces.map((piece) => {
      const placed = { ...piece, at: value.length };
      value += piece.text;
      return placed;
    });
    this.value = value;
  }

  get range(): ScalarText['range'] {
    return this.written.range;
  }

  part(start: number, end: number): Written {
    const touched = this.touched(start, end);
    const [first] = touched;
    const last = touched.at(-1);
    if (!first || !last) return this.written.part(0, 0);
    const isAsWritten = touched.every(
      (piece, index) => piece.isVerbatim && (index === 0 || touched[index - 1]?.end === piece.start),
    );
    // Of a text that is put together from several places each variable counts with all its braces.
    const whole = (piece: Placed): boolean => !isAsWritten && (!piece.isVerbatim || piece.within !== null);
    const from = whole(first) ? (first.within ?? first).start : first.start + (start - first.at);
    const to = whole(last) ? (last.within ?? last).end : last.start + (end - last.at);
    const part = this.written.part(from, to);
    const isInWord = first.within !== null;
    return {
      value: this.value.slice(start, end),
      range: part.range,
      write: (value) => (isInWord && /[{}]/.test(value) ? null : part.write(this.protect(value))),
      filledIn: !isAsWritten,
      unread: unreadOf(touched),
    };
  }

  provenance(start: number, end: number): Pick<Mount, 'viaDefault' | 'origins'> {
    const touched = this.touched(start, end);
    const byDefault = touched.find(({ isDefault }) => isDefault);
    return {
      viaDefault: byDefault !== undefined && !knownBeginning.test(this.value.slice(start, byDefault.at)),
      origins: [...new Set(touched.map(({ origin }) => origin))].filter((origin) => origin !== null),
    };
  }

  hasLoneDollar(start: number, end: number): boolean {
    return this.touched(start, end).some(
      ({ kind, isVerbatim, text }) => kind.is === 'text' && isVerbatim && text.includes('$'),
    );
  }

  /** The pieces that make a part, also such as became nothing. */
  private touched(start: number, end: number): Placed[] {
    return this.pieces.filter(({ at, text }) => at < end && (text === '' ? at >= start : at + text.length > start));
  }
}

/** A value is known as far as its variables are; one that begins with folders of the user is known behind them. */
function unreadOf(pieces: readonly Placed[]): Unread | null {
  const rest = pieces.findIndex(({ kind }) => kind.is === 'text' || (kind.is === 'unset' && !kind.isFolder));
  const beginning = rest === -1 ? pieces : pieces.slice(0, rest);
  const behind = rest === -1 ? [] : pieces.slice(rest);
  // Those of the other side are as a rule empty here: `${HOME}${USERPROFILE}` is the home of either.
  const folder = beginning.map(({ kind }) => kind).find((kind) => kind.is === 'folder');
  if (folder && behind.every(({ kind }) => kind.is === 'text')) {
    const length = beginning.reduce((sum, { text }) => sum + text.length, 0);
    return { kind: 'folder', of: folder.of, length };
  }
  return pieces.every(({ kind }) => kind.is === 'text') ? null : { kind: 'variable' };
}
