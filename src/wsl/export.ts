import { win32 } from 'node:path';
import type { Command } from '../machine/command';
import { manage } from './manage';
import type { Parsed } from './problem';

/** The forms in which WSL exports a distro: an archive, packed or not, or for WSL 2 a copy of its disk. */
export const exportFormats = ['tar', 'tar.gz', 'tar.xz', 'vhd'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * `wsl --export NAME FILE`: it stops the distro and writes all of it to a file, over one that is there already; one that
 * fails deletes the file. Ending wsl.exe breaks it off. The arguments are split as Windows does, so that names may hold
 * blanks.
 */
export function exportDistro(name: string, file: string, format: ExportFormat): Command<Parsed<null>> {
  return manage(['--export', name, file, ...formatArgs[format]]);
}

/** A plain archive is what every release makes unasked, and `--vhd` is older than `--format`. */
const formatArgs: Readonly<Record<ExportFormat, readonly string[]>> = {
  tar: [],
  'tar.gz': ['--format', 'tar.gz'],
  'tar.xz': ['--format', 'tar.xz'],
  vhd: ['--vhd'],
};

/** The extension of an exported file, without its dot. That of a disk has to be the one the distro's own has. */
export function exportExtension(format: ExportFormat, disk: string | null): string {
  if (format !== 'vhd') return format;
  return disk !== null && win32.extname(disk).toLowerCase() === '.vhd' ? 'vhd' : 'vhdx';
}
