import type { Distro } from '../wsl/distro';
import { lockedValue, type DockerPolicy } from './policy';
import type { DockerSettings } from './settings';

export type Backend = 'wsl2' | 'hyperv' | 'unknown';

/** What Docker Desktop's settings say of its integration with one distro. That it works there is another matter. */
export interface ConfiguredIntegration {
  readonly set: 'on' | 'off' | 'unknown' | 'n/a-v1';
  /** What switches it on; `policy` where an administrator decides either way. */
  readonly setBy: 'list' | 'default-flag' | 'policy' | null;
}

type Candidate = Pick<Distro, 'name' | 'wslVersion' | 'isDefault' | 'kind'>;

/** Which backend the settings choose; a locked policy beats the file. Unknown where neither says. */
export function configuredBackend(settings: DockerSettings | null, policy: DockerPolicy | null): Backend {
  const locked = lockedValue(policy, 'wslEngineEnabled');
  const chosen = typeof locked === 'boolean' ? locked : (settings?.wslEngine ?? 'absent');
  return chosen === true ? 'wsl2' : chosen === false ? 'hyperv' : 'unknown';
}

/**
 * Integration of a distro as it is set (docker-desktop.md, section 2): the distro is the default one and the flag for that
 * is on, or it is in the list; and it is a WSL 2 one and not Docker Desktop's own. Null settings could not be read.
 */
export function configuredIntegration(
  distro: Candidate,
  settings: DockerSettings | null,
  policy: DockerPolicy | null,
): ConfiguredIntegration {
  if (distro.wslVersion === 1) return { set: 'n/a-v1', setBy: null };
  if (distro.kind !== 'user' || configuredBackend(settings, policy) === 'hyperv') return { set: 'off', setBy: null };
  const lockedFlag = lockedValue(policy, 'enableIntegrationWithDefaultWslDistro');
  const lockedList = lockedValue(policy, 'integratedWslDistros');
  const flag = typeof lockedFlag === 'boolean' ? lockedFlag : (settings?.defaultFlag ?? 'absent');
  const list = isTextList(lockedList) ? lockedList : settings?.listKnown ? settings.list : null;

  if (list && holdsName(list, distro.name)) return { set: 'on', setBy: list === lockedList ? 'policy' : 'list' };
  if (distro.isDefault && flag === true) {
    return { set: 'on', setBy: typeof lockedFlag === 'boolean' ? 'policy' : 'default-flag' };
  }
  if (list === null || (distro.isDefault && typeof flag !== 'boolean')) return { set: 'unknown', setBy: null };
  return { set: 'off', setBy: isTextList(lockedList) ? 'policy' : null };
}

/** Docker Desktop keeps exact names and yet lower-cases them in its calls: they are compared without case. */
function holdsName(list: readonly string[], name: string): boolean {
  return list.some((entry) => entry.toLowerCase() === name.toLowerCase());
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** An entry of the list that integrates nothing, or not under the name it has. */
export type ListIssue =
  | { readonly kind: 'unregistered' | 'version1' | 'internal' | 'case-mismatch'; readonly name: string }
  | { readonly kind: 'empty-name' };

/** What is odd about the names in the list. Docker Desktop keeps and ignores them; so does this product. */
export function listIssues(list: readonly string[], distros: readonly Candidate[]): ListIssue[] {
  return list.flatMap((name): ListIssue[] => {
    if (name === '') return [{ kind: 'empty-name' }];
    const distro = distros.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!distro) return [{ kind: 'unregistered', name }];
    if (distro.kind !== 'user') return [{ kind: 'internal', name }];
    if (distro.wslVersion === 1) return [{ kind: 'version1', name }];
    return distro.name === name ? [] : [{ kind: 'case-mismatch', name }];
  });
}

/** Whether a file may be edited at all: it is read whole, and its integration means something. */
export function isEditable(settings: DockerSettings, policy: DockerPolicy | null): boolean {
  return (
    (settings.status === 'ok' || settings.status === 'repairable') && configuredBackend(settings, policy) !== 'hyperv'
  );
}
