import { win32 } from 'node:path';
import { listDiskFiles, type DiskListing } from '../machine/diskFiles';
import type { FileResult } from '../machine/files';
import type { Machine } from '../machine/machine';
import { isDamagedPath } from '../machine/regQuery';
import type { Distro } from '../wsl/distro';
import { areFoldersKnown, type SettingsReading } from './settingsFile';

/**
 * What a disk of Docker Desktop holds: images, containers and volumes (`data`), its own system, or what nobody here knows:
 * it may be all that is left of what its user had before a move or an update.
 */
export type DockerDiskRole = 'data' | 'system' | 'unknown';

export interface DockerDisk {
  /** As Windows writes it. */
  readonly path: string;
  readonly role: DockerDiskRole;
  /** The distro that is registered with it; null for those that Docker Desktop attaches by itself. */
  readonly distro: string | null;
}

export interface UnreadFolder {
  readonly folder: string;
  readonly reason: string;
}

/** What was found where Docker Desktop keeps its disks. */
export interface DockerDisks {
  /** The folder in which they are by the settings; null where that is not known. */
  readonly folder: string | null;
  readonly disks: readonly DockerDisk[];
  /** Folders that could not be looked into, with why. */
  readonly failed: readonly UnreadFolder[];
  /** The disk with which its distro is registered, where that is not in the folder of the settings (docker/desktop-feedback#593). */
  readonly apart: string | null;
}

interface Known {
  readonly settings: SettingsReading;
  readonly distros: readonly Distro[];
}

/** What Docker Desktop puts in the folder that its user chose. */
const ownFolder = 'DockerDesktopWSL';

/**
 * Looks for the disks in all layouts that Docker Desktop has had: listings of folders of Windows. In its own folders every
 * disk is told, whatever its name.
 */
export async function findDockerDisks(machine: Machine, { settings, distros }: Known): Promise<DockerDisks> {
  const local = (await machine.variables())('LOCALAPPDATA');
  const usual = local === null || isDamagedPath(local) ? null : win32.join(local, 'Docker', 'wsl');
  const chosen = settings.kind === 'read' ? chosenFolder(settings.settings.diskFolder) : null;
  const active = areFoldersKnown(settings) ? (chosen ?? usual) : null;
  const folders = distinct([active, usual].filter((folder) => folder !== null));
  const listed = await Promise.all(
    folders.map(async (folder) => ({ folder, found: await listDiskFiles(machine.files, folder) })),
  );
  const registered = distros.filter(({ kind, wslVersion }) => kind === 'docker' && wslVersion === 2);
  const paths = distinct([
    ...listed.flatMap(({ folder, found }) =>
      found.kind === 'ok' ? found.value.ways.map((way) => win32.join(folder, way)) : [],
    ),
    ...registered.flatMap(({ disk }) => (disk === null ? [] : [disk])),
  ]);
  const data = dataDisk(registered, paths, active);
  const own = registered.find(({ name }) => name.toLowerCase() === 'docker-desktop')?.disk ?? null;
  return {
    folder: active,
    disks: paths.map((path) => {
      const distro = registered.find(({ disk }) => disk !== null && isSame(disk, path))?.name ?? null;
      return { path, role: roleOf(path, { distro, data, active }), distro };
    }),
    failed: listed.flatMap(({ folder, found }) => unreadFolders(folder, found)),
    apart: own !== null && active !== null && !isBelow(own, active) ? own : null,
  };
}

/** Folders whose disks are not known, with why. */
export function unreadFolders(folder: string, found: FileResult<DiskListing>): UnreadFolder[] {
  switch (found.kind) {
    case 'ok':
      return found.value.unread.map(({ way, reason }) => ({ folder: win32.join(folder, way), reason }));
    case 'failed':
      return [{ folder, reason: found.reason }];
    case 'wouldStart':
      return [{ folder, reason: `It leads into ${found.distro}.` }];
  }
}

function chosenFolder(folder: string | null): string | null {
  if (folder === null || !win32.isAbsolute(folder)) return null;
  const plain = folder.replace(/[\\/]+$/, '');
  return isSame(win32.basename(plain), ownFolder) ? plain : win32.join(plain, ownFolder);
}

/** What is registered is in use; else of the places in the folder that Docker Desktop uses now the newest. */
function dataDisk(registered: readonly Distro[], paths: readonly string[], active: string | null): string | null {
  const own = registered.find(({ name, disk }) => name.toLowerCase() === 'docker-desktop-data' && disk !== null);
  if (own) return own.disk;
  const places = active === null ? [] : ['disk\\docker_data.vhdx', 'data\\ext4.vhdx'];
  const files = places.map((way) => win32.join(active ?? '', way));
  return files.find((file) => paths.some((path) => isSame(path, file))) ?? null;
}

interface Role {
  readonly distro: string | null;
  readonly data: string | null;
  readonly active: string | null;
}

function roleOf(path: string, { distro, data, active }: Role): DockerDiskRole {
  if (data !== null && isSame(path, data)) return 'data';
  if (distro !== null) return 'system';
  const way = active !== null && isBelow(path, active) ? win32.relative(active, path).toLowerCase() : '';
  return way === 'main\\ext4.vhdx' || way === 'distro\\ext4.vhdx' ? 'system' : 'unknown';
}

function isBelow(path: string, folder: string): boolean {
  return path.toLowerCase().startsWith(`${folder.toLowerCase()}\\`);
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Windows' paths, each once, in whatever case. */
export function distinct(paths: readonly string[]): string[] {
  return paths.filter((path, index) => paths.findIndex((other) => isSame(other, path)) === index);
}
