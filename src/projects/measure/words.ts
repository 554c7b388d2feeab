import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import { promisedSeconds } from './budget';
import type { NoEvent } from './events';
import type { Measured, MeasureProgress } from './measure';
import type { MeasureRequest } from './request';
import { compare, isSteady, type Figure } from './statistics';
import { fileCount, megabytes, works, type Work } from './work';

/** What is told of one kind of work. */
export interface Row {
  readonly work: Work;
  readonly drive: Figure | null;
  readonly linux: Figure | null;
  /** Between what the ratio lies; `ratio` is that of the middle, where it is sure enough. */
  readonly spread: Figure | null;
  readonly ratio: number | null;
  /** Why there is no ratio. */
  readonly unknown: Message | null;
}

/** A row for each kind of work, in their order. */
export function rowsOf({ rounds, hasGit }: Pick<Measured, 'rounds' | 'hasGit'>): Row[] {
  return works.map((work) => {
    const { drive, linux, ratio } = compare(rounds, work);
    const steady = ratio && isSteady(ratio) ? ratio.median : null;
    const why = ratio ? message('The rounds differ too much.') : whyNot(work, hasGit);
    return { work, drive, linux, spread: ratio, ratio: steady, unknown: steady === null ? why : null };
  });
}

function whyNot(work: Work, hasGit: boolean): Message {
  if (work === 'git') {
    return hasGit ? message('Git could not be used in a new repository.') : message('Git is not in the distro.');
  }
  return work === 'write' || work === 'read'
    ? message('dd could not do it, or the clock is too coarse.')
    : message('The clock is too coarse.');
}

/** How sure the least sure of all spreads is, in percent; null where there is none. */
export function surenessOf(rows: readonly Row[]): number | null {
  const all = rows.flatMap(({ spread }) => (spread ? [spread.confidence] : []));
  return all.length === 0 ? null : Math.floor(Math.min(...all) * 100);
}

/** What each work is called. */
export const workTitles: Readonly<Record<Work, Message>> = {
  create: message('Create {0} files', fileCount),
  stat: message('Look at {0} files', fileCount),
  list: message('List {0} names', fileCount),
  remove: message('Remove {0} files', fileCount),
  write: message('Write {0} MB', megabytes),
  read: message('Read {0} MB', megabytes),
  git: message('Run git status'),
};

/** Three digits that mean something. */
export function shownTime({ median }: Figure): string {
  return `${median >= 100 ? Math.round(median) : Number(median.toPrecision(3))} ms`;
}

/** Two digits are as much as rounds on a computer with other work can tell. */
export function shownRatio(ratio: number): string {
  return String(ratio >= 10 ? Math.round(Number(ratio.toPrecision(2))) : Number(ratio.toPrecision(2)));
}

/** Why nothing is known of an event. */
export function explainNoEvent(reason: NoEvent): Message {
  switch (reason) {
    case 'noInotifywait':
      return message('The distro has no inotifywait.');
    case 'noWatch':
      return message('inotifywait could not watch.');
    case 'fromInside':
      return message('This was run in a distro, not on Windows.');
    case 'notSeen':
      return message('The change did not come to be there.');
    case 'deaf':
      return message('A change made on the spot raised none either.');
    case 'noEngine':
      return message('Docker Desktop does not answer in the distro.');
    case 'noContainer':
      return message("No container of the distro's programs could be run.");
    case 'noTime':
      return message('There was no time left for it.');
  }
}

function doneOnEachSide(): Message {
  return message(
    'In a folder of its own on each side, {0} files are made and removed, and {1} MB written, again and again.',
    fileCount,
    megabytes,
  );
}

function startFor({ state, name }: MeasureRequest['distro']): Message[] {
  return state === 'running' ? [] : [message('{0} is stopped, and is started for it.', printable(name))];
}

/** What is going to be done, before somebody agrees. */
export function planSentences({ distro, windowsPath }: MeasureRequest): Message[] {
  return [
    message(
      'Measures {0} against the home in {1}: about a minute, {2} at most.',
      printable(windowsPath),
      printable(distro.name),
      promisedSeconds / 60,
    ),
    doneOnEachSide(),
    message(
      'Where Docker Desktop answers there, two containers of its inotifywait watch a folder each, without a network.',
    ),
    message('All of it is removed again, also when you cancel.'),
    ...startFor(distro),
  ];
}

/** The same for what is measured in containers. */
export function volumePlanSentences({ distro, windowsPath }: MeasureRequest): Message[] {
  return [
    message(
      'Measures {0} against a volume, in containers of the programs of {1}: about two minutes, {2} at most.',
      printable(windowsPath),
      printable(distro.name),
      promisedSeconds / 60,
    ),
    doneOnEachSide(),
    message('The containers of the project are left alone. All of it is removed again, also when you cancel.'),
    ...startFor(distro),
  ];
}

/** What is being done. */
export function progressText(progress: MeasureProgress): Message {
  switch (progress.phase) {
    case 'looking':
      return message('Looking at both sides…');
    case 'rounds':
      return message('Round {0} of at most {1}…', progress.round, progress.of);
    case 'events':
      return message('Waiting for an event…');
    case 'containers':
      return message('Waiting for an event in a container…');
    case 'cleaning':
      return message('Cleaning up…');
  }
}
