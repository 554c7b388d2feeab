import { message, type Message } from '../text/message';

/** The links between a person and an engine that answers in a distro, in the order in which they hang on each other. */
export const linkIds = [
  'docker-installed',
  'docker-running',
  'linux-containers',
  'wsl-engine',
  'engine-answers',
  'distro-version',
  'distro-boots',
  'integration-on',
  'proxy',
  'shared-mount',
  'cli-link',
  'cli-first',
  'socket',
  'permission',
  'endpoint',
  'own-engine',
  'server',
  'credentials',
  'compose',
] as const;
export type LinkId = (typeof linkIds)[number];

/** What is looked at beside the chain: each of it can be wrong while the chain holds. */
export const besideIds = [
  'windows',
  'virtualization',
  'virtual-machine-platform',
  'subsystem-for-linux',
  'wsl',
  'memory',
  'docker-settings',
  'default-distro',
  'editor-sessions',
  'start-files',
  'clock',
  'http-proxy',
  'names',
  'container-ports',
  'routes',
] as const;
export type BesideId = (typeof besideIds)[number];
export type CheckId = LinkId | BesideId;

/** What holds where a check finds nothing: the title of its row. */
export const checkTitles: Readonly<Record<CheckId, Message>> = {
  'docker-installed': message('Docker Desktop is installed'),
  'docker-running': message('Docker Desktop runs'),
  'linux-containers': message('Docker Desktop is on Linux containers'),
  'wsl-engine': message("Docker Desktop's own distro runs"),
  'engine-answers': message("Docker Desktop's engine answers on Windows"),
  'distro-version': message('The distro is WSL 2'),
  'distro-boots': message('A program starts in the distro'),
  'integration-on': message('Integration is on for the distro'),
  proxy: message("Docker Desktop's proxy runs in the distro"),
  'shared-mount': message('The distro sees what Docker Desktop shares'),
  'cli-link': message('The link to docker leads somewhere'),
  'cli-first': message('The first docker on the PATH works'),
  socket: message("The engine's socket is there"),
  permission: message("Your user may use the engine's socket"),
  endpoint: message('docker calls the engine of this distro'),
  'own-engine': message('No other engine runs in the distro'),
  server: message("Docker Desktop's engine answers in the distro"),
  credentials: message('The credential helper can be started'),
  compose: message('docker compose works in the distro'),
  windows: message('Windows is new enough'),
  virtualization: message('Virtualization is on'),
  'virtual-machine-platform': message('The Virtual Machine Platform is on'),
  'subsystem-for-linux': message('The Windows Subsystem for Linux is on where it is needed'),
  wsl: message('WSL is new enough'),
  memory: message('There is enough memory'),
  'docker-settings': message("Docker Desktop's settings can be read"),
  'default-distro': message('The default distro is one to work in'),
  'editor-sessions': message("The editor's programs in the distro know your groups"),
  'start-files': message('No start file of the shell sends docker elsewhere'),
  clock: message('The clock of the distro agrees with Windows'),
  'http-proxy': message('The distro takes over the HTTP proxy of Windows'),
  names: message('The distro finds the names that Windows finds'),
  'container-ports': message('Ports that containers wait for are free on Windows'),
  routes: message('No route of Windows leads into a network of Docker'),
};
