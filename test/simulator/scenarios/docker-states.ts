import type { State } from '../state/model';
import { container, docker, install, settingsText, usualSettings, withDocker } from './docker-parts';
import { healthyState } from './healthy';
import { policyPaths } from '../docker/policy';
import { type Scenario, distro, dockerDesktop, register, blankState } from './parts';

/** The healthy machine with Docker Desktop standing otherwise. */
function variant(name: string, description: string, change: (state: State) => void): Scenario {
  return {
    name,
    description,
    hasWsl: true,
    state: () => {
      const state = healthyState(name);
      change(state);
      return state;
    },
  };
}

/** Docker's own distro does not run. */
function stopOwnDistro(state: State): void {
  const own = state.distros.find(({ name }) => name === 'docker-desktop')!;
  state.running = state.running.filter((guid) => guid !== own.guid);
}

/** Docker's own distro is not there. */
function dropOwnDistro(state: State): void {
  stopOwnDistro(state);
  state.distros = state.distros.filter(({ name }) => name !== 'docker-desktop');
}

export const dockerStopped = variant('docker-stopped', 'Docker Desktop is installed and not started', (state) => {
  stopOwnDistro(state);
  state.docker!.up = false;
  for (const each of state.docker!.linux.containers) each.state = 'exited';
});

export const noDocker = variant('no-docker', 'Docker Desktop is not installed', (state) => {
  dropOwnDistro(state);
  delete state.docker;
  state.files = {};
});

export const dockerStarting = variant(
  'docker-starting',
  'Docker Desktop has started and waits for somebody to sign in',
  (state) => {
    stopOwnDistro(state);
    state.docker!.waitsFor = 'signIn';
    for (const each of state.docker!.linux.containers) each.state = 'exited';
  },
);

export const ownEngine = variant(
  'own-engine',
  'Ubuntu is integrated and has a Docker engine of its own: they are in conflict',
  (state) => {
    state.distros.find(({ name }) => name === 'Ubuntu')!.ownEngine = true;
  },
);

export const windowsContainers = variant(
  'windows-containers',
  'Docker Desktop is switched to Windows containers',
  (state) => {
    stopOwnDistro(state);
    const desktop = docker({
      linux: { containers: [container('web', { state: 'exited' })], images: 12 },
      windows: { containers: [container('iis', { image: 'mcr.microsoft.com/windows/servercore/iis' })], images: 2 },
    });
    withDocker(state, desktop, settingsText({ ...usualSettings, UseWindowsContainers: true }));
  },
);

export const hyperV = variant('hyperv', 'Docker Desktop runs on Hyper-V, without a distro of its own', (state) => {
  dropOwnDistro(state);
  withDocker(state, state.docker!, settingsText({ ...usualSettings, WslEngineEnabled: false }));
});

export const policyLocked = variant(
  'policy-locked',
  'an administrator has locked the engine and the integration of the default distro',
  (state) => {
    state.docker!.policyCounts = true;
    const off = { ...usualSettings, EnableIntegrationWithDefaultWslDistro: false, WslEngineEnabled: false };
    withDocker(state, state.docker!, settingsText(off));
    state.files[policyPaths.admin] = settingsText({
      configurationFileVersion: 2,
      wslEngineEnabled: { locked: true, value: true },
      enableIntegrationWithDefaultWslDistro: { locked: true, value: true },
      kubernetes: { locked: false, enabled: false },
    });
  },
);

export const remoteContext = variant(
  'remote-context',
  'the docker command line is switched to an engine on another computer, by its context and by DOCKER_HOST',
  (state) => {
    const host = 'tcp://build.example.test:2375';
    const store = { containers: [container('production', { image: 'shop:9' })], images: 40 };
    state.remoteEngine = { host, context: 'build-server', store };
    state.env['DOCKER_HOST'] = host;
  },
);

/** Docker Desktop was started over settings it cannot use, and has ended again. */
function brokenSettings(name: string, what: string, text: string): Scenario {
  return variant(name, `${what}, so that Docker Desktop refuses to start`, (state) => {
    stopOwnDistro(state);
    for (const each of state.docker!.linux.containers) each.state = 'exited';
    withDocker(state, state.docker!, text);
  });
}

const readable = settingsText({ ...usualSettings, IntegratedWslDistros: ['Debian'] });

export const settingsBom = brokenSettings(
  'settings-bom',
  'the settings begin with a byte order mark',
  `\uFEFF${readable.replaceAll('\n', '\r\n')}\r\n`,
);

export const settingsTruncated = brokenSettings(
  'settings-truncated',
  'the settings break off in the middle',
  readable.slice(0, readable.indexOf('Debian') + 3),
);

export const settingsWrongTypes = brokenSettings(
  'settings-wrong-types',
  'the settings have values of wrong types',
  settingsText({
    AutoStart: 'yes',
    EnableIntegrationWithDefaultWslDistro: 'true',
    IntegratedWslDistros: 'Debian',
    LicenseTermsVersion: '2',
  }),
);

export const onlyManaged: Scenario = {
  name: 'only-managed',
  description: 'no distro of a person: only those of Docker Desktop, Podman and Rancher Desktop',
  hasWsl: true,
  state: () => {
    const distros = [
      distro(0x50000005, 'docker-desktop', dockerDesktop),
      distro(0x10000001, 'podman-machine-default'),
      distro(0x20000002, 'rancher-desktop'),
    ];
    const state = register(blankState('only-managed'), distros, ['docker-desktop']);
    return withDocker(state, docker(), settingsText({ LicenseTermsVersion: 2 }));
  },
};

export const dockerDefault = variant('docker-default', 'docker-desktop is the default distro of WSL', (state) => {
  state.defaultDistribution = state.distros.find(({ name }) => name === 'docker-desktop')!.guid;
});

export const oldWindows: Scenario = {
  name: 'old-windows',
  description: 'Windows 10, build 19041, with a WSL that is too old for the Docker Desktop that is installed',
  hasWsl: true,
  state: () => {
    const state = register(blankState('old-windows'), [distro(0x60000001, 'Ubuntu')]);
    state.generation = 'early';
    state.versions.wsl = '1.0.3.0';
    state.versions.windows = '10.0.19041.1415';
    state.windows.displayVersion = '2004';
    return withDocker(state, docker({ up: false, install: install() }), settingsText(usualSettings));
  },
};

export const notWindows: Scenario = {
  name: 'not-windows',
  description: 'a computer without Windows: no programs, drives or shares',
  hasWsl: false,
  state: () => ({ ...blankState('not-windows'), platform: 'other', lxssKey: false }),
};
