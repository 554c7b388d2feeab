import type { Docker, EngineStore, RemoteEngine } from '../state/docker';

/** What an engine says of itself. */
export interface Engine {
  /** `Platform.Name` of /version: how a client tells whose engine answers. */
  platform: string;
  version: string;
  os: 'linux' | 'windows';
  operatingSystem: string;
  name: string;
  kernel: string;
  store: EngineStore;
}

/** The version of the API that all engines here speak. */
export const apiVersion = '1.52';

/** The engine inside Docker Desktop. */
export function desktopEngine({ install, linux, windows }: Docker, os: 'linux' | 'windows', kernel: string): Engine {
  return {
    platform: `Docker Desktop ${install.version} (${install.build})`,
    version: install.engineVersion,
    os,
    operatingSystem: os === 'linux' ? 'Docker Desktop' : 'Microsoft Windows Version 24H2',
    name: os === 'linux' ? 'docker-desktop' : 'SIMULATED',
    kernel,
    store: os === 'linux' ? linux : windows,
  };
}

/** An engine on another computer. */
export function remoteEngine({ context, store }: RemoteEngine): Engine {
  return {
    platform: 'Docker Engine - Community',
    version: '28.3.3',
    os: 'linux',
    operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    name: context,
    kernel: '6.1.0-37-amd64',
    store,
  };
}
