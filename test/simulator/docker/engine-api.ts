import type { Container } from '../state/docker';
import { type Engine, apiVersion } from './engine';
import { answerAboutRoom } from './engine-room';
import { findContainer, sourceInEngine } from './store';

export interface Request {
  method: string;
  /** With its query, as it stands in the request line. */
  path: string;
}

export interface Answer {
  status: number;
  /** A text as it is, or a value to send as JSON; nothing for 204 and 304. */
  body?: unknown;
}

/** The moment at which everything in an engine was made: the same in every run. */
const created = Date.UTC(2026, 8, 1, 8, 30);

/** Answers a request as the engine does. Starting and stopping change the store that the engine was given. */
export function answer(engine: Engine, { method, path }: Request): Answer {
  const url = new URL(path, 'http://docker');
  const route = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, '');
  if (method === 'GET' || method === 'HEAD') {
    if (route === '/_ping') return { status: 200, body: 'OK' };
    if (route === '/version') return { status: 200, body: versionOf(engine) };
    if (route === '/networks') return { status: 200, body: networksOf(engine) };
    if (route === '/info') return { status: 200, body: infoOf(engine) };
    if (route === '/containers/json') return { status: 200, body: listOf(engine, isTrue(url.searchParams.get('all'))) };
  }
  const aboutRoom = answerAboutRoom(engine.store, method, route, url.searchParams);
  if (aboutRoom) return aboutRoom;
  const [, id, action] = /^\/containers\/([^/]+)\/(json|start|stop|restart)$/.exec(route) ?? [];
  if (id === undefined || (action === 'json') !== (method === 'GET')) {
    return { status: 404, body: { message: 'page not found' } };
  }
  const container = findContainer(engine.store, decodeURIComponent(id));
  if (!container) return { status: 404, body: { message: `No such container: ${decodeURIComponent(id)}` } };
  return action === 'json' ? { status: 200, body: detailsOf(container) } : act(container, action!);
}

/** The answer to everything while the engine starts or has crashed. */
export const notReady: Answer = { status: 500, body: '' };

function act(container: Container, action: string): Answer {
  const { state } = container;
  if (action === 'start' && state === 'running') return { status: 304 };
  if (action === 'stop' && state !== 'running') return { status: 304 };
  container.stoppedByHand = action === 'stop';
  container.state = action === 'stop' ? 'exited' : 'running';
  container.exitCode = action === 'stop' ? 137 : 0;
  return { status: 204 };
}

function isTrue(value: string | null): boolean {
  return value !== null && !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

function versionOf({ platform, version, os, kernel }: Engine) {
  return {
    Platform: { Name: platform },
    Version: version,
    ApiVersion: apiVersion,
    MinAPIVersion: '1.44',
    Os: os,
    Arch: 'amd64',
    KernelVersion: kernel,
    GoVersion: 'go1.25.3',
    GitCommit: '5eed5eed5eed',
    BuildTime: '2026-08-20T10:00:00.000000000+00:00',
  };
}

function infoOf({ store, name, operatingSystem, os, kernel, version }: Engine) {
  const count = (state: string) => store.containers.filter((container) => container.state === state).length;
  return {
    ID: '5eed0000-0000-4000-8000-000000000000',
    Containers: store.containers.length,
    ContainersRunning: count('running'),
    ContainersPaused: 0,
    ContainersStopped: store.containers.length - count('running'),
    Images: store.images,
    Driver: os === 'linux' ? 'overlayfs' : 'windowsfilter',
    Name: name,
    OperatingSystem: operatingSystem,
    OSType: os,
    Architecture: 'x86_64',
    KernelVersion: kernel,
    ServerVersion: version,
    NCPU: 8,
    MemTotal: 8_218_034_176,
    Labels: [],
  };
}

function listOf({ store }: Engine, all: boolean) {
  return store.containers
    .filter(({ state }) => all || state === 'running')
    .map((container) => ({
      Id: container.id,
      Names: [`/${container.name}`],
      Image: container.image,
      ImageID: `sha256:${container.id}`,
      Command: container.command,
      Created: created / 1000,
      Ports: [],
      Labels: container.labels,
      State: container.state,
      Status: statusOf(container),
      HostConfig: { NetworkMode: 'bridge' },
      Mounts: mountsOf(container),
    }));
}

function networksOf({ store: { networks = [] } }: Engine) {
  const network = (Name: string, Driver: string, subnets: string[]) => ({
    Name,
    Id: Buffer.from(Name).toString('hex').padEnd(64, '0'),
    Created: new Date(created).toISOString(),
    Scope: 'local',
    Driver,
    EnableIPv6: subnets.some((subnet) => subnet.includes(':')),
    // Host and none have no addresses of their own.
    IPAM: {
      Driver: 'default',
      Options: null,
      Config: subnets.length > 0 ? subnets.map((Subnet) => ({ Subnet })) : null,
    },
    Internal: false,
    Containers: {},
    Options: {},
    Labels: {},
  });
  return [
    network('bridge', 'bridge', ['172.17.0.0/16']),
    network('host', 'host', []),
    network('none', 'null', []),
    ...networks.map(({ name, subnets }) => network(name, 'bridge', subnets)),
  ];
}

function statusOf({ state, exitCode }: Container): string {
  if (state === 'exited') return `Exited (${exitCode}) 5 minutes ago`;
  return state === 'running' ? 'Up 5 minutes' : 'Created';
}

function mountsOf({ mounts }: Container) {
  return mounts.map((mount) => ({
    Type: mount.type,
    ...(mount.type === 'volume' ? { Name: mount.name, Driver: 'local' } : {}),
    Source: sourceInEngine(mount),
    Destination: mount.target,
    Mode: mount.readOnly ? 'ro' : '',
    RW: !mount.readOnly,
    Propagation: mount.type === 'bind' ? 'rprivate' : '',
  }));
}

function detailsOf(container: Container) {
  const [program = '', ...args] = container.command.split(' ');
  const running = container.state === 'running';
  return {
    Id: container.id,
    Created: new Date(created).toISOString(),
    Path: program,
    Args: args,
    State: {
      Status: container.state,
      Running: running,
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: running ? 4711 : 0,
      ExitCode: container.exitCode,
      Error: container.error ?? '',
      StartedAt: new Date(created).toISOString(),
      FinishedAt: container.state === 'exited' ? new Date(created + 60_000).toISOString() : '0001-01-01T00:00:00Z',
    },
    Image: `sha256:${container.id}`,
    Name: `/${container.name}`,
    RestartCount: 0,
    HostConfig: {
      Binds: bindsOf(container),
      PortBindings: bindingsOf(container),
      RestartPolicy: { Name: container.restart, MaximumRetryCount: 0 },
      NetworkMode: 'bridge',
    },
    Mounts: mountsOf(container),
    Config: {
      Hostname: container.id.slice(0, 12),
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: [program, ...args],
      Image: container.image,
      Labels: container.labels,
    },
  };
}

/** The ports as they were asked for: those of a container that does not run stand here alone. */
function bindingsOf({ ports = [] }: Container): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { container, host, address, protocol = 'tcp' } of ports) {
    (bindings[`${container}/${protocol}`] ??= []).push({
      HostIp: address ?? '',
      HostPort: host === undefined ? '' : String(host),
    });
  }
  return bindings;
}

/** Here the sources stand as they were handed to the engine, which for a Windows path is the way its client spelt it. */
function bindsOf({ mounts }: Container): string[] {
  return mounts.map((mount) => {
    const source = mount.type === 'volume' ? mount.name : 'windowsPath' in mount ? mount.windowsPath : mount.path;
    return `${source}:${mount.target}:${mount.readOnly ? 'ro' : 'rw'}`;
  });
}
