import { createHash } from 'node:crypto';
import { usualFolders } from '../docker/install';
import { settingsPath } from '../docker/settings-file';
import type { Settings } from '../docker/settings-keys';
import type { Container, Docker, DockerInstall } from '../state/docker';
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
