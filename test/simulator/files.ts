import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { driveLetters, hasFiles, windowsFolders } from './machine-file';
import { distroRootOf, hostPathOf, layoutOf } from './state/layout';
import { type Distro, flagWsl2 } from './state/model';

// Disks are sparse files: a size to show, and next to no room taken.
const diskBytes = 64 * 1024 * 1024;

/** Makes the folders of the Windows drives. */
export function makeDrives(folder: string): void {
  for (const letter of driveLetters) mkdirSync(join(layoutOf(folder).drives, letter), { recursive: true });
  for (const path of windowsFolders) mkdirSync(hostPathOf(folder, path)!, { recursive: true });
}

/** Makes the file tree of a distro and its disk on the Windows drive. */
export function makeDistroFiles(folder: string, distro: Distro): void {
  const base = hostPathOf(folder, distro.basePath);
  if (base !== undefined) {
    mkdirSync(distro.flags & flagWsl2 ? base : join(base, 'rootfs'), { recursive: true });
    if (distro.flags & flagWsl2 && hasFiles(distro)) {
      const disk = join(base, distro.vhdFileName ?? 'ext4.vhdx');
      writeFileSync(disk, '');
      truncateSync(disk, diskBytes);
    }
  }
  if (!hasFiles(distro)) return;
  const root = distroRootOf(folder, distro.name);
  for (const path of [
    'etc',
    'root',
    'tmp',
    'mnt/wsl',
    ...driveLetters.map((letter) => `mnt/${letter.toLowerCase()}`),
  ]) {
    mkdirSync(join(root, path), { recursive: true });
  }
  const users = [{ name: 'root', uid: 0, home: '/root' }];
  if (distro.defaultUid !== 0) users.push({ name: 'dev', uid: distro.defaultUid, home: '/home/dev' });
  for (const { home } of users) mkdirSync(join(root, home), { recursive: true });
  const passwd = users.map(({ name, uid, home }) => `${name}:x:${uid}:${uid}::${home}:/bin/sh\n`).join('');
  writeFiles(root, {
    'etc/passwd': passwd,
    'etc/os-release': `NAME="${distro.name}"\nPRETTY_NAME="${distro.name} (simulated)"\n`,
  });
}

/** Writes files given by their path below a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
