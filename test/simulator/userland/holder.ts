import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { distroRootOf, layoutOf } from '../state/layout';
import { type Distro, flagWsl2 } from '../state/model';
import {
  type NotedProcess,
  type ProcessIdentity,
  awaitEnd,
  endProcesses,
  holderRole,
  identify,
  isAlive,
  runningProcesses,
} from '../state/processes';
import { sleep } from '../state/store';
import { furnish, isFurnished } from './furnish';
import { makeLayers } from './layers';
import { layersOf, userlandPlaces } from './places';
import { readUsers } from './users';

/** What the holder runs with: nothing of the caller's environment gets into a distro. */
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

// Less than the age at which a lock of the state counts as left behind.
const startMilliseconds = 8000;

/** The first process of a running distro's userland, or undefined where it has none yet. */
export function findHolder(folder: string, distro: Distro): NotedProcess | undefined {
  return runningProcesses(folder).find((noted) => noted.role === holderRole && noted.distro === distro.name);
}

/** Starts the first process of a distro's userland and waits until all is in place. Call it under the lock of the state. */
export function startHolder(folder: string, distro: Distro): NotedProcess {
  endHolder(folder, distro);
  if (!isFurnished(folder, distro)) furnish(folder, distro);
  makeLayers(folder, distro);
  const answer = join(layersOf(folder, distro), 'started');
  const complaint = join(layersOf(folder, distro), 'complaint');
  const starter = spawnHolder(folder, distro, answer, complaint);
  const deadline = performance.now() + startMilliseconds;
  while (!readFileSync(answer, 'latin1').endsWith('\n')) {
    if (!isAlive(starter) || performance.now() > deadline) {
      endHolder(folder, distro);
      throw new Error(`The userland of ${distro.name} did not start: ${readFileSync(complaint, 'utf8')}`);
    }
    sleep(1);
  }
  return findHolder(folder, distro)!;
}

/** Ends a distro's userland with everything in it. */
export function endHolder(folder: string, distro: Distro): void {
  awaitEnd(endProcesses(folder, (noted) => noted.role === holderRole && noted.distro === distro.name));
}

function spawnHolder(folder: string, distro: Distro, answer: string, complaint: string): ProcessIdentity {
  const root = distroRootOf(folder, distro.name);
  const { drives, shared, pids } = layoutOf(folder);
  const note: Omit<NotedProcess, keyof ProcessIdentity> = { role: holderRole, distro: distro.name, leadsGroup: false };
  const { script, bundles } = userlandPlaces(folder);
  const files = [openSync(script, 'r'), openSync(answer, 'w'), openSync(complaint, 'w')] as const;
  try {
    const namespaces = ['--mount', '--pid', '--fork', '--propagation', 'private'];
    const child = spawn('/usr/bin/unshare', [...namespaces, '/bin/sh'], {
      cwd: root,
      detached: true,
      stdio: [...files],
      env: {
        PATH: searchPath,
        PIDS: pids,
        NOTE: JSON.stringify(note).slice(1, -1),
        LAYERS: relative(root, layersOf(folder, distro)),
        SHARED: (distro.flags & flagWsl2) !== 0 ? shared : '',
        DRIVES: drives,
        OWNER: String(readUsers(root).find(({ uid }) => uid === distro.defaultUid)?.uid ?? 0),
        BINDFS: distro.plainDrives ? '' : (findBindfs() ?? ''),
        RATE: String(distro.driveRate ?? ''),
        NODE: process.execPath,
        BUNDLES: bundles,
        MACHINE: folder,
        MTU: String(distro.mtu ?? 1500),
        ENGINE: distro.ownEngine ? 'yes' : '',
        INTEROP: distro.interopLost ? '' : 'yes',
      },
    });
    child.unref();
    if (child.pid === undefined) throw new Error('/usr/bin/unshare cannot be started');
    return identify(child.pid);
  } finally {
    files.forEach(closeSync);
  }
}

/** The program bindfs, with which a drive behaves as one: changes made beneath it raise no events. */
export function findBindfs(): string | undefined {
  if (!existsSync('/dev/fuse')) return undefined;
  return ['/usr/bin/bindfs', '/usr/local/bin/bindfs'].find((path) => existsSync(path));
}
