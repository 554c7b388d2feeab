import type { Files } from '../machine/files';
import type { Distro } from '../wsl/distro';
import type { DiskReading } from './diskDetail';

/**
 * Reads the disks of those distros whose rows are open: the size of a file of Windows and the space on its drive. Nothing
 * inside a distro is touched.
 */
export class DiskReader {
  private readonly readings = new Map<string, DiskReading>();

  constructor(private readonly files: Pick<Files, 'sizeOf' | 'freeSpaceAt'>) {}

  /** What was read last for the row of this id; null before that. */
  readingOf(rowId: string): DiskReading | null {
    return this.readings.get(rowId) ?? null;
  }

  /** Reads the disk of the distro with the row of this id. */
  async read(rowId: string, { disk, wslVersion }: Pick<Distro, 'disk' | 'wslVersion'>): Promise<void> {
    if (disk === null || wslVersion === 1) return;
    const [size, free] = await Promise.all([this.files.sizeOf(disk), this.files.freeSpaceAt(disk)]);
    this.readings.set(rowId, { size, free });
  }
}
