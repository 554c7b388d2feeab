import { mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { driveLetters, hasFiles, windowsFolders } from './machine-file';
import { distroRootOf, hostPathOf, layoutOf } from './state/layout';
import { type DiskFile, type Distro, type FileContent, flagWsl2 } from './state/model';
import { makeStorage, storageOf } from './state/storage';

/** Makes the folders of the Windows drives. */
export function makeDrives(folder: string): void {
  for (const letter of driveLetters) mkdirSync(join(layoutOf(folder).drives, letter), { recursive: true });
  for (const path of windowsFolders) mkdirSync(hostPathOf(folder, path)!, { recursive: true });
}

/** Makes the file tree of a distro and its disk on the Windows drive, unless that is there. */
export function makeDistroFiles(folder: string, distro: Distro, { keepsStorage = false } = {}): void {
  const storage = keepsStorage ? undefined : storageOf(folder, distro);
  const wsl2 = (distro.flags & flagWsl2) !== 0;
  // A disk that is not finished yet has its folder already.
  if (storage !== undefined && wsl2 && !hasFiles(distro)) mkdirSync(dirname(storage), { recursive: true });
  else if (storage !== undefined) makeStorage(storage, wsl2);
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

/** Makes a disk, or gives one that is there its size: a sparse file, of which so much takes room as was written to it. */
export function makeDisk(folder: string, { path, size, written, restingHours = 0 }: DiskFile): void {
  const file = hostPathOf(folder, path);
  if (file === undefined) throw new Error(`${path} is on no drive of this machine`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(written, 'vhdxfile'));
  truncateSync(file, size);
  const time = Date.now() / 1000 - restingHours * 3600;
  utimesSync(file, time, time);
}

/** Writes files on the Windows drives, byte for byte. */
export function writeDriveFiles(folder: string, files: Record<string, FileContent>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = hostPathOf(folder, path);
    if (file === undefined) throw new Error(`${path} is on no drive of this machine`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(content));
  }
}

/** The bytes of a file's content. */
export function bytesOf(content: FileContent): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.base64, 'base64');
}

/** Writes files given by their path below a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
