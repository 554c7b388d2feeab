import type * as Measure from '../projects/measure';
import type { EventSeen, Figure, Measured, MeasureRequest } from '../projects/measure';
import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import type { ToldMeasure } from './measure';
import { formatTable } from './table';
import { momentText } from '../text/moment';

/** How a measurement ended, in one word. */
export type MeasureOutcome = 'measured' | 'failed' | 'refused' | 'declined' | 'cancelled';

type Room = Pick<
  typeof Measure,
  | 'rowsOf'
  | 'surenessOf'
  | 'workTitles'
  | 'shownTime'
  | 'shownRatio'
  | 'explainNoEvent'
  | 'fileCount'
  | 'megabytes'
  | 'explainMeasureProblem'
>;

/** What a person reads: a row for each kind of work, and a line for events. */
export function measureAsText({ windowsPath, distro }: MeasureRequest, measured: Measured, room: Room): string {
  const { at, drive, linux, events, containerEvents, rounds } = measured;
  const rows = room.rowsOf(measured);
  const sure = room.surenessOf(rows);
  const table = formatTable([
    ['', 'DRIVE', 'LINUX', 'TIMES AS LONG', 'BETWEEN'],
    ...rows.map(({ work, drive: slow, linux: fast, spread, ratio, unknown }) => {
      const title = inEnglish(room.workTitles[work]);
      if (!slow || !fast || !spread) return [title, '', '', 'unknown', unknown ? inEnglish(unknown) : ''];
      const between = `${room.shownRatio(spread.low)} and ${room.shownRatio(spread.high)}`;
      const fewer = spread.rounds < rounds.length ? ` (${spread.rounds} rounds)` : '';
      const told = ratio === null ? 'unsteady' : room.shownRatio(ratio);
      return [title, room.shownTime(slow), room.shownTime(fast), told, `${between}${fewer}`];
    }),
  ]);
  const place = (path: string, fileSystem: string | null): string =>
    printable(`${path}${fileSystem === null ? '' : ` (${fileSystem})`}`);
  return [
    `${printable(windowsPath)}: ${place(drive.path, drive.fileSystem)} against ${place(linux.path, linux.fileSystem)}, both in ${printable(distro.name)}, ${momentText(at, 'en')}`,
    '',
    table,
    '',
    ...(rows.some(({ ratio, spread }) => spread && ratio === null)
      ? ['Unsteady: the rounds differ too much for one number. Measure again when the computer is less busy.']
      : []),
    ...eventLines('the distro', events, room),
    ...eventLines('a container', containerEvents, room),
    `The middle of ${rounds.length} rounds${sure === null ? '' : `, and between what it lies with ${sure} % confidence`}. Files were in the caches of both sides.`,
  ].join('\n');
}

function eventLines(who: string, { drive, linux }: Measured['events'], room: Room): string[] {
  const isUnknown = typeof drive !== 'string' && typeof linux !== 'string' && drive.unknown === linux.unknown;
  return isUnknown
    ? [eventLine(who, drive, 'on either side', room)]
    : [eventLine(who, drive, 'on the drive', room), eventLine(who, linux, 'on the Linux side', room)];
}

function eventLine(who: string, event: EventSeen, where: string, { explainNoEvent }: Room): string {
  const change = `when Windows changes a file ${where}`;
  return typeof event === 'string'
    ? `${who.charAt(0).toUpperCase()}${who.slice(1)} gets ${event === 'raised' ? 'an' : 'no'} event ${change}.`
    : `Unknown whether ${who} gets an event ${change}: ${inEnglish(explainNoEvent(event.unknown))}`;
}

/** What `slipway measure --format json` prints. */
export function measureAsJson({ outcome, request, end, problem }: ToldMeasure, room: Room): string {
  const output = {
    version: 1,
    outcome,
    folder: request?.windowsPath ?? null,
    distro: request?.distro.name ?? null,
    result: end?.kind === 'measured' ? resultAsJson(end.value, room) : null,
    left: end?.left ?? [],
    problem: problem ? problemAsJson(problem, room) : null,
  };
  return JSON.stringify(output, null, 2);
}

function resultAsJson(measured: Measured, room: Room): object {
  const { at, clock, drive, linux, rounds, events, containerEvents } = measured;
  return {
    at: at.toISOString(),
    clock,
    rounds: rounds.length,
    files: room.fileCount,
    bytes: room.megabytes * 1024 * 1024,
    drive: {
      path: drive.path,
      fileSystem: drive.fileSystem,
      event: eventAsJson(events.drive, room),
      containerEvent: eventAsJson(containerEvents.drive, room),
    },
    linux: {
      path: linux.path,
      fileSystem: linux.fileSystem,
      event: eventAsJson(events.linux, room),
      containerEvent: eventAsJson(containerEvents.linux, room),
    },
    work: room.rowsOf(measured).map(({ work, drive: slow, linux: fast, spread, ratio, unknown }) => ({
      name: work,
      drive: slow && figureAsJson(slow),
      linux: fast && figureAsJson(fast),
      ratio,
      spread: spread && spreadAsJson(spread),
      unknown: unknown && inEnglish(unknown),
    })),
  };
}

function figureAsJson({ median, low, high }: Figure): object {
  return { median, low, high };
}

function spreadAsJson({ low, high, rounds, confidence }: Figure): object {
  return { low, high, rounds, confidence };
}

function eventAsJson(event: EventSeen, { explainNoEvent }: Room): object {
  return typeof event === 'string'
    ? { seen: event, unknown: null }
    : { seen: 'unknown', unknown: inEnglish(explainNoEvent(event.unknown)) };
}

function problemAsJson(problem: NonNullable<ToldMeasure['problem']>, { explainMeasureProblem }: Room): object {
  const { message, nextStep, evidence } = explainMeasureProblem(problem);
  return { kind: problem.kind, message: inEnglish(message), nextStep: inEnglish(nextStep), evidence };
}
