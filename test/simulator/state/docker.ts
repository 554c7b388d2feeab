/** The model of Docker Desktop and its engines: the part of `state.json` below `docker`. Plain data only. */

/** How and where Docker Desktop was installed (reference 1). */
export interface DockerInstall {
  /** A per-user install is registered below HKCU and has no Windows containers. */
  form: 'allUsers' | 'perUser';
  /** The Windows folder that holds `Docker Desktop.exe`. */
  folder: string;
  /** For example 4.94.0. Several behaviours depend on it. */
  version: string;
  build: string;
  /** The version of the engine inside. */
  engineVersion: string;
}

/** A person has to do something before the engine starts. */
export type WaitsFor = 'signIn' | 'terms' | 'update';

/** Where a bind mount comes from, as the one who asked for it wrote it. */
export type ContainerMount = { target: string; readOnly?: boolean } & (
  | { type: 'volume'; name: string }
  | { type: 'bind'; distro: string; path: string }
  /** A folder of a Windows drive, as Windows writes it. */
  | { type: 'bind'; windowsPath: string }
);

export interface Container {
  /** 64 hexadecimal digits. */
  id: string;
  name: string;
  image: string;
  command: string;
  state: 'created' | 'running' | 'exited';
  exitCode: number;
  restart: 'no' | 'always' | 'unless-stopped' | 'on-failure';
  /** Stopped by hand: `unless-stopped` leaves it alone then. */
  stoppedByHand: boolean;
  labels: Record<string, string>;
  mounts: ContainerMount[];
  /** Ports of TCP that it publishes, or that it would: a container has them whether it runs or not. Default none. */
  ports?: ContainerPort[];
  /** Why its last start failed. */
  error?: string;
}

export interface ContainerPort {
  container: number;
  /** Absent: any that is free. */
  host?: number;
  /** Default all. */
  address?: string;
  protocol?: 'udp';
}

/** What one engine holds. Windows and Linux containers live in two stores, which see nothing of each other. */
export interface EngineStore {
  containers: Container[];
  images: number;
  /** Networks besides `bridge`, `host` and `none`, with their ranges of addresses. */
  networks?: { name: string; subnets: string[] }[];
  /** What takes room in it; absent, nothing does. */
  room?: EngineRoom;
}

export interface EngineImageEntry {
  id: string;
  /** None for one whose name a newer build has taken. */
  tags: string[];
  size: number;
  /** Of that, what other images share; -1 where the engine has not computed it. */
  shared: number;
}

export interface EngineRoom {
  images: EngineImageEntry[];
  volumes: { name: string; size: number }[];
  buildCache: { id: string; size: number; inUse: boolean }[];
  /** How /system/df tells it: in lists, or since API 1.52 in sums, with what is behind them on request. Default lists. */
  form?: 'usage';
}

/** Things that go wrong, or go the other way where the reference is unsure. All are off when absent. */
export interface DockerTraps {
  /** `docker desktop` is missing; otherwise releases before 4.37 lack it. */
  pluginMissing?: boolean;
  /** What `docker desktop status` does while stopped: nothing on stdout and a failure, or the word. Default silent. */
  statusWhenStopped?: 'silent' | 'stopped';
  /** `docker desktop stop` and `restart` never return, before or after Docker Desktop has ended. */
  stopHangs?: 'before' | 'after';
  /** After settings it cannot read: end (default), stay as a window without backend, or go on with none at all. */
  badSettings?: 'end' | 'stay' | 'discard';
  /** What an absent EnableIntegrationWithDefaultWslDistro means; the sources disagree. Default false. */
  integratesDefaultUnasked?: boolean;
  /** An absent WslEngineEnabled means Hyper-V. */
  hyperVUnasked?: boolean;
  /** Docker Desktop switches the default distro's integration off at its next start. */
  losesDefaultFlag?: boolean;
  /** The pipe of the engine that is not in use is published too, and nobody answers there. */
  inactivePipe?: boolean;
  /** The engine takes requests and never answers one. */
  engineHangs?: boolean;
  /** What happens to an integrated distro that is stopped: a dialog (default), or it is started again. */
  distroStopped?: 'dialog' | 'reconnect';
  /** The links inside a distro appear so many milliseconds after its proxy. */
  linksLagMilliseconds?: number;
  /** The links inside a distro lead nowhere. */
  linksDangle?: boolean;
  /** The socket link inside a distro is not made. */
  socketLinkMissing?: boolean;
  /** The proxy inside a distro ends at once with status 1. */
  proxyDies?: boolean;
  /** The proxy's program is published with 0 bytes. */
  proxyEmpty?: boolean;
  /** Quitting removes the links inside a distro; otherwise they stay and dangle. */
  linksGoOnQuit?: boolean;
}

/** How long things take, in milliseconds. Nothing of this applies while a machine is prepared. */
export interface DockerDelays {
  /** Until the pipes of the engine are published. */
  backend: number;
  /** From there until the engine answers. */
  engine: number;
  /** For everything to end. */
  stop: number;
}

export type DialogKind =
  | 'settingsUnreadable'
  | 'signInFileUnreadable'
  | 'signIn'
  | 'terms'
  | 'update'
  | 'wslMissing'
  | 'wslTooOld'
  | 'virtualization'
  | 'terminatedAbruptly'
  | 'integrationStopped'
  | 'backendEnded';

/** A window with a message that Docker Desktop showed. */
export interface Dialog {
  at: string;
  kind: DialogKind;
  text: string;
}

export interface Docker {
  install: DockerInstall;
  /**
   * Whether it is up when the machine is prepared. On the WSL 2 engine it then is only where `docker-desktop` is in
   * `running` too, so that a test which empties that list has a machine at rest.
   */
  up: boolean;
  /** Signed in with a plan whose policy counts; without it admin-settings.json is ignored. */
  policyCounts: boolean;
  /** While set, windows and backend are up and the engine does not start. */
  waitsFor: WaitsFor | null;
  /** The engine is paused: it takes requests and answers once it is resumed. */
  paused: boolean;
  linux: EngineStore;
  windows: EngineStore;
  traps: DockerTraps;
  delays: DockerDelays;

  /** From here on: what Docker Desktop itself notes. */
  engine: 'off' | 'starting' | 'running';
  /** Of the running backend; empty until the engine runs. */
  sessionId: string;
  dialogs: Dialog[];
  /** How often the dashboard was opened by starting a Docker Desktop that runs already. */
  woken: number;
}

/** An engine on another computer, which nothing of the product should ever ask. */
export interface RemoteEngine {
  /** The endpoint as contexts and DOCKER_HOST name it. */
  host: string;
  /** The context that leads to it. */
  context: string;
  store: EngineStore;
}
