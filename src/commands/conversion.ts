import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import { whatEnds, type DistroEnd } from './distroEnd';
import type { Question } from './question';

/** Room on the drive that holds a distro, as text in the reader's language. `size` is null for WSL 1: it has no disk. */
export interface DiskRoom {
  readonly drive: string;
  readonly size: string | null;
  readonly free: string;
  /** Whether less is free than the disk takes. */
  readonly isTight: boolean;
}

/** Asks before a distro is converted to the other WSL version. `room` is null where it could not be read. */
export function conversionQuestion(end: DistroEnd, version: 1 | 2, room: DiskRoom | null): Question<'convert'> {
  const name = printable(end.name);
  return {
    message: message('Convert {0} to WSL {1}?', name, version),
    detail: [
      ...whatEnds(end),
      ...(version === 1
        ? [message('Docker Desktop and everything else that needs a Linux kernel does not work in a WSL 1 distro.')]
        : []),
      message('It takes minutes to hours and cannot be cancelled cleanly: closing this window breaks it off.'),
      roomText(room),
      ...(room?.isTight ? [message('That may be too little, and the conversion would fail in the end.')] : []),
      message('If you cannot lose what is in it, export it first: that is your backup.'),
    ],
    choices: [['convert', message('Convert {0} to WSL {1}', name, version)]],
  };
}

function roomText(room: DiskRoom | null): Message {
  if (room === null)
    return message('It needs about the space of the distro again; how much is free could not be read.');
  return room.size === null
    ? message('It needs about the space of the distro again: {0} is free on {1}.', room.free, room.drive)
    : message('It needs about {0} more, the size of its disk: {1} is free on {2}.', room.size, room.free, room.drive);
}
