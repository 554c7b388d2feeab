import type { CheckId } from './checks';

/** Where a fault is told to those who can mend it. */
export interface Tracker {
  readonly name: string;
  readonly link: string;
}

const docker: Tracker = { name: 'Docker Desktop', link: 'https://github.com/docker/desktop-feedback/issues' };
const wsl: Tracker = { name: 'WSL', link: 'https://github.com/microsoft/WSL/issues' };
const remote: Tracker = {
  name: 'Remote development in VS Code',
  link: 'https://github.com/microsoft/vscode-remote-release/issues',
};

const ofWsl: ReadonlySet<CheckId> = new Set<CheckId>([
  'distro-version',
  'distro-boots',
  'wsl',
  'virtualization',
  'virtual-machine-platform',
  'subsystem-for-linux',
  'clock',
]);
const ofRemote: ReadonlySet<CheckId> = new Set<CheckId>(['editor-sessions', 'default-distro']);

/** The tracker that fits what is broken; Docker Desktop's for its own links, and where nothing is. */
export function trackerFor(id: CheckId | null): Tracker {
  if (id !== null && ofWsl.has(id)) return wsl;
  return id !== null && ofRemote.has(id) ? remote : docker;
}
