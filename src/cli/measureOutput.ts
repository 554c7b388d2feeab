import type * as Measure from '../projects/measure';
import type { EventSeen, Figure, Measured, MeasureRequest, NoEvent, Work } from '../projects/measure';
import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import type { ToldMeasure } from './measure';
import { formatTable } from './table';

/** How a measurement ended, in one word. */
export type MeasureOutcome = 'measured' | 'failed' | 'refused' | 'declined' | 'cancelled';

type Room = Pick<
  typeof Measure,
  'works' | 'compare' | 'isSteady' | 'fileCount' | 'megabytes' | 'explainMeasureProblem'
>;

interface Row {
  readonly work: Work;
  readonly drive: Figure | null;
  readonly linux: Figure | null;
  /** Between what the ratio lies; `ratio` is that of the middle, where it is sure enough. */
  readonly spread: Figure | null;
  readonly ratio: number | null;
  /** Why there is no ratio. */
  readonly unknown: string | null;
}

function rowsOf({ rounds, hasGit }: Measured, { works, compare, isSteady }: Room): Row[] {
  return works.map((work) => {
    const { drive, linux, ratio } = compare(rounds, work);
    const steady = ratio && isSteady(ratio) ? ratio.median : null;
    const unknown = steady !== null ? null : ratio ? 'the rounds differ too much' : whyNot(work, hasGit);
    return { work, drive, linux, spread: ratio, ratio: steady, unknown };
  });
}

function whyNot(work: Work, hasGit: boolean): string {
  if (work === 'git') return hasGit ? 'git could not be used in a new repository' : 'git is not in the distro';
  return work === 'write' || work === 'read'
    ? 'dd could not do it, or the clock is too coarse'
    : 'the clock is too coarse';
}

/** What a person reads: a row for each kind of work, and a line for events. */
export function measureAsText({ windowsPath, distro }: MeasureRequest, measured: Measured, room: Room): string {
  const { at, drive, linux, events, containerEvents, rounds } = measured;
  const names: Readonly<Record<Work, string>> = {
    create: `create ${room.fileCount} files`,
    stat: `stat ${room.fileCount} files`,
    list: `list ${room.fileCount} names`,
    remove: `remove ${room.fileCount} files`,
    write: `write ${room.megabytes} MB`,
    read: `read ${room.megabytes} MB`,
    git: 'git status',
  };
  const rows = rowsOf(measured, room);
  const table = formatTable([
    ['', 'DRIVE', 'LINUX', 'TIMES AS LONG', 'BETWEEN'],
    ...rows.map(({ work, drive: slow, linux: fast, spread, ratio, unknown }) =>
      slow && fast && spread
        ? [
            names[work],
            milliseconds(slow),
            milliseconds(fast),
            ratio === null ? 'unsteady' : times(ratio),
            `${times(spread.low)} and ${times(spread.high)}${spread.rounds < rounds.length ? ` (${spread.rounds} rounds)` : ''}`,
          ]
        : [names[work], '', '', 'unknown', unknown ?? ''],
    ),
  ]);
  const place = (path: string, fileSystem: string | null): string =>
    printable(`${path}${fileSystem === null ? '' : ` (${fileSystem})`}`);
  return [
    `${printable(windowsPath)}: ${place(drive.path, drive.fileSystem)} against ${place(linux.path, linux.fileSystem)}, both in ${printable(distro.name)}, ${at.toISOString()}`,
    '',
    table,
    '',
    ...(rows.some(({ ratio, spread }) => spread && ratio === null)
      ? ['Unsteady: the rounds differ too much for one number. Measure again when the computer is less busy.']
      : []),
    ...eventLines('the distro', events),
    ...eventLines('a container', containerEvents),
    `The middle of ${rounds.length} rounds${sureness(rows)}. Files were in the caches of both sides.`,
  ].join('\n');
}

/** How sure the least sure of all spreads is. */
function sureness(rows: readonly Row[]): string {
  const all = rows.flatMap(({ spread }) => (spread ? [spread.confidence] : []));
  return all.length === 0 ? '' : `, and between what it lies with ${Math.floor(Math.min(...all) * 100)} % confidence`;
}

function eventLines(who: string, { drive, linux }: Measured['events']): string[] {
  const isUnknown = typeof drive !== 'string' && typeof linux !== 'string' && drive.unknown === linux.unknown;
  return isUnknown
    ? [eventLine(who, drive, 'on either side')]
    : [eventLine(who, drive, 'on the drive'), eventLine(who, linux, 'on the Linux side')];
}

function eventLine(who: string, event: EventSeen, where: string): string {
  const change = `when Windows changes a file ${where}`;
  if (typeof event !== 'string')
    return `Unknown whether ${who} gets an event ${change}: ${explainNoEvent(event.unknown)}.`;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} gets ${event === 'raised' ? 'an' : 'no'} event ${change}.`;
}

function explainNoEvent(reason: NoEvent): string {
  switch (reason) {
    case 'noInotifywait':
      return 'the distro has no inotifywait';
    case 'noWatch':
      return 'inotifywait could not watch';
    case 'fromInside':
      return 'this was run in a distro, not on Windows';
    case 'notSeen':
      return 'the change did not come to be there';
    case 'deaf':
      return 'a change made in the distro raised none either';
    case 'noEngine':
      return 'Docker Desktop does not answer in the distro';
    case 'noContainer':
      return "no container of the distro's programs could be run";
    case 'noTime':
      return 'there was no time left for it';
  }
}

function milliseconds({ median }: Figure): string {
  return `${rounded(median)} ms`;
}

/** Two digits are as much as rounds on a computer with other work can tell. */
function times(ratio: number): string {
  return ratio >= 10 ? String(Math.round(Number(ratio.toPrecision(2)))) : String(Number(ratio.toPrecision(2)));
}

/** Three digits that mean something. */
function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
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
      event: eventAsJson(events.drive),
      containerEvent: eventAsJson(containerEvents.drive),
    },
    linux: {
      path: linux.path,
      fileSystem: linux.fileSystem,
      event: eventAsJson(events.linux),
      containerEvent: eventAsJson(containerEvents.linux),
    },
    work: rowsOf(measured, room).map(({ work, drive: slow, linux: fast, spread, ratio, unknown }) => ({
      name: work,
      drive: slow && figureAsJson(slow),
      linux: fast && figureAsJson(fast),
      ratio,
      spread: spread && spreadAsJson(spread),
      unknown,
    })),
  };
}

function figureAsJson({ median, low, high }: Figure): object {
  return { median, low, high };
}

function spreadAsJson({ low, high, rounds, confidence }: Figure): object {
  return { low, high, rounds, confidence };
}

function eventAsJson(event: EventSeen): object {
  return typeof event === 'string'
    ? { seen: event, unknown: null }
    : { seen: 'unknown', unknown: explainNoEvent(event.unknown) };
}

function problemAsJson(problem: NonNullable<ToldMeasure['problem']>, { explainMeasureProblem }: Room): object {
  const { message, nextStep, evidence } = explainMeasureProblem(problem);
  return { kind: problem.kind, message: inEnglish(message), nextStep: inEnglish(nextStep), evidence };
}
