import { message, type Message, type Translate } from '../text/message';
import type { Distro } from '../wsl/distro';
import type { DistroState } from '../wsl/list';

/** How a distro is shown, without the editor's classes. */
export interface DistroRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: { readonly name: string; readonly color: string | null };
  readonly contextValue: string;
  readonly accessibleLabel: string;
  /** Label and value of each line of the tooltip. Values come from the machine and are not to be trusted as markup. */
  readonly facts: readonly (readonly [string, string])[];
}

/**
 * The row of a distro. `staleSince` is the time of an observation that could not be repeated, as text in the reader's
 * language; null when the state is as observed now.
 */
export function distroRow(distro: Distro, staleSince: string | null, translate: Translate): DistroRow {
  const state = describeState(distro.state, staleSince, translate);
  const version = translate(message('WSL {0}', distro.wslVersion));
  const owner = ownerName(distro);
  const rest = owner
    ? [translate(message("{0}'s own", owner))]
    : [version, ...(distro.isDefault ? [translate(message('default'))] : [])];
  const isDefault = !owner && distro.isDefault;
  const spoken = isDefault ? [version, translate(message('default distro'))] : rest;
  return {
    id: distro.id ?? distro.name,
    label: distro.name,
    description: [state, ...rest].join(' · '),
    icon: distro.kind === 'user' ? stateIcon(distro.state, staleSince !== null) : { name: 'lock', color: null },
    contextValue: contextValue(distro),
    accessibleLabel: [distro.name, state, ...spoken].join(', '),
    facts: [
      [translate(message('State')), state],
      [translate(message('WSL version')), String(distro.wslVersion)],
      ...(distro.isDefault ? [[translate(message('Default distro')), translate(message('yes'))] as const] : []),
      ...(owner ? [[translate(message('Belongs to')), owner] as const] : []),
      ...(distro.disk === null ? [] : [[diskLabel(distro, translate), distro.disk] as const]),
      ...(distro.defaultUid === null
        ? []
        : [[translate(message('Default user ID')), String(distro.defaultUid)] as const]),
      ...(distro.id === null ? [] : [[translate(message('Registration')), distro.id] as const]),
    ],
  };
}

/**
 * The context values of rows, for the menus' `when` clauses: `distro.<state>.v<1|2>[.default]` for the user's own,
 * `foreign.<state>` for those of Docker Desktop, Podman and Rancher Desktop, which are shown and never a target.
 */
function contextValue(distro: Distro): string {
  if (distro.kind !== 'user') return `foreign.${distro.state}`;
  return `distro.${distro.state}.v${distro.wslVersion}${distro.isDefault ? '.default' : ''}`;
}

function diskLabel(distro: Distro, translate: Translate): string {
  return translate(distro.wslVersion === 2 ? message('Disk') : message('Folder'));
}

/** An old state is never told as if it were a new one, nor as if it had come about at that time. */
function describeState(state: DistroState, staleSince: string | null, translate: Translate): string {
  const text = translate(stateText(state));
  return staleSince === null || state === 'unknown' ? text : translate(message('{0} (as of {1})', text, staleSince));
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

/** The product that keeps the distro for itself, by its own name; null for the user's own. */
function ownerName(distro: Distro): string | null {
  switch (distro.kind) {
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

function stateIcon(state: DistroState, stale: boolean): DistroRow['icon'] {
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
