import type { FileResult } from '../machine/files';
import { message, type Translate } from '../text/message';
import type { Distro } from '../wsl/distro';
import { bytesText } from './bytes';
import { detailContext } from './detailContext';
import { makeRow, type Row } from './row';
import type { Wording } from './wording';

/** What was read of a distro's disk when its row was opened; null for what was not read yet. */
export interface DiskReading {
  readonly size: FileResult<number>;
  /** Of the drive it lies on. */
  readonly free: FileResult<number>;
}

/** The row of a distro's disk with its size, or of the folder of a WSL 1 distro, which has none of its own. */
export function diskRows(
  id: string,
  distro: Distro,
  reading: DiskReading | null,
  { translate, language }: Wording,
): readonly Row[] {
  if (distro.disk === null) return [];
  const isDisk = distro.wslVersion === 2;
  return [
    makeRow({
      id: `${id}.disk`,
      label: translate(isDisk ? message('Disk') : message('Folder')),
      description: isDisk ? sizeText(distro.disk, reading, translate, language) : distro.disk,
      icon: { name: isDisk ? 'database' : 'folder', color: null },
      contextValue: detailContext(isDisk ? 'disk' : 'folder', distro),
      facts: [[translate(isDisk ? message('Disk') : message('Folder')), distro.disk]],
      notes: isDisk
        ? [translate(message('A disk grows with what is written to it and does not shrink when files are deleted.'))]
        : [],
      subject: { distro },
    }),
  ];
}

function sizeText(disk: string, reading: DiskReading | null, translate: Translate, language: string): string {
  if (reading === null) return '';
  const { size, free } = reading;
  if (size.kind !== 'ok') return translate(message('size unknown: {0}', reasonOf(size, translate)));
  const drive = /^[A-Za-z]:/.exec(disk)?.[0].toUpperCase();
  const bytes = bytesText(size.value, language);
  const where = drive === undefined ? bytes : translate(message('{0} on {1}', bytes, drive));
  if (free.kind !== 'ok') return where;
  return [where, translate(message('{0} free there', bytesText(free.value, language)))].join(' · ');
}

function reasonOf(failed: Exclude<FileResult<number>, { kind: 'ok' }>, translate: Translate): string {
  if (failed.kind === 'wouldStart') return translate(message('reading it would start {0}', failed.distro));
  return failed.code === 'ENOENT' ? translate(message('the file is not there')) : failed.reason;
}
