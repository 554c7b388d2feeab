import type { User } from '../../userland/users';

/** Where Linux looks for programs; behind that come the folders of Windows, through interop. */
const linuxPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What `linuxEnvironment` makes the environment from. Paths are as programs in the distro name them. */
export interface EnvironmentOf {
  distro: string;
  user: User;
  home: string;
  /** `/`, or in plain mode a folder of this host. */
  root: string;
  /** Windows' own PATH, translated; empty where it does not pass. */
  windowsPath: readonly string[];
}

/**
 * The environment inside: only Windows variables named in WSLENV pass, and some are set anew (reference 5). The flags of
 * WSLENV are honoured for the direction only; paths in it are not translated.
 */
export function linuxEnvironment(of: EnvironmentOf): NodeJS.ProcessEnv & { PATH: string } {
  const { distro, user, home, root, windowsPath } = of;
  const env = {
    PATH: [linuxPath, ...windowsPath].join(':'),
    HOME: home,
    USER: user.name,
    LOGNAME: user.name,
    SHELL: user.shell,
    LANG: 'en_US.UTF-8',
    HOSTTYPE: 'x86_64',
    TERM: process.env['TERM'] ?? 'xterm-256color',
    WSL_DISTRO_NAME: distro,
    WSLENV: process.env['WSLENV'] ?? '',
    ...(root === '/' ? {} : { SIMULATED_ROOT: root }),
    PS1: prompt(user, distro),
  };
  const passed: NodeJS.ProcessEnv = {};
  for (const entry of (process.env['WSLENV'] ?? '').split(':')) {
    const [name, flags = ''] = entry.split('/');
    const value = name ? process.env[name] : undefined;
    if (name && value !== undefined && !flags.includes('w')) passed[name] = value;
  }
  return { ...env, ...passed, PATH: passed['PATH'] ?? env.PATH };
}

// In plain mode the shell sees this host's paths; the prompt shows them as the distro would: `~` for home, `/etc` below
// the root.
function prompt({ name, uid }: User, distro: string): string {
  const where =
    'case "$PWD" in "$HOME"*) printf "~%s" "${PWD#"$HOME"}";; *) printf %s "${PWD#"${SIMULATED_ROOT-}"}";; esac';
  return `${name}@${distro}:$(${where})${uid === 0 ? '#' : '$'} `;
}
