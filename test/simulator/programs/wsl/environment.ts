/**
 * The environment inside: only Windows variables named in WSLENV pass, and some are set anew (reference 5). The flags of
 * WSLENV are honoured for the direction only; paths in it are not translated.
 */
export function linuxEnvironment(distro: string, user: string, root: string, home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    USER: user,
    LOGNAME: user,
    SHELL: '/bin/sh',
    LANG: 'en_US.UTF-8',
    HOSTTYPE: 'x86_64',
    TERM: process.env['TERM'] ?? 'xterm-256color',
    WSL_DISTRO_NAME: distro,
    WSLENV: process.env['WSLENV'] ?? '',
    SIMULATED_ROOT: root,
    PS1: prompt(user, distro),
  };
  for (const entry of (process.env['WSLENV'] ?? '').split(':')) {
    const [name, flags = ''] = entry.split('/');
    const value = name ? process.env[name] : undefined;
    if (name && value !== undefined && !flags.includes('w')) env[name] = value;
  }
  return env;
}

// The shell sees this host's paths; the prompt shows them as the distro would: `~` for home, `/etc` below the root.
function prompt(user: string, distro: string): string {
  const where =
    'case "$PWD" in "$HOME"*) printf "~%s" "${PWD#"$HOME"}";; *) printf %s "${PWD#"$SIMULATED_ROOT"}";; esac';
  return `${user}@${distro}:$(${where})${user === 'root' ? '#' : '$'} `;
}
