import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { userEnvironment } from '../state/user';
import { dockerPrograms } from './install';
import { settingsPath } from './settings-file';

/** Disks are sparse files: a size to show, and next to no room taken. */
const dataDiskBytes = 4 * 1024 * 1024 * 1024;

const configFolder = win32.join(userEnvironment.USERPROFILE, '.docker');

/** The file in which the docker command line keeps its current context. */
export const cliConfigPath = win32.join(configFolder, 'config.json');

/** The file that describes a context; its folder is named after a hash of the context's name. */
export function contextPath(folder: string, name: string): string {
  return win32.join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'), 'meta.json');
}

/** What a context is stored as. */
export interface ContextFile {
  Name: string;
  Metadata: { Description?: string };
  Endpoints: { docker: { Host: string; SkipTLSVerify: boolean } };
}

/** Writes what an installed Docker Desktop leaves on the drives besides its programs: disk, contexts, helper script. */
export function writeDockerFiles(folder: string, { docker, remoteEngine, files }: State): void {
  const write = (path: string, content: string): void => {
    if (Object.hasOwn(files, path)) return; // The scenario brings its own.
    const file = hostPathOf(folder, path)!;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const context = (name: string, description: string, host: string): void => {
    const content: ContextFile = {
      Name: name,
      Metadata: { Description: description },
      Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    };
    write(contextPath(configFolder, name), JSON.stringify(content));
  };
  if (remoteEngine) context(remoteEngine.context, 'An engine on another computer', remoteEngine.host);
  if (!docker) return;
  context('desktop-linux', 'Docker Desktop', 'npipe:////./pipe/dockerDesktopLinuxEngine');
  if (docker.install.form === 'allUsers') {
    context('desktop-windows', 'Docker Desktop, Windows containers', 'npipe:////./pipe/dockerDesktopWindowsEngine');
  }
  const currentContext = remoteEngine?.context ?? 'desktop-linux';
  write(cliConfigPath, JSON.stringify({ credsStore: 'desktop', currentContext }, null, '\t'));
  write(dockerPrograms(docker.install).stub, stubScript);
  writeDisk(dataDisk(folder, files[settingsPath(docker.install)]));
}

/** The disk with images and volumes (reference 8). */
function dataDisk(folder: string, settings: State['files'][string] | undefined): string {
  const usual = win32.join(userEnvironment.LOCALAPPDATA, 'Docker', 'wsl');
  let custom = '';
  try {
    const { CustomWslDistroDir } = JSON.parse(typeof settings === 'string' ? settings : '') as {
      CustomWslDistroDir?: unknown;
    };
    if (typeof CustomWslDistroDir === 'string') custom = CustomWslDistroDir;
  } catch {
    // Settings that cannot be read move nothing.
  }
  const own = 'DockerDesktopWSL';
  const base = custom === '' ? usual : win32.basename(custom) === own ? custom : win32.join(custom, own);
  return hostPathOf(folder, win32.join(base, 'disk', 'docker_data.vhdx'))!;
}

function writeDisk(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  truncateSync(file, dataDiskBytes);
}

/** What a distro without integration finds in its PATH; it forwards where the integration has put its link. */
const stubScript = `#!/bin/sh
[ -x /usr/bin/docker ] && exec /usr/bin/docker "$@"
if mountpoint -q /mnt/wsl; then
  version=2 advice='switch on the integration of this distro in the settings of Docker Desktop'
else
  version=1 advice='convert this distro to WSL 2'
fi
echo
echo "The command 'docker' could not be found in this WSL $version distro."
echo "To use it, $advice."
echo
exit 1
`;
