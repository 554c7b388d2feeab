import { codeBlock, inlineCode } from '../../text/markdownCode';
import { message, type Message, type Translate } from '../../text/message';
import type { EventSeen } from './events';
import type { Measured } from './measure';
import type { MeasureRequest } from './request';
import { explainNoEvent, rowsOf, shownRatio, shownTime, surenessOf, workTitles, type Row } from './words';
import { sides } from './work';

/** What was measured, as a Markdown document; what it quotes cannot become markup. */
export function measureDocument(
  { windowsPath, distro }: MeasureRequest,
  measured: Measured,
  time: string,
  left: readonly string[],
  translate: Translate,
): string {
  const { drive, linux, rounds } = measured;
  const rows = rowsOf(measured);
  const sure = surenessOf(rows);
  return [
    `# ${translate(message('What {0} costs', inlineCode(windowsPath)))}`,
    '',
    translate(message('Measured in {0} at {1}.', inlineCode(distro.name), time)),
    '',
    `- ${translate(message('Drive: {0}', inlineCode(placeOf(drive))))}`,
    `- ${translate(message('Linux side: {0}', inlineCode(placeOf(linux))))}`,
    '',
    ...table(
      [message('Work'), message('Drive'), message('Linux side'), message('Times as long'), message('Between')],
      rows.map((row) => cellsOf(row, translate)),
      translate,
    ),
    '',
    sure === null
      ? translate(message('The middle of {0} rounds.', rounds.length))
      : translate(
          message('The middle of {0} rounds, and between what it lies with {1} % confidence.', rounds.length, sure),
        ),
    translate(message('Files were in the caches of both sides.')),
    ...(rows.some(({ ratio, spread }) => spread && ratio === null)
      ? [
          '',
          translate(
            message('Unsteady: the rounds differ too much for one number. Measure again when less is going on.'),
          ),
        ]
      : []),
    '',
    `## ${translate(message('Changes made by Windows'))}`,
    '',
    ...eventsOf(measured, translate),
    ...(left.length > 0
      ? ['', translate(message('Still there, and removed by the next measurement:')), '', ...codeBlock(left.join('\n'))]
      : []),
    '',
  ].join('\n');
}

function placeOf({ path, fileSystem }: Measured['drive']): string {
  return fileSystem === null ? path : `${path} (${fileSystem})`;
}

function cellsOf({ work, drive, linux, spread, ratio, unknown }: Row, translate: Translate): string[] {
  const title = translate(workTitles[work]);
  if (!drive || !linux || !spread) {
    return [title, '', '', translate(message('unknown')), unknown ? translate(unknown) : ''];
  }
  return [
    title,
    shownTime(drive),
    shownTime(linux),
    ratio === null ? translate(message('unsteady')) : shownRatio(ratio),
    `${shownRatio(spread.low)} – ${shownRatio(spread.high)}`,
  ];
}

function eventsOf({ events, containerEvents }: Measured, translate: Translate): string[] {
  const titles = { drive: message('On the drive'), linux: message('On the Linux side') } as const;
  const all = sides.flatMap((side) => [events[side], containerEvents[side]]);
  const reasons = new Set(all.flatMap((event) => (typeof event === 'string' ? [] : [event.unknown])));
  return [
    ...table(
      [message('Change'), message('In the distro'), message('In a container')],
      sides.map((side) => [
        translate(titles[side]),
        shownEvent(events[side], translate),
        shownEvent(containerEvents[side], translate),
      ]),
      translate,
    ),
    ...(reasons.size > 0 ? [''] : []),
    ...[...reasons].map((reason) => `- ${translate(explainNoEvent(reason))}`),
  ];
}

/** Whether there was one, in a word. */
export function shownEvent(event: EventSeen, translate: Translate): string {
  return translate(
    typeof event !== 'string' ? message('unknown') : event === 'raised' ? message('an event') : message('no event'),
  );
}

/** A table of Markdown; what stands in its cells is none. */
export function table(head: readonly Message[], rows: readonly (readonly string[])[], translate: Translate): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head.map(translate)), line(head.map(() => '---')), ...rows.map(line)];
}
