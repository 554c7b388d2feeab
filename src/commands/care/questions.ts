import { message } from '../../text/message';
import { printable } from '../../text/printable';
import type { Import } from '../../wsl/import';
import { whatEnds, type DistroEnd } from '../distroEnd';
import type { Question } from '../question';
import { roomTexts, type Room } from './room';

/** What is asked before a distro is exported. */
export interface ExportAsked {
  readonly end: DistroEnd;
  readonly file: string;
  /** Whether a file of that name is there already. */
  readonly replaces: boolean;
  readonly room: Room;
}

/** Asks before a distro is exported. `language` is the reader's, for numbers. */
export function exportQuestion({ end, file, replaces, room }: ExportAsked, language: string): Question<'export'> {
  const name = printable(end.name);
  return {
    message: message('Export {0}?', name),
    detail: [
      ...whatEnds(end),
      message('All its files are written to {0}.', printable(file)),
      ...(replaces ? [message('The file that is there is replaced, once the new one is complete.')] : []),
      ...roomTexts(room, 'most', language),
      message('How long it takes is not known. {0} cannot be used meanwhile; cancelling breaks it off.', name),
    ],
    choices: [['export', message('Export {0}', name)]],
  };
}

/** What is asked before a distro is moved. */
export interface MoveAsked {
  readonly end: DistroEnd;
  readonly folder: string;
  /** Null where the disk stays on its drive and needs no room. */
  readonly room: Room | null;
}

/** Asks before the disk of a distro goes to another folder. */
export function moveQuestion({ end, folder, room }: MoveAsked, language: string): Question<'move'> {
  const name = printable(end.name);
  return {
    message: message('Move {0} to another folder?', name),
    detail: [
      ...whatEnds(end),
      ...(end.isRunning && end.isIntegrated
        ? [message('If Docker Desktop starts it again meanwhile the move fails: quit Docker Desktop first.')]
        : []),
      message('Its disk goes to {0}.', printable(folder)),
      ...(room === null
        ? [message('It stays on its drive, which takes a moment and no room.')]
        : [
            ...roomTexts(room, 'most', language),
            message('How long it takes is not known, and WSL answers nothing else meanwhile: no list, no start.'),
            message('Cancelling ends the waiting; whether WSL goes on then is looked at and told.'),
          ]),
      message('If you cannot lose what is in it, export it first: that is your backup.'),
    ],
    choices: [['move', message('Move {0}', name)]],
  };
}

/** Asks before a distro is imported. */
export function importQuestion(
  wish: Import,
  { isFirst, room }: { readonly isFirst: boolean; readonly room: Room },
  language: string,
): Question<'import'> {
  return {
    message: message('Import {0} as a new distro?', wish.name),
    detail: [
      message('It is made from {0}, which stays as it is.', printable(wish.file)),
      message('It lives in {0} from then on.', printable(wish.folder)),
      ...(wish.as.kind === 'archive' ? [message('It becomes a WSL {0} distro.', wish.as.version)] : []),
      ...(isFirst ? [message('As the only distro it becomes the default.')] : []),
      ...roomTexts(room, 'least', language),
      message('You are root in it, unless its /etc/wsl.conf names another user; afterwards you can choose one.'),
      message('How long it takes is not known; cancelling breaks it off.'),
    ],
    choices: [['import', message('Import {0}', wish.name)]],
  };
}

/** Asks before a stopped distro is started to be asked for its users. */
export function startForUserQuestion(name: string): Question<'start'> {
  const shown = printable(name);
  return {
    message: message('Start {0} to choose its default user?', shown),
    detail: [message('It is asked for its users, and WSL itself has to start it to change the default.')],
    choices: [['start', message('Start {0}', shown)]],
  };
}
