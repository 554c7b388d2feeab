import { composeLookup } from '../compose/environment';
import type { Lookup, Piece, PieceKind } from '../interpolate';
import { localFolder } from '../localFolder';
import type { Place, TruncatedDefault } from '../mount';
import { nameOf } from '../slashPath';
import { fillPieces, type FilledText } from './filledText';
import type { ScalarText } from './scalarText';

/** A variable reaches to the next brace: nothing nests (devcontainers/cli, variableSubstitution.ts). */
const variable = /\$\{(.*?)\}/g;
const ofEnvironment = /^(?:localEnv|env)$/;

/** What the variables of devcontainer.json stand for. */
export interface DevcontainerValues {
  /** The project's folder on the machine that starts the container; null where nobody knows. */
  readonly localWorkspaceFolder: string | null;
  /** The same in the container; variables of the machine may stand in it. */
  readonly containerWorkspaceFolder: string;
  readonly environment: Lookup;
}

/**
 * What follows from where the project lives, and what the user named.
 * @param workspaceFolder what the file names as the project's folder in the container
 */
export function devcontainerValues(
  workspaceFolder: string | null,
  usesCompose: boolean,
  place: Place,
): DevcontainerValues {
  const environment = composeLookup(place, []);
  return {
    localWorkspaceFolder: localFolder(place.folder, place),
    containerWorkspaceFolder: workspaceFolder ?? (usesCompose ? '/' : '/workspaces/${localWorkspaceFolderBasename}'),
    // The editor's own PWD is wherever it was started.
    environment: (name) =>
      name === 'PWD' && !place.variables.has(name) ? { kind: 'unset', isFolder: false } : environment(name),
  };
}

/**
 * Fills in the variables of a text. Those of the user's environment stay as they are written, or become their default:
 * nobody has looked. So do those that the tools do not know, and those that are known only once the container runs.
 */
export function fillDevcontainerText(text: ScalarText, values: DevcontainerValues): FilledText {
  const pieces: Piece[] = [];
  let position = 0;
  const copyUpTo = (end: number): void => {
    if (end > position) pieces.push(verbatim(text.value, position, end, { is: 'text' }));
    position = end;
  };
  for (const match of text.value.matchAll(variable)) {
    copyUpTo(match.index);
    position = match.index + match[0].length;
    pieces.push(...piecesOf(text.value, match, values));
  }
  copyUpTo(text.value.length);
  return fillPieces(text, pieces);
}

/** A default in which a colon stands, of a variable that nobody has set. */
export function truncatedDefaultIn(text: ScalarText, values: DevcontainerValues): TruncatedDefault | null {
  for (const match of text.value.matchAll(variable)) {
    const [kind = '', name = '', taken, ...cut] = (match[1] ?? '').split(':');
    if (!ofEnvironment.test(kind) || taken === undefined || cut.length === 0) continue;
    if (values.environment(name).kind === 'value') continue;
    const start = match.index + '${::'.length + kind.length + name.length;
    const end = match.index + match[0].length - 1;
    return { range: text.part(start, end).range, written: text.value.slice(start, end), taken };
  }
  return null;
}

function piecesOf(text: string, match: RegExpExecArray, values: DevcontainerValues): Piece[] {
  const place = { start: match.index, end: match.index + match[0].length };
  const [kind = '', name = '', byDefault] = (match[1] ?? '').split(':');
  const own = ofEnvironment.test(kind) ? null : ownValue(kind, values);
  if (own !== null) return [filled(own, place)];
  // A hash of the container's labels: nobody needs to know it to see that it is part of a name.
  if (kind === 'devcontainerId') return [verbatim(text, place.start, place.end, { is: 'text' })];
  if (!ofEnvironment.test(kind)) return [verbatim(text, place.start, place.end, { is: 'unset', isFolder: false })];
  const known = values.environment(name);
  switch (known.kind) {
    case 'value':
      return [filled(known.parts.map((part) => part.text).join(''), place)];
    case 'folder':
      return [verbatim(text, place.start, place.end, { is: 'folder', of: known.of })];
    case 'unset': {
      if (byDefault === undefined) {
        return [verbatim(text, place.start, place.end, { is: 'unset', isFolder: known.isFolder })];
      }
      const start = place.start + '${::'.length + kind.length + name.length;
      return [{ ...verbatim(text, start, start + byDefault.length, { is: 'text' }), within: place, isDefault: true }];
    }
  }
}

function ownValue(name: string, values: DevcontainerValues): string | null {
  const local = values.localWorkspaceFolder;
  switch (name) {
    case 'localWorkspaceFolder':
      return local;
    case 'localWorkspaceFolderBasename':
      return local === null ? null : baseName(local);
    case 'containerWorkspaceFolder':
      return inContainer(values);
    case 'containerWorkspaceFolderBasename':
      return baseName(inContainer(values));
    default:
      return null;
  }
}

/** Its own variables are those of this machine. */
function inContainer(values: DevcontainerValues): string {
  return values.containerWorkspaceFolder.replace(variable, (written, name: string) =>
    name.startsWith('local') ? (ownValue(name, values) ?? written) : written,
  );
}

function baseName(path: string): string {
  return nameOf(path.replace(/\\/g, '/').replace(/\/+$/, ''));
}

function filled(text: string, place: { start: number; end: number }): Piece {
  const kind: PieceKind = text.includes('${') ? { is: 'unset', isFolder: false } : { is: 'text' };
  return { kind, text, ...place, isVerbatim: false, within: null, isDefault: false, origin: null };
}

function verbatim(text: string, start: number, end: number, kind: PieceKind): Piece {
  const written = text.slice(start, end);
  return { kind, text: written, start, end, isVerbatim: true, within: null, isDefault: false, origin: null };
}
