import type { Lookup, Piece, PieceKind } from '../interpolate';
import { composeLookup } from '../compose/environment';
import { localFolder } from '../localFolder';
import { sideOf } from '../locate';
import type { Place } from '../mount';
import { fillPieces } from './filledText';
import type { ScalarText } from './scalarText';

/** Variables of VS Code's own files (tasks.json, launch.json, mcp.json). */
const ofEditor = /\$\{[^{}]*\}/g;
/** Those, and what a shell makes of the arguments of a task. */
const ofEditorAndShell = /\$\{[^{}]*\}|\$\(pwd\)|\$PWD\b|`pwd`|%cd%/gi;

/**
 * Fills in the variables of VS Code whose values follow from where the project lives.
 * @param throughShell whether a shell reads the text as well
 */
export function editorVariables(place: Place, throughShell: boolean): (text: ScalarText) => ScalarText {
  const environment = composeLookup(place, []);
  return (text) => {
    const pieces: Piece[] = [];
    let position = 0;
    const add = (end: number, kind: PieceKind, value: string | null): void => {
      const written = text.value.slice(position, end);
      const isVerbatim = value === null;
      const piece = { kind, text: value ?? written, start: position, end, isVerbatim };
      if (end > position) pieces.push({ ...piece, within: null, isDefault: false, origin: null });
      position = end;
    };
    for (const match of text.value.matchAll(throughShell ? ofEditorAndShell : ofEditor)) {
      add(match.index, { is: 'text' }, null);
      const { kind, value } = meaningOf(match[0], place, environment, throughShell);
      add(match.index + match[0].length, kind, value);
    }
    if (pieces.length === 0) return text;
    add(text.value.length, { is: 'text' }, null);
    return fillPieces(text, pieces);
  };
}

interface Meaning {
  readonly kind: PieceKind;
  /** Null where it stays as it is written. */
  readonly value: string | null;
}

const unknown: Meaning = { kind: { is: 'unset', isFolder: false }, value: null };

function meaningOf(written: string, place: Place, environment: Lookup, throughShell: boolean): Meaning {
  const name = written.replace(/^\$\{|\}$/g, '');
  if (/^(?:workspaceFolder|workspaceRoot|cwd)$/.test(name) || (throughShell && isShellFolder(written))) {
    return ofText(localFolder(place.folder, place));
  }
  if (name === 'userHome')
    return { kind: { is: 'folder', of: sideOf(place) === 'wsl' ? 'home' : 'either' }, value: null };
  if (/^(?:pathSeparator|\/)$/.test(name)) return ofText('/');
  if (name === 'workspaceFolderBasename')
    return ofText(localFolder(place.folder, place)?.split(/[\\/]/).at(-1) ?? null);
  const variable = /^env:(\w+)$/.exec(name)?.[1];
  if (variable === undefined || variable === 'PWD') return unknown;
  const known = environment(variable);
  if (known.kind === 'folder') return { kind: { is: 'folder', of: known.of }, value: null };
  if (known.kind === 'value') return ofText(known.parts.map(({ text }) => text).join(''));
  return { kind: { is: 'unset', isFolder: known.isFolder }, value: null };
}

function isShellFolder(written: string): boolean {
  return /^(?:\$\(pwd\)|\$\{?PWD\}?|`pwd`|%cd%)$/i.test(written);
}

function ofText(value: string | null): Meaning {
  return value === null ? unknown : { kind: { is: 'text' }, value };
}
