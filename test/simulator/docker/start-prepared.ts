import { sameGuid } from '../state/model';
import { readState } from '../state/store';
import type { Docker } from '../state/docker';
import type { State } from '../state/model';
import { engineOf, ownDistro } from './integration';
import { lockedSettings } from './policy';
import { findBackend } from './processes';
import { SettingsError, loadSettings } from './settings-file';
import { attached, startBackendAsDescribed, startRemoteEngine, startWindow } from './start';

interface Bundles {
  dockerDesktop: string;
  dockerBackend: string;
  remoteEngine: string;
}

/** Starts what runs on a machine from the beginning; returns when it is up as the state describes it. */
export async function startPreparedMachine(folder: string, bundles: Bundles): Promise<void> {
  const state = readState(folder);
  await Promise.all([
    state.remoteEngine && startRemoteEngine(folder, bundles.remoteEngine),
    state.docker && isUp(folder, state, state.docker) && startDesktop(folder, bundles),
  ]);
}

async function startDesktop(folder: string, bundles: Bundles): Promise<void> {
  await startBackendAsDescribed(folder, bundles);
  // A backend that refused has taken the window with it, unless that is to stay.
  const stays = readState(folder).docker?.traps.badSettings === 'stay';
  if (findBackend(folder) || stays) startWindow(folder, bundles, attached);
}

/** On the WSL 2 engine it is up only where its distro is, or before that has been started. */
function isUp(folder: string, state: State, docker: Docker): boolean {
  if (!docker.up) return false;
  const own = state.distros.find(({ name }) => name === ownDistro);
  if (docker.waitsFor !== null || (own && state.running.some((guid) => sameGuid(guid, own.guid)))) return true;
  try {
    const settings = { ...loadSettings(folder, docker).known, ...lockedSettings(folder, docker) };
    return engineOf(settings, docker) !== 'wsl';
  } catch (error) {
    if (error instanceof SettingsError) return true; // It is started, and refuses.
    throw error;
  }
}
