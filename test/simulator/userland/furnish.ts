import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { distroRootOf } from '../state/layout';
import type { Distro } from '../state/model';
import { readUsers } from './users';

/** Where the bundles and the folder of the machine are inside a userland. */
const inside = { node: '/.simulator/node', docker: '/.simulator/docker.cjs', machine: '/.simulator/machine' };

/** The group whose members may use an engine, with the id Debian's package gives it on a fresh system. */
const dockerGroup = 998;

/**
 * Makes the folder of a distro a root: the folders and links Debian has there, what its programs want in /etc, and
 * owners as they should be. Everything visible here is what \\wsl.localhost shows; /usr holds only what differs from the
 * machine's own.
 */
export function furnish(folder: string, distro: Distro): void {
  const root = distroRootOf(folder, distro.name);
  for (const path of ['usr/bin', 'proc', 'sys', 'dev', 'run', 'home', 'var/tmp', 'var/lib', 'var/log', '.simulator']) {
    mkdirSync(join(root, path), { recursive: true });
  }
  // Relative, since who comes from outside must not end up in the outside's /run.
  link('../run', join(root, 'var/run'));
  for (const name of ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32']) {
    if (lstatSync(`/${name}`, { throwIfNoEntry: false })?.isSymbolicLink()) {
      link(readlinkSync(`/${name}`), join(root, name));
    }
  }
  if (existsSync('/etc/ld.so.cache')) copyFileSync('/etc/ld.so.cache', join(root, 'etc/ld.so.cache'));
  if (existsSync('/etc/alternatives')) mkdirSync(join(root, 'etc/alternatives'), { recursive: true });
  writeGroups(root, distro);
  if (distro.ownEngine) installEngine(root);
  for (const path of ['tmp', 'var/tmp']) chmodSync(join(root, path), 0o1777);
  chmodSync(join(root, 'root'), 0o700);
  for (const { uid, gid, home } of readUsers(root)) {
    if (uid !== 0 && existsSync(join(root, home))) own(join(root, home), uid, gid);
  }
}

/** Whether `furnish` was here: a distro may be registered while the machine runs. */
export function isFurnished(folder: string, distro: Distro): boolean {
  return existsSync(join(distroRootOf(folder, distro.name), '.simulator'));
}

function writeGroups(root: string, { ownEngine }: Distro): void {
  const people = readUsers(root).filter(({ uid }) => uid !== 0);
  const groups = ['root:x:0:', 'tty:x:5:', ...people.map(({ name, gid }) => `${name}:x:${gid}:`)];
  if (ownEngine) groups.push(`docker:x:${dockerGroup}:${people.map(({ name }) => name).join(',')}`);
  writeFileSync(join(root, 'etc/group'), groups.map((line) => `${line}\n`).join(''));
}

// A real file, as a package leaves it, where Docker Desktop would put a link.
function installEngine(root: string): void {
  const docker = join(root, 'usr/bin/docker');
  writeFileSync(docker, `#!/bin/sh\nexec ${inside.node} ${inside.docker} ${inside.machine} "$@"\n`);
  chmodSync(docker, 0o755);
  // Only root may look into it.
  mkdirSync(join(root, 'var/lib/docker'), { mode: 0o710 });
}

function link(target: string, path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(target, path);
}

function own(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) own(child, uid, gid);
    else if (!entry.isSymbolicLink()) chownSync(child, uid, gid);
  }
}
