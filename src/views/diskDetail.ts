import type { FileResult } from '../machine/files';
import type { DiskReading } from '../state/disks';
import { message, type Translate } from '../text/message';
import type { Distro } from '../wsl/distro';
import { bytesText } from './bytes';
import { detailContext } from './detailContext';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/** The row of a distro's disk with its size, or of the folder of a WSL 1 distro, which has none of its own. */
export function diskRows(id: string, distro: Distro, reading: DiskReading | null, wording: Wording): readonly Row[] {
  if (distro.disk === null) return [];
  const { translate } = wording;
  const isDisk = distro.wslVersion === 2;
  const label = translate(isDisk ? message('Disk') : message('Folder'));
  return [
    makeRow({
      id: `${id}.disk`,
      label,
      description: isDisk ? diskText(distro.disk, reading, wording) : distro.disk,
      icon: { name: isDisk ? 'database' : 'folder', color: null },
      contextValue: detailContext(isDisk ? 'disk' : 'folder', distro),
      facts: [[label, distro.disk], ...(isDisk ? sparseFacts(reading, wording) : [])],
      notes: isDisk
        ? [translate(message('A disk grows with what is written to it and does not shrink when files are deleted.'))]
        : [],
      subject: { distro },
    }),
  ];
}

/** How much of its drive a disk takes, and what is free there; empty before it was read. */
export function diskText(path: string, reading: DiskReading | null, { translate, language }: Wording): string {
  if (reading === null) return '';
  const { use, free } = reading;
  if (use.kind !== 'ok') return translate(message('size unknown: {0}', whyNotRead(use, translate)));
  const drive = /^[A-Za-z]:/.exec(path)?.[0].toUpperCase();
  const bytes = bytesText(use.value.onDisk, language);
  const where = drive === undefined ? bytes : translate(message('{0} on {1}', bytes, drive));
  if (free.kind !== 'ok') return where;
  return [where, translate(message('{0} free there', bytesText(free.value, language)))].join(' · ');
}

/** What the size of the file is, where it takes less of the drive: it is sparse or compressed then. */
export function sparseFacts(
  reading: DiskReading | null,
  { translate, language }: Wording,
): readonly (readonly [string, string])[] {
  if (reading?.use.kind !== 'ok') return [];
  const { size, onDisk } = reading.use.value;
  return size <= onDisk ? [] : [[translate(message('Size of the file')), bytesText(size, language)]];
}

/** Why something could not be read. */
export function whyNotRead(failed: Exclude<FileResult<unknown>, { kind: 'ok' }>, translate: Translate): string {
  if (failed.kind === 'wouldStart') return translate(message('reading it would start {0}', failed.distro));
  return failed.code === 'ENOENT' ? translate(message('the file is not there')) : failed.reason;
}
