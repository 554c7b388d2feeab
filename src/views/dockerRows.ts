import type { DockerDesktop } from '../docker/desktop';
import type { DockerInstall } from '../docker/install';
import type { Snapshot } from '../state/snapshot';
import { message, type Message, type Translate } from '../text/message';
import { knownValue } from '../text/observed';
import { integrationRow } from './integrationRow';
import { makeRow, type Row, type RowIcon } from './row';
import { policyRows, settingsRows } from './settingsRows';

/**
 * The rows of the view of Docker Desktop. Their context values: `engine.<running|absent|unknown>`, `install`, `settings`,
 * `policy`, `integration` (the row that leads to Docker Desktop's own page of settings), `otherEngine`.
 */
export function dockerRows({ docker, distros }: Pick<Snapshot, 'docker' | 'distros'>, translate: Translate): Row[] {
  const install = knownValue(docker.install);
  return [
    engineRow(docker, install, translate),
    ...installRows(install, translate),
    integrationRow(docker, distros, translate),
    ...settingsRows(docker.settings, translate),
    ...policyRows(docker.policy, translate),
    ...otherEngineRows(distros, translate),
  ];
}

/** A version for the eye: `4.94.0` is 4.94, as the release notes call it. */
export function shortVersion(version: string): string {
  return version.replace(/^(\d+\.\d+)\.0$/, '$1');
}

/** `absent`: its process is up, and its engine's pipe is not there. */
type EngineStage = 'running' | 'absent' | 'unknown';

/** Told from pipes alone: nothing here says that an engine answers, nor why one is not there. */
function stageOf({ running, mode, published }: DockerDesktop): EngineStage {
  if (!('value' in running) || !running.value) return 'unknown';
  // Seen by its distro alone, from where no pipe can be seen.
  if (running.source !== 'pipes') return 'running';
  const os = knownValue(mode);
  return (os === null ? published.length > 0 : published.includes(os)) ? 'running' : 'absent';
}

const stageIcons: Readonly<Record<EngineStage, RowIcon>> = {
  running: { name: 'vm-running', color: 'testing.iconPassed' },
  absent: { name: 'vm-outline', color: null },
  unknown: { name: 'question', color: null },
};

function engineRow(docker: DockerDesktop, install: DockerInstall | null, translate: Translate): Row {
  const stage = stageOf(docker);
  const version = install?.version ? [shortVersion(install.version)] : [];
  return makeRow({
    id: 'engine',
    label: translate(stageText(stage)),
    description: [...version, ...stageDetails(stage, docker).map(translate)].join(' · '),
    icon: stageIcons[stage],
    contextValue: `engine.${stage}`,
    notes: stageNotes(stage).map(translate),
  });
}

function stageText(stage: EngineStage): Message {
  switch (stage) {
    case 'running':
      return message('Running');
    case 'absent':
      return message('Engine not there');
    case 'unknown':
      return message('State unknown');
  }
}

function stageDetails(stage: EngineStage, { running, backend, mode }: DockerDesktop): Message[] {
  if (stage === 'unknown') return 'unknown' in running ? [running.unknown] : [];
  if (stage === 'absent') return [];
  return [backendText(knownValue(backend)), modeText(knownValue(mode))];
}

function backendText(backend: 'wsl2' | 'hyperv' | null): Message {
  if (backend === null) return message('engine of unknown kind');
  return backend === 'wsl2' ? message('WSL 2 engine') : message('Hyper-V engine');
}

function modeText(mode: 'linux' | 'windows' | null): Message {
  if (mode === null) return message('Linux or Windows containers: unknown');
  return mode === 'linux' ? message('Linux containers') : message('Windows containers');
}

function stageNotes(stage: EngineStage): Message[] {
  switch (stage) {
    case 'running':
      return [
        message('Its process is up and its engine has published its endpoint. Nobody has asked whether it answers.'),
      ];
    case 'absent':
      return [
        message(
          'Its process is up. Whether its engine is on its way, was stopped or has failed cannot be seen from outside.',
        ),
        message('If it stays like this, look at its window: it may wait for you to sign in, accept terms or update.'),
      ];
    case 'unknown':
      return [];
  }
}

function installRows(install: DockerInstall | null, translate: Translate): Row[] {
  if (install === null) return [];
  const { folder, version } = install;
  return [
    makeRow({
      id: 'install',
      label: translate(message('Installed')),
      description: translate(formText(install.form)),
      icon: { name: 'package', color: null },
      contextValue: 'install',
      facts: [
        [translate(message('Folder')), folder],
        [translate(message('Version')), version ?? translate(message('unknown'))],
      ],
    }),
  ];
}

function formText(form: DockerInstall['form']): Message {
  switch (form) {
    case 'all-users':
      return message('for all users');
    case 'per-user':
      return message('for this user alone');
    case 'custom':
      return message('in a folder of its own');
  }
}

/** Engines of other products that live in distros: shown, since their user is right to have them, and left alone. */
function otherEngineRows(distros: Snapshot['distros'], translate: Translate): Row[] {
  const owners = [
    ['podman', 'Podman'],
    ['rancher', 'Rancher Desktop'],
  ] as const;
  return owners.flatMap(([kind, label]) => {
    const own = distros.filter((distro) => distro.kind === kind);
    if (own.length === 0) return [];
    const runs = own.some(({ state }) => state === 'running');
    return makeRow({
      id: `other.${kind}`,
      label,
      description: translate(runs ? message('its distro is running') : message('its distro is not running')),
      icon: { name: 'server', color: null },
      contextValue: 'otherEngine',
      notes: [translate(message('Another engine, with distros of its own. They are shown and left alone.'))],
    });
  });
}
