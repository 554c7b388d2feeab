import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { distroRootOf, layoutOf } from '../simulator/state/layout';
import type { Engine } from './engine';

/**
 * Where binds from distros lie for the engine: each source below one folder, as Docker Desktop relays them. A folder of a
 * distro is the very one; a Windows drive is a mount of the engine's own, which is told of no change made beneath.
 */
export class Relay {
  private readonly made = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly machine: string,
    private readonly folder: string,
  ) {}

  /** The folder for the engine that stands for a path of a distro. */
  sourceOf(distro: string, path: string): string {
    const wanted = posix.normalize(path);
    const hash = createHash('sha256').update(wanted).digest('hex');
    const target = join(this.folder, 'docker-desktop-bind-mounts', distro, hash);
    if (this.made.has(target)) return target;
    mkdirSync(target, { recursive: true });
    const drive = /^\/mnt\/([a-z])(\/.*)?$/.exec(wanted);
    if (drive) {
      const beneath = join(layoutOf(this.machine).drives, drive[1]!.toUpperCase(), drive[2] ?? '');
      this.engine.run('/usr/bin/bindfs', beneath, target);
    } else {
      this.engine.run('/usr/bin/mount', '--bind', join(distroRootOf(this.machine, distro), wanted), target);
    }
    this.made.add(target);
    return target;
  }
}
