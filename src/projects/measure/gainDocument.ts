import { inlineCode } from '../../text/markdownCode';
import { message, type Translate } from '../../text/message';
import { shownEvent, table } from './document';
import { gainsOf, type Gain } from './gain';
import type { Kept } from './kept';
import type { Measured, MeasuredVolume } from './measure';
import type { Figure } from './statistics';
import { rowsOf, shownRatio, shownTime, surenessOf, workTitles } from './words';

/** Two measurements of one drive side by side, as Markdown without a title. `time` tells when each was made. */
export function gainDocument(
  before: Kept<Measured>,
  after: Kept<Measured>,
  time: (at: Date) => string,
  translate: Translate,
): string {
  const gains = gainsOf(before.measured.rounds, after.measured.rounds);
  const sure = gains.flatMap(({ times }) => (times ? [times.confidence] : []));
  return [
    `- ${translate(message('Before: {0}, {1}', time(before.measured.at), inlineCode(systemOf(before))))}`,
    `- ${translate(message('After: {0}, {1}', time(after.measured.at), inlineCode(systemOf(after))))}`,
    '',
    ...table(
      [message('Work on the drive'), message('Before'), message('After'), message('Times as fast'), message('Between')],
      gains.filter(({ before: old, after: fresh }) => old ?? fresh).map((gain) => cellsOf(gain, translate)),
      translate,
    ),
    '',
    translate(
      message(
        'Each time is compared with that of the Linux side, measured within the same seconds: what slows the whole computer counts for both.',
      ),
    ),
    ...(sure.length === 0
      ? []
      : [translate(message('Between what it lies holds with {0} % confidence.', Math.floor(Math.min(...sure) * 100)))]),
    '',
    ...table(
      [message('Change made by Windows on the drive'), message('Before'), message('After')],
      [
        [message('In the distro'), before.measured.events.drive, after.measured.events.drive] as const,
        [
          message('In a container'),
          before.measured.containerEvents.drive,
          after.measured.containerEvents.drive,
        ] as const,
      ].map(([where, old, fresh]) => [translate(where), shownEvent(old, translate), shownEvent(fresh, translate)]),
      translate,
    ),
    '',
  ].join('\n');
}

/** The first of them, as long as there is no second. */
export function measuredAlone(kept: Kept<Measured>, time: (at: Date) => string, translate: Translate): string {
  const rows = rowsOf(kept.measured).filter(({ drive }) => drive);
  return [
    `- ${translate(message('Before: {0}, {1}', time(kept.measured.at), inlineCode(systemOf(kept))))}`,
    '',
    ...table(
      [message('Work on the drive'), message('Before'), message('Times as long as on the Linux side')],
      rows.map(({ work, drive, spread, ratio }) => [
        translate(workTitles[work]),
        drive ? shownTime(drive) : '',
        ratio !== null ? shownRatio(ratio) : translate(spread ? message('unsteady') : message('unknown')),
      ]),
      translate,
    ),
    '',
  ].join('\n');
}

/** What a folder of the drive costs in a container against a volume there. */
export function volumeDocument(
  { windowsPath, measured }: Kept<MeasuredVolume>,
  time: (at: Date) => string,
  translate: Translate,
): string {
  const rows = rowsOf({ rounds: measured.rounds, hasGit: false }).filter(({ drive }) => drive);
  const sure = surenessOf(rows);
  return [
    translate(
      message(
        'Measured in containers at {0}: {1}, and a volume of Docker.',
        time(measured.at),
        inlineCode(windowsPath),
      ),
    ),
    '',
    ...table(
      [message('Work'), message('Drive'), message('Volume'), message('Times as fast'), message('Between')],
      rows.map(({ work, drive, linux, ratio, spread }) => [
        translate(workTitles[work]),
        drive ? shownTime(drive) : '',
        linux ? shownTime(linux) : '',
        timesText(ratio, spread, translate),
        spread ? `${shownRatio(spread.low)} – ${shownRatio(spread.high)}` : '',
      ]),
      translate,
    ),
    '',
    ...(sure === null ? [] : [translate(message('Between what it lies holds with {0} % confidence.', sure))]),
    translate(message("It is the same work in both, and not that of the project's own programs.")),
    '',
  ].join('\n');
}

/** How many times as fast the volume is; no number where one could be on either side of the drive's. */
function timesText(ratio: number | null, spread: Figure | null, translate: Translate): string {
  if (!spread) return translate(message('unknown'));
  if (spread.low <= 1 && spread.high >= 1) return translate(message('nothing beyond the spread'));
  return ratio === null ? translate(message('unsteady')) : shownRatio(ratio);
}

function systemOf({ measured: { drive } }: Kept<Measured>): string {
  return drive.fileSystem ?? '?';
}

function cellsOf({ work, before, after, times, verdict }: Gain, translate: Translate): string[] {
  return [
    translate(workTitles[work]),
    before ? shownTime(before) : '',
    after ? shownTime(after) : '',
    verdictText(verdict, times, translate),
    times ? `${shownRatio(times.low)} – ${shownRatio(times.high)}` : '',
  ];
}

function verdictText(verdict: Gain['verdict'], times: Gain['times'], translate: Translate): string {
  if (times === null) return translate(message('unknown'));
  if (verdict === 'faster') return shownRatio(times.median);
  return translate(
    verdict === 'slower' ? message('{0}, slower', shownRatio(times.median)) : message('nothing beyond the spread'),
  );
}
