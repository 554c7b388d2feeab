import type { Machine } from '../machine/machine';
import { defaultAutomountRoot, type LiveDistro, type Place } from '../mounts/mount';
import { locationPath, type Location } from '../text/location';
import { readMountinfo, type MountPoint } from '../text/mountinfo';
import { readAutomount } from '../wslconf/automount';

/** What a distro says of where the drives of Windows are. */
type Drives = Pick<Place, 'automountRoot' | 'distro'>;

const byDefault: Drives = { automountRoot: defaultAutomountRoot };

/**
 * Asks the distros in which folders lie where they have the drives, each once: the one this process runs in by what it has
 * mounted, another by its wsl.conf, if it may be looked into.
 */
export class DistroDrives {
  private readonly asked = new Map<string, Promise<Drives>>();

  /** @param wish whether the distros of the folders may be started: the user named files in them, which have been read */
  constructor(
    private readonly machine: Machine,
    private readonly wish: boolean,
  ) {}

  /** For the folder of a file, as its user sees it. */
  of(folder: Location): Promise<Drives> {
    if (folder.kind === 'distro') {
      // A window that runs on Windows can be connected to a distro.
      if (this.machine.platform === 'wsl') return this.once('', () => this.own());
      return folder.name === null ? Promise.resolve(byDefault) : this.other(folder.name);
    }
    return folder.kind === 'unc' ? this.other(folder.distro) : Promise.resolve(byDefault);
  }

  private other(distro: string): Promise<Drives> {
    const conf = locationPath({ kind: 'unc', distro, path: '/etc/wsl.conf' }) ?? '';
    return this.once(distro.toLowerCase(), async () => (await this.configured(conf)) ?? byDefault);
  }

  private once(distro: string, ask: () => Promise<Drives>): Promise<Drives> {
    const known = this.asked.get(distro) ?? ask();
    this.asked.set(distro, known);
    return known;
  }

  private async own(): Promise<Drives> {
    const configured = (await this.configured(this.machine.pathInOwnDistro('/etc/wsl.conf'))) ?? byDefault;
    const mountPoints = readMountinfo(this.machine.ownMountinfo ?? '');
    if (mountPoints.length === 0) return configured;
    const realPath = (path: string): string | null => this.machine.realPathInOwnDistro(path);
    return { automountRoot: rootOf(mountPoints) ?? configured.automountRoot, distro: { mountPoints, realPath } };
  }

  private async configured(conf: string): Promise<Drives | null> {
    const read = await this.machine.files.read(conf, { wish: this.wish });
    if (read.kind !== 'ok') return null;
    const { enabled, root } = readAutomount(read.value);
    // Without automatic mounts a drive is where somebody mounted it, which is not looked for.
    return enabled ? { automountRoot: root } : { automountRoot: root, distro: withoutDrives };
  }
}

/** A distro that mounts no drives by itself: of paths that elsewhere lead to one nothing is known. */
const withoutDrives: LiveDistro = {
  mountPoints: [
    { path: '/', holds: { kind: 'linux' } },
    { path: '/mnt', holds: { kind: 'unknown' } },
  ],
  realPath: () => null,
};

/** The folder below which the drives are, each under its letter. */
function rootOf(mountPoints: readonly MountPoint[]): string | null {
  for (const { path, holds } of mountPoints) {
    if (holds.kind === 'drive' && path.endsWith(`/${holds.letter.toLowerCase()}`)) return path.slice(0, -1);
  }
  return null;
}
