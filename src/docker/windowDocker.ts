import { posix, win32 } from 'node:path';
import type { Machine } from '../machine/machine';
import { message, type Message } from '../text/message';

/** What `docker` without options is led by. The first of these that there is decides (docker's own order). */
export interface DockerChoice {
  /** DOCKER_HOST: an address. */
  readonly host: string | null;
  /** DOCKER_CONTEXT: a name. */
  readonly context: string | null;
  /** The current context of docker's configuration: null where it names none. */
  readonly current: string | null | { readonly unknown: Message };
}

/** Where `docker` without options leads. */
export type DockerTarget =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'context'; readonly name: string; readonly by: 'DOCKER_CONTEXT' | 'configuration' | 'nothing' }
  | { readonly kind: 'unknown'; readonly reason: Message };

export function targetOf({ host, context, current }: DockerChoice): DockerTarget {
  // A variable that is empty counts as none.
  if (host) return { kind: 'address', address: host };
  if (context) return { kind: 'context', name: context, by: 'DOCKER_CONTEXT' };
  if (current === null) return { kind: 'context', name: 'default', by: 'nothing' };
  return typeof current === 'string'
    ? { kind: 'context', name: current, by: 'configuration' }
    : { kind: 'unknown', reason: current.unknown };
}

/** Far more than any real one. */
const configLimit = 1024 * 1024;

/**
 * Looks at what leads `docker` on the side on which this process runs: its environment and docker's configuration. Asks no
 * engine and starts no distro.
 */
export async function lookAtDockerChoice(machine: Machine): Promise<DockerChoice> {
  const { ownVariables } = machine;
  return {
    host: ownVariables('DOCKER_HOST'),
    context: ownVariables('DOCKER_CONTEXT'),
    current: await readCurrent(machine),
  };
}

async function readCurrent(machine: Machine): Promise<DockerChoice['current']> {
  const { ownVariables, platform } = machine;
  const path = platform === 'windows' ? win32 : posix;
  const home = ownVariables(platform === 'windows' ? 'USERPROFILE' : 'HOME');
  const folder = ownVariables('DOCKER_CONFIG') ?? (home === null ? null : path.join(home, '.docker'));
  const unknown = { unknown: message("docker's configuration could not be read.") };
  if (folder === null || !path.isAbsolute(folder)) return unknown;
  const file = path.join(folder, 'config.json');
  const content = await machine.files.readSteady(
    platform === 'wsl' ? machine.pathInOwnDistro(file) : file,
    configLimit,
  );
  if (content.kind !== 'ok') return content.kind === 'failed' && content.code === 'ENOENT' ? null : unknown;
  return currentContext(content.value, unknown);
}

/** The current context that a config.json names; `otherwise` where it is no configuration. */
function currentContext<T>(text: string, otherwise: T): string | null | T {
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config !== 'object' || config === null || Array.isArray(config)) return otherwise;
    const name: unknown = 'currentContext' in config ? config.currentContext : null;
    if (name === null || name === '') return null;
    return typeof name === 'string' ? name : otherwise;
  } catch {
    return otherwise;
  }
}
