import { pathFromBase } from '../mounts/devcontainerFileNames';
import { defaultAutomountRoot, type Engine, type Place } from '../mounts/mount';
import type { ProjectSettings } from '../mounts/projectFile';
import { pathBetween } from '../mounts/slashPath';
import { joinLocation, type Location } from '../text/location';
import type { ProjectAt } from './nearestProject';

/** What is said about a file by its place, its project, and whoever asks. */
export interface Judged {
  readonly place: Place;
  /** Whether somebody said where it lives: then this machine cannot tell more of the place. */
  readonly isPlaceNamed: boolean;
  /** How much its project wants findings to count. */
  readonly levels: ProjectSettings['levels'];
}

/** What whoever asks says, by options or settings of their own: it wins over what the project says to everybody. */
export interface Wishes {
  /** Null: not said. `auto`: by the place, whatever the project says. */
  readonly side: 'auto' | 'windows' | 'wsl' | null;
  readonly variables: ReadonlyMap<string, string>;
  readonly engine: Engine;
  /** Whether slow mounts are known and accepted; absent where nobody looked. */
  readonly isSlownessAccepted?: boolean;
}

/** Where a file is, as the machine sees it. */
interface Seen {
  /** The file's path. */
  readonly path: string;
  /** The folder at which its relative paths start, with slashes. */
  readonly base: string;
  readonly folder: Location;
  /** The project that is moved as a whole. */
  readonly project: Location;
}

/** Where a file lives, by what this machine knows or else by its project; and how it is to be judged. */
export function judgeIn({ path, base, folder, project }: Seen, at: ProjectAt, wishes: Wishes): Judged {
  const { location } = at.settings;
  // What is true of this machine beats what is true of most.
  return folder.kind === 'unknown' && location && at.folder !== null
    ? judgeAt(path, joinLocation(location, pathBetween(at.folder, base)), location, at.settings, wishes, true)
    : judgeAt(path, folder, project, at.settings, wishes, false);
}

/** Puts together what is known of a place, and what is wished for it. */
export function judgeAt(
  path: string,
  folder: Location,
  project: Location,
  settings: ProjectSettings,
  wishes: Wishes,
  isPlaceNamed: boolean,
): Judged {
  const side = wishes.side ?? settings.side;
  const place: Place = {
    file: pathFromBase(path),
    folder,
    project,
    side: side === 'auto' ? null : side,
    automountRoot: defaultAutomountRoot,
    variables: new Map([...settings.variables, ...wishes.variables]),
    engine: wishes.engine,
    ...(wishes.isSlownessAccepted === undefined ? {} : { isSlownessAccepted: wishes.isSlownessAccepted }),
  };
  return { place, isPlaceNamed, levels: settings.levels };
}
