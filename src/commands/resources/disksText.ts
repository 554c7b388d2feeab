import type { DiskReading, Disks, DistroDisk, DockerDiskReadings } from '../../state/disks';
import { explainProblem } from '../../state/problem';
import { message } from '../../text/message';
import { bytesText } from '../../views/bytes';
import { apartNote, dockerDiskName, dockerDiskNote } from '../../views/dockerDiskRows';
import { whyNotRead } from '../../views/diskDetail';
import type { Wording } from '../../views/wording';
import { inlineCode, markdownText } from '../../text/markdownCode';
import type { Redact } from '../redact';

/** All disks as a document in Markdown, with what takes room where. What it quotes cannot become markup. */
export function disksText(disks: Disks, at: string, redact: Redact, wording: Wording): string {
  const { translate, time } = wording;
  return [
    `# ${translate(message('Disks'))}`,
    '',
    translate(message('Read {0}. Only distros that run were asked how full they are; none was started.', time(at))),
    '',
    `## ${translate(message('Distros'))}`,
    '',
    ...distroTable(disks.distros, redact, wording),
    '',
    '## Docker Desktop',
    '',
    ...dockerLines(disks.docker, redact, wording),
    '',
    `## ${translate(message('What to know'))}`,
    '',
    `- ${translate(message('A disk grows with what is written to it and does not shrink when files are deleted.'))}`,
    `- ${translate(message('Nothing here deletes a disk. One that nobody seems to use may hold all that is left of your data.'))}`,
    `- ${translate(message('"Slipway: Reclaim Disk Space…" leads through what makes a disk smaller.'))}`,
    '',
  ].join('\n');
}

function distroTable(distros: readonly DistroDisk[], redact: Redact, wording: Wording): string[] {
  const { translate } = wording;
  if (distros.length === 0) return [translate(message('There is no WSL 2 distro.'))];
  const head = [message('Distro'), message('On its drive'), message('Free there'), message('Inside'), message('Disk')];
  return [
    row(head.map(translate)),
    row(head.map(() => '---')),
    ...distros.map(({ distro, reading, inside }) =>
      row([
        inlineCode(redact(distro.name)),
        ...sizeCells(reading, wording),
        insideText(inside, wording),
        distro.disk === null ? translate(message('unknown')) : inlineCode(redact(distro.disk)),
      ]),
    ),
  ];
}

function insideText(inside: DistroDisk['inside'], { translate, language }: Wording): string {
  if (inside === null) return translate(message('not asked: it does not run'));
  if ('kind' in inside) return markdownText(translate(explainProblem(inside).message));
  return translate(message('{0} used of {1}', bytesText(inside.used, language), bytesText(inside.size, language)));
}

function dockerLines({ disks, failed, apart }: DockerDiskReadings, redact: Redact, wording: Wording): string[] {
  const { translate } = wording;
  const head = [
    message('Disk'),
    message('On its drive'),
    message('Free there'),
    message('Path'),
    message('What it is'),
  ];
  return [
    ...(disks.length === 0
      ? [translate(message('No disk was found'))]
      : [
          row(head.map(translate)),
          row(head.map(() => '---')),
          ...disks.map(({ path, role, reading }) =>
            row([
              translate(dockerDiskName(role)),
              ...sizeCells(reading, wording),
              inlineCode(redact(path)),
              translate(dockerDiskNote(role)),
            ]),
          ),
        ]),
    ...failed.flatMap(({ folder, reason }) => ['', `${inlineCode(redact(folder))}: ${inlineCode(redact(reason))}`]),
    ...(apart === null ? [] : ['', `${inlineCode(redact(apart))}: ${translate(apartNote())}`]),
  ];
}

function sizeCells(reading: DiskReading | null, { translate, language }: Wording): [string, string] {
  if (reading === null) return ['—', '—'];
  const { use, free } = reading;
  return [
    use.kind === 'ok' ? takenText(use.value, language, translate) : inlineCode(whyNotRead(use, translate)),
    free.kind === 'ok' ? bytesText(free.value, language) : '—',
  ];
}

function takenText(
  { size, onDisk }: { readonly size: number; readonly onDisk: number },
  language: string,
  translate: Wording['translate'],
): string {
  return size > onDisk
    ? translate(message('{0} (file of {1})', bytesText(onDisk, language), bytesText(size, language)))
    : bytesText(onDisk, language);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
