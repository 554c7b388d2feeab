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
  'works' | 'figureOf' | 'ratioOf' | 'fileCount' | 'megabytes' | 'explainMeasureProblem'
>;

interface Row {
  readonly work: Work;
  readonly drive: Figure | null;
  readonly linux: Figure | null;
  readonly ratio: Figure | null;
  readonly unknown: string | null;
}

function rowsOf({ samples, hasGit }: Measured, { works, figureOf, ratioOf }: Room): Row[] {
  return works.map((work) => {
    const [drive, linux] = [figureOf(samples.drive, work), figureOf(samples.linux, work)];
    const ratio = drive && linux ? ratioOf(drive, linux) : null;
    return { work, drive, linux, ratio, unknown: ratio ? null : whyNot(work, hasGit) };
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
  const { at, drive, linux, events, samples } = measured;
  const names: Readonly<Record<Work, string>> = {
    create: `create ${room.fileCount} files`,
    stat: `stat ${room.fileCount} files`,
    list: `list ${room.fileCount} names`,
    remove: `remove ${room.fileCount} files`,
    write: `write ${room.megabytes} MB`,
    read: `read ${room.megabytes} MB`,
    git: 'git status',
  };
  const table = formatTable([
    ['', 'DRIVE', 'LINUX', 'TIMES AS LONG', 'BETWEEN'],
    ...rowsOf(measured, room).map(({ work, drive: slow, linux: fast, ratio, unknown }) =>
      slow && fast && ratio
        ? [
            names[work],
            milliseconds(slow),
            milliseconds(fast),
            times(ratio.median),
            `${times(ratio.low)} and ${times(ratio.high)}`,
          ]
        : [names[work], '', '', `unknown: ${unknown ?? ''}`],
    ),
  ]);
  const place = (path: string, fileSystem: string | null): string =>
    printable(`${path}${fileSystem === null ? '' : ` (${fileSystem})`}`);
  return [
    `${printable(windowsPath)}: ${place(drive.path, drive.fileSystem)} against ${place(linux.path, linux.fileSystem)}, both in ${printable(distro.name)}, ${at.toISOString()}`,
    '',
    table,
    '',
    `A change made by Windows raises ${eventText(events.drive)} on the drive, and ${eventText(events.linux)} on the Linux side.`,
    `Medians of ${samples.linux.length} rounds. Files were in the caches; between: the slowest round of one side by the fastest of the other.`,
  ].join('\n');
}

function eventText(event: EventSeen): string {
  if (typeof event !== 'string') return `an unknown event (${explainNoEvent(event.unknown)})`;
  return event === 'raised' ? 'an event' : 'no event';
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
  }
}

function milliseconds({ median }: Figure): string {
  return `${rounded(median)} ms`;
}

function times(ratio: number): string {
  return rounded(ratio);
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
  const { at, clock, drive, linux, samples, events } = measured;
  return {
    at: at.toISOString(),
    clock,
    rounds: samples.linux.length,
    files: room.fileCount,
    bytes: room.megabytes * 1024 * 1024,
    drive: { path: drive.path, fileSystem: drive.fileSystem, event: eventAsJson(events.drive) },
    linux: { path: linux.path, fileSystem: linux.fileSystem, event: eventAsJson(events.linux) },
    work: rowsOf(measured, room).map(({ work, ...row }) => ({ name: work, ...row })),
  };
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
