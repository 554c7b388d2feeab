import { createHash } from 'node:crypto';
import { usualFolders } from '../docker/install';
import { settingsPath } from '../docker/settings-file';
import type { Settings } from '../docker/settings-keys';
import { distro } from './parts';
import type { Container, Docker, DockerInstall, EngineRoom } from '../state/docker';
import type { FileContent, State } from '../state/model';

/** An installation of the newest release for all users, or one that differs from it. */
export function install(overrides: Partial<DockerInstall> = {}): DockerInstall {
  const form = overrides.form ?? 'allUsers';
  return {
    form,
    folder: usualFolders[form],
    version: '4.94.0',
    build: '241207',
    engineVersion: '29.5.0',
    ...overrides,
  };
}

/** Docker Desktop as it is after installing: up, unless `overrides` has it otherwise, without containers. */
export function docker(overrides: Partial<Docker> = {}): Docker {
  return {
    install: install(),
    up: true,
    policyCounts: false,
    waitsFor: null,
    paused: false,
    linux: { containers: [], images: 3 },
    windows: { containers: [], images: 0 },
    traps: {},
    delays: { backend: 20, engine: 40, stop: 20 },
    engine: 'off',
    sessionId: '',
    dialogs: [],
    woken: 0,
    ...overrides,
  };
}

/** The settings a person gets to who has started Docker Desktop and accepted its terms. */
export const usualSettings: Settings = { EnableIntegrationWithDefaultWslDistro: true, LicenseTermsVersion: 2 };

/** The bytes of a settings file in the form of the real one. */
export function settingsText(settings: object): string {
  return JSON.stringify(settings, null, 2);
}

/** Installs Docker Desktop with a settings file; without `settings` there is none yet. */
export function withDocker(state: State, installed: Docker, settings?: FileContent): State {
  state.docker = installed;
  if (settings !== undefined) state.files[settingsPath(installed.install)] = settings;
  return state;
}

const wslFolder = 'C:\\Users\\dev\\AppData\\Local\\Docker\\wsl';
const mebibyte = 1024 * 1024;

/** How Docker Desktop keeps its disks (reference 8): the older way with a second distro, the newer one, or that moved to D:. */
export type DiskLayout = 'twoDistros' | 'single' | 'moved';

/** Lays out the disks of Docker Desktop; a few MB of each are written. The registration of a moved one stays where it was. */
export function dockerDisks(state: State, layout: DiskLayout): State {
  const disk = (path: string, written: number): void => {
    state.disks.push({ path, size: 64 * mebibyte, written: written * mebibyte });
  };
  const own = state.distros.find(({ name }) => name === 'docker-desktop');
  switch (layout) {
    case 'twoDistros':
      if (own) own.basePath = `${wslFolder}\\distro`;
      state.distros.push(distro(0x50000006, 'docker-desktop-data', { basePath: `${wslFolder}\\data`, defaultUid: 0 }));
      disk(`${wslFolder}\\data\\ext4.vhdx`, 8);
      break;
    case 'single':
      disk(`${wslFolder}\\disk\\docker_data.vhdx`, 8);
      break;
    case 'moved':
      disk('D:\\big\\DockerDesktopWSL\\disk\\docker_data.vhdx', 8);
      disk('D:\\big\\DockerDesktopWSL\\main\\ext4.vhdx', 1);
      break;
  }
  return state;
}

/** Images, volumes and build cache: two images in use, one that nothing uses, one without a name, and some cache. */
export function usualRoom(): EngineRoom {
  const image = (name: string, tags: string[], size: number): EngineRoom['images'][number] => ({
    id: `sha256:${createHash('sha256').update(`image ${name}`).digest('hex')}`,
    tags,
    size: size * mebibyte,
    shared: 0,
  });
  return {
    images: [
      image('node', ['node:24'], 400),
      image('postgres', ['postgres:17'], 300),
      image('busybox', ['busybox:1'], 4),
      image('dev', ['vsc-api-features:latest'], 900),
      image('golang', ['golang:1.25', 'registry.example/tools/golang:latest'], 800),
      image('python', ['python:3.14'], 350),
      image('older build', [], 250),
    ],
    volumes: [{ name: 'shop_db-data', size: 90 * mebibyte }],
    buildCache: [
      { id: 'a', size: 600 * mebibyte, inUse: false },
      { id: 'b', size: 100 * mebibyte, inUse: false },
      { id: 'c', size: 50 * mebibyte, inUse: true },
    ],
  };
}

/** A running container; its id comes from its name. */
export function container(name: string, overrides: Partial<Container> = {}): Container {
  return {
    id: createHash('sha256').update(`container ${name}`).digest('hex'),
    name,
    image: 'node:24',
    command: 'node server.js',
    state: 'running',
    exitCode: 0,
    restart: 'no',
    stoppedByHand: false,
    labels: {},
    mounts: [],
    ...overrides,
  };
}

/** Two running containers, one with a bind from Ubuntu and one that comes back by itself, and one that was stopped. */
export function shopContainers(): Container[] {
  const labels = { 'com.docker.compose.project': 'shop' };
  return [
    container('shop-web-1', {
      labels: { ...labels, 'com.docker.compose.service': 'web' },
      mounts: [
        { type: 'bind', distro: 'Ubuntu', path: '/home/dev/api/src', target: '/app/src' },
        { type: 'bind', windowsPath: 'C:\\Users\\dev\\shop\\config', target: '/etc/shop', readOnly: true },
      ],
    }),
    container('shop-db-1', {
      image: 'postgres:17',
      command: 'postgres',
      restart: 'unless-stopped',
      labels: { ...labels, 'com.docker.compose.service': 'db' },
      mounts: [{ type: 'volume', name: 'shop_db-data', target: '/var/lib/postgresql/data' }],
    }),
    container('old-job', { image: 'busybox:1', command: 'true', state: 'exited', exitCode: 0 }),
  ];
}
