import { message } from '../../text/message';
import { keysOf, type ConfigKey } from './key';

const automount = keysOf('wsl.conf', 'automount');
const filesystem = keysOf('wsl.conf', 'filesystem');
const network = keysOf('wsl.conf', 'network');
const interop = keysOf('wsl.conf', 'interop');
const user = keysOf('wsl.conf', 'user');
const boot = keysOf('wsl.conf', 'boot');
const gpu = keysOf('wsl.conf', 'gpu');
const time = keysOf('wsl.conf', 'time');
const general = keysOf('wsl.conf', 'general');
const fileServer = keysOf('wsl.conf', 'fileServer');

const hidden = { isHidden: true };
const wsl2Only = { isWsl2Only: true };

/** All that the `/etc/wsl.conf` of a distro can say. */
export const wslConfKeys: readonly ConfigKey[] = [
  boot(
    'systemd',
    'bool',
    'false',
    message('Runs systemd. The distro starts slower; without an executable /sbin/init it is ignored.'),
    wsl2Only,
  ),
  boot('command', 'string', '', message('A command that root runs when the distro starts.'), { windows: '11' }),
  boot(
    'protectBinfmt',
    'bool',
    'true',
    message('Keeps systemd from taking away the ability to start Windows programs.'),
    wsl2Only,
  ),
  boot('initTimeout', 'int', '10000', message('How long to wait for the distro’s init.'), {
    unit: 'ms',
    isHidden: true,
    ...wsl2Only,
  }),
  automount(
    'enabled',
    'bool',
    'true',
    message('Mounts the Windows drives. Without them, bind mounts of Windows paths fail in this distro.'),
  ),
  automount('root', 'path', '/mnt/', message('The folder below which the Windows drives are mounted.')),
  automount(
    'options',
    'string',
    '',
    message('Options for the mounts of drives, with commas between: metadata, uid, gid, umask, fmask, dmask, case.'),
  ),
  automount('mountFsTab', 'bool', 'true', message('Mounts what /etc/fstab names when the distro starts.')),
  automount('ldconfig', 'bool', 'true', message('Makes the GPU libraries of Windows known to the linker.'), hidden),
  automount(
    'cgroups',
    'enum',
    'v2',
    message(
      'Version of cgroups. v1 is for old container engines; WSL later than 2.9.4 wants isolateDistroCgroup=false as well.',
    ),
    { values: ['v1', 'v2'], since: '2.6.2', isHidden: true, ...wsl2Only },
  ),
  filesystem('umask', 'int', '0022', message('The umask of the distro; a leading 0 makes the number octal.'), hidden),
  network(
    'hostname',
    'string',
    message('the name of the computer'),
    message('The host name of the distro, up to 64 characters. What a host name cannot have is left out.'),
  ),
  network('generateHosts', 'bool', 'true', message('Writes /etc/hosts from the hosts file of Windows.')),
  network('generateResolvConf', 'bool', 'true', message('Writes /etc/resolv.conf.')),
  interop(
    'enabled',
    'bool',
    'true',
    message('Lets the distro start Windows programs. VS Code and Docker Desktop’s integration rely on it.'),
  ),
  interop(
    'appendWindowsPath',
    'bool',
    'true',
    message('Adds the PATH of Windows to that of the distro. Without it docker.exe and code are not found by name.'),
  ),
  user(
    'default',
    'string',
    message('the user that was made when the distro was set up'),
    message('The user of sessions that name none.'),
  ),
  gpu('enabled', 'bool', 'true', message('Shows the GPU to this distro.')),
  gpu('appendLibPath', 'bool', 'true', message('Makes the GPU libraries of Windows visible to the loader.'), hidden),
  time('useWindowsTimezone', 'bool', 'true', message('Follows the time zone of Windows.')),
  general(
    'guiApplications',
    'bool',
    message('as .wslconfig says'),
    message('Windows of Linux programs on the desktop, for this distro.'),
    { isHidden: true, ...wsl2Only },
  ),
  fileServer(
    'enabled',
    'bool',
    'true',
    message('Serves the files of this distro to Windows, as a folder of its name below wsl.localhost.'),
    hidden,
  ),
  fileServer('logFile', 'path', '', message('A log file of that server.'), hidden),
  fileServer('logLevel', 'int', '4', message('How much that server logs; 4 is for information.'), hidden),
  fileServer('logTruncate', 'bool', 'true', message('Begins that log anew at each start of the distro.'), hidden),
];
