import { bytesText } from '../../text/bytes';
import { countText } from '../../text/count';
import { message, type Message } from '../../text/message';
import { momentText } from '../../text/moment';
import { printable } from '../../text/printable';
import type { CopyProgress } from './copy';
import { explainLeftOut } from './leftOut';
import type { NotCopiedReason } from './names';
import { isRoomShort, type MovePlan } from './plan';
import type { Sample, Survey } from './survey';

/** What a plan says, a sentence each: what is done first, then what is not, then what to know. */
export function planSentences(plan: MovePlan, language: string, translate: (text: Message) => string): Message[] {
  const { survey, request, room, unfinished, containers } = plan;
  const bytes = (number: number): string => bytesText(number, language);
  const many = (number: number): string => countText(number, language);
  const { leftOut, notCopied, twins, withoutRoom, gitPlaces } = survey;
  const sentences: (Message | false)[] = [
    message(
      '{0} files ({1}) are copied to {2} in {3}.',
      many(survey.files),
      bytes(survey.bytes),
      printable(request.destination),
      printable(request.distro.name),
    ),
    message('Every file is compared afterwards. The old folder is neither changed nor deleted.'),
    message('It may take {0}, by the pace at which the drive told of its files.', roughTime(plan, language)),
    unfinished !== null &&
      message('An unfinished copy of {0} is there: it is continued.', momentText(unfinished.begun, language)),
    ...leftOut.first
      .slice(0, shownAtMost)
      .map(({ path, reason }) => message('Left out: {0} ({1}).', printable(path), translate(explainLeftOut(reason)))),
    ...more(leftOut, many),
    ...notCopied.first
      .slice(0, shownAtMost)
      .map(({ path, reason }) =>
        message('Cannot be copied: {0} ({1}).', printable(path), translate(explainNotCopied(reason))),
      ),
    ...more(notCopied, many),
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
    survey.isRepository &&
      !plan.hasGit &&
      message(
        '{0} has no git: the repository is copied as it is, and not set up for Linux.',
        printable(request.distro.name),
      ),
    withoutRoom.files > 0 &&
      message(
        '{0} files ({1}) take no room on the drive: if they are in the cloud, they are fetched.',
        many(withoutRoom.files),
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

/** Whether a move that was made can be taken back. */
export function takeBackText(isKept: boolean): Message {
  return isKept
    ? message('To take this back, run "Slipway: Take Back the Move of a Project…" as long as the old folder is there.')
    : message('What was written could not be noted, so Slipway cannot take this move back.');
}

const shownAtMost = 5;

function more({ total, first }: Sample<unknown>, many: (number: number) => string): Message[] {
  const rest = total - Math.min(first.length, shownAtMost);
  return rest > 0 ? [message('… and {0} more of that kind.', many(rest))] : [];
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
  return workOf(survey, survey);
}

/** The same for a part of it. Of small files their number counts, of large ones their size. */
function workOf({ files, bytes }: { readonly files: number; readonly bytes: number }, survey: Survey): number {
  return files * (survey.milliseconds / Math.max(1, survey.files)) * perFile + bytes / bytesPerMillisecond;
}

/** How far a copy is, from 0 to 1. */
export function shareOf(progress: Pick<CopyProgress, 'files' | 'bytes'>, { survey }: Pick<MovePlan, 'survey'>): number {
  const whole = workOf(survey, survey);
  return whole === 0 ? 1 : Math.min(1, workOf(progress, survey) / whole);
}

/** What was sent in less time says nothing of the rest. */
const tellingTime = 2_000;

/** Milliseconds until all is sent, at the pace of what has been; null where that cannot be told yet. */
function timeLeft({ sent, ...progress }: CopyProgress, plan: Pick<MovePlan, 'survey'>): number | null {
  const done = workOf(sent, plan.survey);
  if (sent.milliseconds < tellingTime || done === 0) return null;
  return (sent.milliseconds / done) * workOf(plan.survey, plan.survey) * (1 - shareOf(progress, plan));
}

function roughTime(plan: MovePlan, language: string): string {
  const seconds = Math.ceil(estimate(plan) / 1000);
  const [value, unit] =
    seconds < 90 ? [Math.max(5, Math.ceil(seconds / 5) * 5), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** What a copy is doing, and how far it is. */
export function progressText(progress: CopyProgress, plan: Pick<MovePlan, 'survey'>, language: string): Message {
  const bytes = (number: number): string => bytesText(number, language);
  const many = (number: number): string => countText(number, language);
  const { survey } = plan;
  const { sent } = progress;
  switch (progress.phase) {
    case 'resuming':
      return message('Looking what is there already…');
    case 'copying': {
      const of = message(
        '{0} of {1}, {2} of {3} files',
        // What had arrived and has changed since is sent again.
        bytes(Math.min(progress.bytes, survey.bytes)),
        bytes(survey.bytes),
        many(Math.min(progress.files, survey.files)),
        many(survey.files),
      );
      const left = timeLeft(progress, plan);
      if (left === null) return of;
      return message(
        '{0} of {1}, {2} of {3} files, {4} per second, {5} left',
        ...of.args,
        bytes(Math.round((sent.bytes / sent.milliseconds) * 1000)),
        clock(left / 1000),
      );
    }
    case 'comparing':
      return message('Comparing what arrived…');
    case 'lookingAgain':
      return message('Looking whether the old folder changed meanwhile…');
  }
}

/** `1:05` or `2:01:05`, as on a clock. */
function clock(seconds: number): string {
  const whole = Math.min(Math.round(seconds), 359_999);
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`;
}
