import { readDisk, type DiskFiles, type DiskReading } from '../state/disks';
import type { Distro } from '../wsl/distro';

type Disk = Pick<Distro, 'disk' | 'wslVersion'>;

/**
 * Reads the disk of a distro when its row is opened: the size of a file of Windows and the space on its drive. Nothing
 * inside a distro is touched.
 */
export class DiskReader {
  private readonly readings = new Map<string, DiskReading>();
  /** By path, of the disks whose rows are open: the reading that this led to. */
  private readonly opened = new Map<string, Promise<void>>();

  constructor(private readonly machine: DiskFiles) {}

  /** What was read last; null before that. */
  readingOf(distro: Disk): DiskReading | null {
    const path = diskPath(distro);
    return path === null ? null : (this.readings.get(path) ?? null);
  }

  /** Reads the disk of a distro whose row is open: once, however often its rows are drawn, until it is closed. */
  async open(distro: Disk): Promise<void> {
    const path = diskPath(distro);
    if (path !== null) await (this.opened.get(path) ?? this.readOpened(path));
  }

  close(distro: Disk): void {
    const path = diskPath(distro);
    if (path !== null) this.opened.delete(path);
  }

  /** Reads again those of the disks whose rows are open. */
  async readAgain(distros: readonly Disk[]): Promise<void> {
    const open = distros.flatMap((distro) => {
      const path = diskPath(distro);
      return path !== null && this.opened.has(path) ? [path] : [];
    });
    await Promise.all(open.map((path) => this.readOpened(path)));
  }

  private readOpened(path: string): Promise<void> {
    const reading = this.read(path);
    this.opened.set(path, reading);
    return reading;
  }

  private async read(path: string): Promise<void> {
    this.readings.set(path, await readDisk(this.machine, path));
  }
}

/** A WSL 1 distro has a folder and no disk. */
function diskPath({ disk, wslVersion }: Disk): string | null {
  return wslVersion === 2 ? disk : null;
}
