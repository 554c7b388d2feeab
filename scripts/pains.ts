import type { CheckId } from '../src/doctor/checks';
import type { RuleId } from '../src/mounts/ruleIds';

/** Who notices a trouble that people have: checks of the doctor, rules in files, nobody and why, or somebody else. */
export type Noticed =
  | { readonly checks: readonly CheckId[]; readonly how: string }
  | { readonly rules: readonly RuleId[]; readonly how: string }
  | { readonly cannot: string }
  | { readonly elsewhere: string };

/** A trouble of many reports, by its number in the collection that this product was planned with. */
export interface Pain {
  readonly number: number;
  readonly symptom: string;
  readonly noticed: Noticed;
}

const checks = (how: string, ...ids: CheckId[]): Noticed => ({ checks: ids, how });
const rules = (how: string, ...ids: RuleId[]): Noticed => ({ rules: ids, how });

const all: readonly (readonly [symptom: string, noticed: Noticed])[] = [
  [
    'docker is not found in a WSL 2 distro',
    checks('integration as set, then proxy and link', 'integration-on', 'proxy', 'cli-link'),
  ],
  ['the same in a WSL 1 distro', checks('only where integration is set for it', 'distro-version')],
  [
    'no page for WSL integration in the settings',
    checks('Windows containers and the Hyper-V engine', 'linux-containers', 'wsl-engine'),
  ],
  [
    'integration of the default distro is off after a shutdown or an update',
    checks('its links are left behind', 'integration-on'),
  ],
  [
    'links to docker lead nowhere, and the tools are not there',
    checks('what Docker Desktop shares is looked at first', 'shared-mount', 'cli-link'),
  ],
  ['links come late', checks('unknown for three minutes after the proxy began', 'cli-link', 'socket')],
  [
    'set-up breaks off at a file or folder that is in its way',
    checks('what stands at /usr/bin/docker', 'proxy', 'cli-link'),
  ],
  ['integration stopped unexpectedly', checks('no proxy; its causes as far as they can be seen', 'proxy')],
  [
    '4.92.0 waits for a socket that never comes',
    checks('explains a dead proxy or a missing socket of that release', 'proxy', 'socket'),
  ],
  ['4.82.0 cannot start its proxy', checks('the program has 0 bytes', 'proxy')],
  [
    '4.75 leaves no socket behind a restart of WSL',
    checks("the shared socket is there, and the distro's is not", 'socket'),
  ],
  ['4.39 to 4.41 pass over converted distros', checks('registry and release, where there is no proxy', 'proxy')],
  [
    'integration hangs on a network drive that does not answer',
    { cannot: 'the look that would prove it hangs as well; a proxy that never came is seen' },
  ],
  [
    'permission denied at the socket',
    checks("groups of the session, and of the editor's server", 'permission', 'editor-sessions'),
  ],
  [
    'docker works with sudo only, or asks port 2375',
    checks('DOCKER_HOST with file and line', 'endpoint', 'start-files'),
  ],
  ['protocol not supported', checks('the current context and its endpoint', 'endpoint')],
  ['another engine answers', checks('its process, and what the server says of itself', 'own-engine', 'server')],
  ["systemd breaks Docker Desktop's own distro", checks('that the distro does not run, not why', 'wsl-engine')],
  ['the credential helper is not found', checks('the PATH of the login shell', 'credentials')],
  ['the credential helper cannot be executed', checks('the registration of interop', 'credentials')],
  ['credsStore comes back', { cannot: 'it is how Docker Desktop works; nothing is broken by it' }],
  ['config.json is damaged', checks('it is no JSON', 'credentials')],
  ['everything is slow with sources on a Windows drive', rules('while typing', 'slow-mount', 'slow-project')],
  ['hot reload never fires', rules('a watcher in a service whose source lies on a Windows drive', 'no-file-events')],
  ['an editor on Windows is slow in files of a distro', rules('a project opened through a share', 'unc-project')],
  ['a bind is empty', rules('the path is of the other side', 'wrong-side')],
  ['the mount path must be absolute', rules('the path is of the other side', 'wrong-side')],
  ['a path of a share is no valid Windows path', rules('paths of shares', 'wrong-side')],
  ['the mount service of a distro cannot be reached', checks('integration of that distro', 'integration-on')],
  [
    'containers fail behind a restart of Windows: not a directory',
    { cannot: 'only containers that have ended tell, and why is in their error text: slipway explain knows it' },
  ],
  ['volumes with a bind in them die behind a restart', rules('driver_opts with a bind', 'unstable-bind-volume')],
  [
    'a folder became a file, or the reverse',
    { cannot: 'the stale entry is inside Docker Desktop: slipway explain knows the error text' },
  ],
  ['a database may not change rights on its data', rules('a data folder on a Windows drive', 'database-on-windows')],
  [
    'upper and lower case: works here, fails in CI',
    { elsewhere: 'a property of Windows drives, told in the hover of a mount' },
  ],
  [
    'a folder that is a mount itself is empty in a container',
    { cannot: 'what is mounted where inside the engine cannot be seen from here' },
  ],
  ['dev containers take the wrong path', { cannot: 'whether a drive letter stands for a share is not looked at' }],
  ['other tools mount through Windows', { elsewhere: 'their own trackers' }],
  ['WSL distro terminated abruptly', checks('Docker Desktop runs without its distro', 'wsl-engine')],
  [
    'start fails with a read-only file system',
    { cannot: 'it is seen in logs alone, which prove nothing: slipway explain knows the text' },
  ],
  ['the engine answers 500', checks('it is asked for five seconds', 'engine-answers')],
  [
    'distros freeze until Docker Desktop wakes',
    checks('a paused engine, and the release of WSL', 'engine-answers', 'distro-boots'),
  ],
  [
    'docker desktop stop never returns',
    { elsewhere: 'commands that stop it have a time of their own and go by its pipe' },
  ],
  [
    'no start after an update: WSL is too old',
    checks('its version, or that it does not tell it', 'wsl', 'docker-running'),
  ],
  [
    'no start: settings cannot be decoded',
    checks('byte order mark, types, damage', 'docker-settings', 'docker-running'),
  ],
  [
    'a leaked build process blocks the start',
    { cannot: 'a process that is there may be at work; that Docker Desktop does not run is seen' },
  ],
  ['docker-desktop is the default distro', checks('the registry', 'default-distro')],
  ['scripts say that it is not installed', checks('all places where it may be', 'docker-installed')],
  ['the disk never shrinks', { elsewhere: 'the sizes of disks in the tree' }],
  ['WSL takes all memory', { elsewhere: 'settings of .wslconfig' }],
  ['all images are gone behind an update', { cannot: 'a disk that nobody uses looks like one that somebody keeps' }],
  ['docker-desktop-data is missing', { elsewhere: 'normal since 4.30: nothing is said of it' }],
  ['the place of the disk is lost, or moving fails', { cannot: 'what was meant is not written down anywhere' }],
  [
    'a published port cannot be reached with mirrored networking',
    { cannot: 'it would take a request over the network' },
  ],
  [
    'no names or network on a VPN',
    checks(
      'a registry that docker is signed in to, a proxy on one side, the same addresses, packets too large, a root on one side',
      'names',
      'http-proxy',
      'routes',
      'packets',
      'certificates',
    ),
  ],
  ['hostPath of Kubernetes is empty', rules('hostPath in manifests', 'wrong-side', 'slow-mount')],
];

export const pains: readonly Pain[] = all.map(([symptom, noticed], index) => ({ number: index + 1, symptom, noticed }));
