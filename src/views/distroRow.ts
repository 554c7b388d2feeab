import { message, type Message, type Translate } from '../text/message';
import { printable } from '../text/printable';
import type { Distro } from '../wsl/distro';
import type { DistroState } from '../wsl/list';
import type { RowIcon } from './row';

/** How a distro is told in one line: in its row, and wherever one is chosen from. */
export interface DistroRow {
  readonly label: string;
  readonly description: string;
  readonly icon: RowIcon;
  readonly accessibleLabel: string;
}

/**
 * The row of a distro. `staleSince` is the time of an observation that could not be repeated, as text in the reader's
 * language; null when the state is as observed now. `more` is what else is to be told of it, at the end.
 */
export function distroRow(
  distro: Distro,
  staleSince: string | null,
  translate: Translate,
  more: readonly Message[] = [],
): DistroRow {
  const state = describeState(distro.state, staleSince, translate);
  const version = translate(message('WSL {0}', distro.wslVersion));
  const owner = ownerName(distro);
  const rest = owner ? [translate(message("{0}'s own", owner))] : [version];
  const last = more.map(translate);
  const isDefault = distro.isDefault ? [translate(message('default'))] : [];
  const told = [state, ...rest, ...isDefault, ...last];
  return {
    label: printable(distro.name),
    description: told.join(' · '),
    icon: owner ? { name: 'lock', color: null } : stateIcon(distro.state, staleSince !== null),
    // In the words that are seen, so that who steers by voice can say what stands there.
    accessibleLabel: [printable(distro.name), ...told].join(', '),
  };
}

/** The state of a distro in words. An old one is never told as if it were new, nor as if it had come about at that time. */
export function describeState(state: DistroState, staleSince: string | null, translate: Translate): string {
  const text = translate(stateText(state));
  return staleSince === null || state === 'unknown' ? text : translate(message('{0} (as of {1})', text, staleSince));
}

/** The product that keeps the distro for itself, by its own name; null for the user's own. */
export function ownerName({ kind }: Pick<Distro, 'kind'>): string | null {
  switch (kind) {
    case 'user':
      return null;
    case 'docker':
      return 'Docker Desktop';
    case 'podman':
      return 'Podman';
    case 'rancher':
      return 'Rancher Desktop';
  }
}

function stateText(state: DistroState): Message {
  switch (state) {
    case 'running':
      return message('Running');
    case 'stopped':
      return message('Stopped');
    case 'installing':
      return message('Installing');
    case 'uninstalling':
      return message('Uninstalling');
    case 'converting':
      return message('Converting');
    case 'exporting':
      return message('Exporting');
    case 'unknown':
      return message('State unknown');
  }
}

function stateIcon(state: DistroState, stale: boolean): RowIcon {
  if (stale) return { name: 'vm-outline', color: 'disabledForeground' };
  switch (state) {
    case 'running':
      return { name: 'vm-running', color: 'testing.iconPassed' };
    case 'stopped':
      return { name: 'vm', color: 'disabledForeground' };
    case 'unknown':
      return { name: 'question', color: null };
    case 'installing':
    case 'uninstalling':
    case 'converting':
    case 'exporting':
      return { name: 'sync', color: null };
  }
}
