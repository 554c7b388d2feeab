import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFiles } from '../files';
import { layoutOf } from '../state/layout';
import type { Docker } from '../state/docker';
import { isAtLeast } from './install';

/** Where every distro finds what Docker Desktop shares with it. */
export const sharedRoot = '/mnt/wsl/docker-desktop';

const socketPath = 'shared-sockets/guest-services/docker.proxy.sock';
const tools = 'cli-tools/usr/bin';
const composePlugin = 'cli-tools/usr/local/lib/docker/cli-plugins/docker-compose';
const proxy = 'docker-desktop-user-distro';

/** The socket in the shared folder that leads to the engine, as this host opens it. */
export function proxySocket(folder: string): string {
  return join(layoutOf(folder).shared, 'docker-desktop', socketPath);
}

/** Puts Docker Desktop's tools and the folder for its sockets into the folder that all distros share (reference 6). */
export function fillSharedMount(folder: string, docker: Docker): void {
  const root = join(layoutOf(folder).shared, 'docker-desktop');
  mkdirSync(join(root, 'shared-sockets/guest-services'), { recursive: true });
  const programs = {
    [`${tools}/docker`]: '#!/bin/sh\nexec /.simulator/node /.simulator/docker.cjs /.simulator/machine "$@"\n',
    [`${tools}/docker-credential-desktop.exe`]: credentialHelper,
    [composePlugin]: '#!/bin/sh\necho 2.40.3\n',
    [proxy]: docker.traps.proxyEmpty ? '' : proxyScript(docker),
  };
  writeFiles(root, programs);
  for (const path of Object.keys(programs)) chmodSync(join(root, path), 0o755);
}

/** Takes it all away, as the mounts go when Docker Desktop ends. */
export function emptySharedMount(folder: string): void {
  rmSync(join(layoutOf(folder).shared, 'docker-desktop'), { recursive: true, force: true });
}

const pluginLink = '/usr/local/lib/docker/cli-plugins/docker-compose';

const credentialHelper =
  '#!/bin/sh\n[ "${1-}" = list ] && echo "{}" && exit 0\necho "not part of this simulator" >&2\nexit 86\n';

/**
 * The process inside a distro: makes the links and lives as long as its standard input. The word `off` there means that
 * the integration was switched off, and the links go; without it they stay behind and dangle.
 */
function proxyScript({ install, traps }: Docker): string {
  const target = traps.linksDangle ? `${sharedRoot}/gone` : `${sharedRoot}/${tools}`;
  // Since 4.82 the program is copied first and runs from there.
  const copy = `if [ "$0" = ${sharedRoot}/${proxy} ]; then
  mkdir -p /run/docker-desktop
  install -m 0755 "$0" /run/docker-desktop/${proxy}
  exec /run/docker-desktop/${proxy} "$@"
fi
`;
  return `#!/bin/sh
[ "\${1-}" = proxy ] || exit 1
${isAtLeast(install.version, '4.82') ? copy : ''}${traps.proxyDies ? 'exit 1\n' : ''}names="docker docker-credential-desktop.exe"
remove() {
  for name in $names; do [ -L "/usr/bin/$name" ] && rm -f "/usr/bin/$name"; done
  [ -L /var/run/docker.sock ] && rm -f /var/run/docker.sock
  [ -L ${pluginLink} ] && rm -f ${pluginLink}
}
for name in $names; do
  if [ -e "/usr/bin/$name" ] && [ ! -L "/usr/bin/$name" ]; then
    echo "linking /usr/bin/$name: file exists" >&2
    exit 1
  fi
done
mkdir -p /var/run
grep -q '^docker:' /etc/group 2>/dev/null || echo "docker:x:998:$(awk -F: '$3 >= 1000 { print $1; exit }' /etc/passwd)" >> /etc/group
sleep ${(traps.linksLagMilliseconds ?? 0) / 1000}
for name in $names; do ln -sfn "${target}/$name" "/usr/bin/$name"; done
mkdir -p ${dirname(pluginLink)} && ln -sfn ${sharedRoot}/${composePlugin} ${pluginLink}
${traps.socketLinkMissing ? '' : `ln -sfn ${sharedRoot}/${socketPath} /var/run/docker.sock\n`}chgrp docker ${sharedRoot}/${socketPath} && chmod 660 ${sharedRoot}/${socketPath}
echo linked
while read -r word; do
  [ "$word" = off ] && remove
done
${traps.linksGoOnQuit ? 'remove\n' : ''}exit 0
`;
}
