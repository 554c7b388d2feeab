import { bytesText } from '../../text/bytes';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { CopyProgress } from './copy';
import { explainLeftOut } from './leftOut';
import type { NotCopiedReason } from './names';
import { isRoomShort, type MovePlan } from './plan';
import type { Sample } from './survey';

/** What a plan says, a sentence each: what is done first, then what is not, then what to know. */
export function planSentences(plan: MovePlan, language: string, translate: (text: Message) => string): Message[] {
  const { survey, request, room, unfinished, containers } = plan;
  const bytes = (number: number): string => bytesText(number, language);
  const { leftOut, notCopied, twins, withoutRoom, gitPlaces } = survey;
  const sentences: (Message | false)[] = [
    message(
      '{0} files ({1}) are copied to {2} in {3}.',
      survey.files,
      bytes(survey.bytes),
      printable(request.destination),
      printable(request.distro.name),
    ),
    message('Every file is compared afterwards. The old folder is neither changed nor deleted.'),
    message('It may take {0}, by the pace at which the drive told of its files.', roughTime(plan, language)),
    unfinished !== null &&
      message('An unfinished copy of {0} is there: it is continued.', unfinished.begun.slice(0, 16).replace('T', ' ')),
    ...leftOut.first
      .slice(0, shownAtMost)
      .map(({ path, reason }) => message('Left out: {0} ({1}).', printable(path), translate(explainLeftOut(reason)))),
    ...more(leftOut),
    ...notCopied.first
      .slice(0, shownAtMost)
      .map(({ path, reason }) =>
        message('Cannot be copied: {0} ({1}).', printable(path), translate(explainNotCopied(reason))),
      ),
    ...more(notCopied),
    ...twins.first
      .slice(0, shownAtMost)
      .map((group) =>
        message('Differ in case alone, and stay two in the distro: {0}.', group.map(printable).join(', ')),
      ),
    ...gitPlaces.first
      .filter(({ kind }) => kind === 'away')
      .slice(0, shownAtMost)
      .map(({ path, gitdir }) =>
        message(
          'Git will not work in {0}: its repository is elsewhere, at {1}.',
          printable(path === '' ? '.' : path),
          printable(gitdir ?? ''),
        ),
      ),
    withoutRoom.files > 0 &&
      message(
        '{0} files ({1}) take no room on the drive: if they are in the cloud, they are fetched.',
        withoutRoom.files,
        bytes(withoutRoom.bytes),
      ),
    containers !== null &&
      containers.length > 0 &&
      message(
        'Containers run on the old folder and may change it meanwhile: {0}.',
        containers.map(printable).join(', '),
      ),
    isRoomShort(room) &&
      message(
        'There may be too little room: {0} is needed, {1} is free.',
        bytes(room.needed),
        bytes(Math.min(room.inDistro ?? Infinity, room.onDrive?.free ?? Infinity)),
      ),
  ];
  return sentences.filter((each) => each !== false);
}

const shownAtMost = 5;

function more({ total, first }: Sample<unknown>): Message[] {
  const rest = total - Math.min(first.length, shownAtMost);
  return rest > 0 ? [message('… and {0} more of that kind.', rest)] : [];
}

export function explainNotCopied(reason: NotCopiedReason): Message {
  switch (reason) {
    case 'nameTooLong':
      return message('its name takes more than the 255 bytes that Linux allows');
    case 'pathTooLong':
      return message('its path would be longer than Linux allows');
    case 'nameNotText':
      return message('its name is no valid text');
    case 'linkOutside':
      return message('a link that leads out of the project');
    case 'special':
      return message('neither a file, a folder nor a link');
    case 'unreadable':
      return message('it may not be read, and the move would stop there');
  }
}

/** So much longer does reading a small file take than being told of it, with its hash and its way into the distro. */
const perFile = 3;
const bytesPerMillisecond = 60_000;

/** Milliseconds that a copy may take: no more than an order of magnitude. */
export function estimate({ survey }: Pick<MovePlan, 'survey'>): number {
  return survey.milliseconds * perFile + survey.bytes / bytesPerMillisecond;
}

function roughTime(plan: MovePlan, language: string): string {
  const seconds = Math.ceil(estimate(plan) / 1000);
  const [value, unit] =
    seconds < 90 ? [Math.max(5, Math.ceil(seconds / 5) * 5), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** What a copy is doing, and how far it is. */
export function progressText(progress: CopyProgress, plan: MovePlan, milliseconds: number, language: string): Message {
  const bytes = (number: number): string => bytesText(number, language);
  const { survey } = plan;
  switch (progress.phase) {
    case 'resuming':
      return message('Looking what is there already…');
    case 'copying': {
      const rate = progress.sent / Math.max(1, milliseconds);
      const left = Math.max(0, survey.bytes - progress.bytes) / Math.max(1e-9, rate) / 1000;
      const of = message(
        '{0} of {1}, {2} of {3} files',
        // What had arrived and has changed since is sent again.
        bytes(Math.min(progress.bytes, survey.bytes)),
        bytes(survey.bytes),
        Math.min(progress.files, survey.files),
        survey.files,
      );
      if (milliseconds < 1_000 || progress.sent === 0) return of;
      return message(
        '{0} of {1}, {2} of {3} files, {4} per second, {5} left',
        ...of.args,
        bytes(Math.round(rate * 1000)),
        clock(left),
      );
    }
    case 'comparing':
      return message('Comparing what arrived…');
    case 'lookingAgain':
      return message('Looking whether the old folder changed meanwhile…');
  }
}

/** `1:05`, as on a clock. */
function clock(seconds: number): string {
  const whole = Math.min(Math.round(seconds), 359_999);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
