import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliConfigPath } from '../../docker/prepare-files';
import { readPipes } from '../../docker/pipes';
import { hostPathOf } from '../../state/layout';
import { readState } from '../../state/store';

/** What differs between docker.exe on Windows and docker in a distro. */
export interface World {
  os: 'windows' | 'linux';
  /** The state folder; inside a distro there is none. */
  folder: string | undefined;
  /** The folder of config.json, on this host. */
  configFolder: string;
  /** The endpoint of the context `default`. */
  usualHost: string;
  /** The socket behind an endpoint, or why there is none. */
  socketOf(host: string): { socket: string } | { reason: string };
}

/** docker.exe: pipes are looked up as they are now, and one other computer is known. */
export function windowsWorld(folder: string): World {
  const chosen = process.env['DOCKER_CONFIG'];
  return {
    os: 'windows',
    folder,
    configFolder: (chosen && hostPathOf(folder, chosen)) || join(hostPathOf(folder, cliConfigPath)!, '..'),
    usualHost: 'npipe:////./pipe/docker_engine',
    socketOf: (host) => {
      const pipe = /^npipe:\/\/\/\/\.\/pipe\/(.+)$/.exec(host)?.[1];
      if (pipe !== undefined) {
        const socket = readPipes(folder)[pipe];
        if (socket !== undefined) return { socket };
        return { reason: `open //./pipe/${pipe}: The system cannot find the file specified.` };
      }
      const { remoteEngine, sockets } = readState(folder);
      if (remoteEngine?.host === host) return { socket: join(sockets, 'remote') };
      if (host.startsWith('tcp://')) return { reason: `dial tcp: lookup ${host.slice(6)}: no such host` };
      return { reason: 'protocol not available' };
    },
  };
}

/** The argument that stands in place of the state folder where the program runs inside a distro. */
export const insideMachine = '/.simulator/machine';

/** docker inside a distro: only sockets of that distro. */
export function distroWorld(): World {
  return {
    os: 'linux',
    folder: undefined,
    configFolder: process.env['DOCKER_CONFIG'] ?? join(process.env['HOME'] ?? '/root', '.docker'),
    usualHost: 'unix:///var/run/docker.sock',
    socketOf: (host) => {
      if (host.startsWith('unix://')) return { socket: host.slice('unix://'.length) };
      if (host.startsWith('tcp://')) return { reason: `dial tcp: lookup ${host.slice(6)}: no such host` };
      // A context that was copied from Windows names a pipe.
      return { reason: 'protocol not supported' };
    },
  };
}

/** The text of a file of the configuration; undefined where there is none. */
export function readConfigFile(world: World, ...path: string[]): string | undefined {
  try {
    return readFileSync(join(world.configFolder, ...path), 'utf8');
  } catch {
    return undefined;
  }
}
