/** The option that binds a folder of the distro: one field of comma-separated values, since a folder may have any name. */
export function bindOption(folder: string, target: string, ...more: readonly string[]): readonly string[] {
  const fields = ['type=bind', `"source=${folder.replace(/"/g, '""')}"`, `target=${target}`, ...more];
  return ['--mount', fields.join(',')];
}

/**
 * A call of `docker` in a distro, for the engine behind the distro's own socket: DOCKER_HOST and the current context may lead
 * elsewhere.
 */
export function distroDocker(...args: readonly string[]): readonly [program: string, ...rest: readonly string[]] {
  const engine = ['docker', '--host', 'unix:///var/run/docker.sock'];
  return ['env', '-u', 'DOCKER_HOST', '-u', 'DOCKER_CONTEXT', ...engine, ...args];
}
