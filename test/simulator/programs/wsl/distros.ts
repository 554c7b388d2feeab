import { existsSync } from 'node:fs';
import { distroRootOf } from '../../state/layout';
import {
  type Distro,
  type RegistryValues,
  type State,
  flagWsl2,
  isGuid,
  sameGuid,
  stateInstalled,
  stateInstalling,
  stateUninstalling,
} from '../../state/model';
import { distroValues, distrosInRegistryOrder, lxssPath } from '../../state/registry';
import { storageOf } from '../../state/storage';
import { PlainError, WslError, inContext } from './errors';
import type { Session } from './session';

/** The states a list can show. Only the first two are not transient. */
export type ShownState = 'Stopped' | 'Running' | 'Installing' | 'Uninstalling' | 'Converting' | 'Exporting';

/** A distro as the service read it from its registry key. */
export interface ReadDistro {
  guid: string;
  name: string;
  stateValue: number;
  shown: ShownState;
  wsl2: boolean;
  defaultUid: number;
}

// The registry path in an error names the user by security id; any one will do.
const userHive = '\\REGISTRY\\USER\\S-1-5-21-1-2-3-1001';

/** All distros in registry order. One unreadable key fails the whole, as on Windows (reference 6.3). */
export function enumerateDistros(session: Session, state: State): ReadDistro[] {
  return distrosInRegistryOrder(state).map((distro) => readDistro(session, state, distro));
}

/** Finds a distro by name among those installed. Every key is read on the way, so a broken one breaks this too. */
export function findByName(session: Session, name: string): ReadDistro {
  return inContext('Service', () => {
    const wanted = name.toLowerCase();
    const found = enumerateDistros(session, session.service).find(
      (distro) => distro.stateValue === stateInstalled && distro.name.toLowerCase() === wanted,
    );
    if (!found) throw new WslError('WSL_E_DISTRO_NOT_FOUND', session.say('MessageDistroNotFound'));
    return found;
  });
}

/** Reads one distro by id without looking at any other key. */
export function findByGuid(session: Session, guid: string): ReadDistro {
  return inContext('ReadDistroConfig', () => {
    const state = session.service;
    const distro = state.distros.find((each) => sameGuid(each.guid, guid));
    const found = distro && readDistro(session, state, distro);
    if (!found || found.stateValue !== stateInstalled) {
      throw new WslError('WSL_E_DISTRO_NOT_FOUND', session.say('MessageDistroNotFound'));
    }
    return found;
  });
}

/** The id of the default distro; without one a plain sentence. */
export function defaultGuid(session: Session): string {
  const { defaultDistribution } = session.service;
  if (defaultDistribution === undefined) throw noDistros(session);
  return defaultDistribution;
}

/** The failure for a machine without distros: a text of several lines and no code line. */
export function noDistros(session: Session): PlainError {
  const text = session.say('MessageNoDefaultDistro');
  if (!session.state.adminProtection) return new PlainError(text);
  return new PlainError(`${session.say('MessageAdminProtectionEnabled')}\n\n${text}`);
}

/** Drops Store distros whose package and disk are both gone: the side effect of a listing. */
export function dropLostDistros(session: Session): void {
  const isLost = (state: State, distro: Distro) =>
    distro.packageFamilyName !== undefined &&
    !state.packages.includes(distro.packageFamilyName) &&
    !storageExists(session.folder, distro);
  if (!session.service.distros.some((distro) => isLost(session.service, distro))) return;
  session.change((state) => {
    for (const distro of state.distros.filter((each) => isLost(state, each))) {
      state.distros.splice(state.distros.indexOf(distro), 1);
      state.running = state.running.filter((guid) => !sameGuid(guid, distro.guid));
      if (state.defaultDistribution !== undefined && sameGuid(state.defaultDistribution, distro.guid)) {
        // The first remaining one inherits, as after --unregister.
        const heir = distrosInRegistryOrder(state)[0];
        if (heir) state.defaultDistribution = heir.guid;
        else delete state.defaultDistribution;
      }
    }
  });
}

/** The folder of a distro's files on this host. */
export function rootOf(session: Session, distro: ReadDistro): string {
  return distroRootOf(session.folder, distro.name);
}

function storageExists(folder: string, distro: Distro): boolean {
  const storage = storageOf(folder, distro);
  return storage !== undefined && existsSync(storage);
}

function readDistro(session: Session, state: State, distro: Distro): ReadDistro {
  return inContext('ReadDistroConfig', () => {
    const read = new ValueReader(session, distro.guid, distroValues(distro));
    const name = read.text('DistributionName');
    read.text('BasePath');
    const stateValue = read.number('State', 0);
    read.number('Version', 0);
    const flags = read.number('Flags', 7);
    const defaultUid = read.number('DefaultUid', 0);
    const shown = shownState(state, distro.guid, stateValue);
    return { guid: distro.guid, name, stateValue, shown, wsl2: (flags & flagWsl2) !== 0, defaultUid };
  });
}

function shownState(state: State, guid: string, value: number): ShownState {
  if (value === stateInstalling) return 'Installing';
  if (value === stateUninstalling) return 'Uninstalling';
  if (value !== stateInstalled) return 'Stopped';
  const lock = Object.entries(state.locks).find(([locked]) => sameGuid(locked, guid))?.[1];
  return lock ?? (state.running.some((each) => sameGuid(each, guid)) ? 'Running' : 'Stopped');
}

/** Reads the values of a key with the two failures the service knows: missing, and of a wrong type. */
class ValueReader {
  constructor(
    private readonly session: Session,
    private readonly guid: string,
    private readonly values: RegistryValues,
  ) {}

  text(property: string): string {
    const value = this.values[property];
    if (value === undefined) {
      const message = this.session.say('MessageCorruptedDistroRegistration', property, this.guid);
      throw new WslError('E_UNEXPECTED', message);
    }
    if (value.type !== 'REG_SZ' && value.type !== 'REG_EXPAND_SZ') throw this.wrongType(property);
    return value.data;
  }

  number(property: string, otherwise: number): number {
    const value = this.values[property];
    if (value === undefined) return otherwise;
    if (value.type !== 'REG_DWORD') throw this.wrongType(property);
    return value.data;
  }

  private wrongType(property: string): WslError {
    const path = `${userHive}${lxssPath.slice('HKEY_CURRENT_USER'.length)}\\${this.guid}\\${property}`;
    const reason = this.session.say('ERROR_UNSUPPORTED_TYPE');
    return new WslError('ERROR_UNSUPPORTED_TYPE', this.session.say('MessageRegistryError', path, reason));
  }
}

/** The distro to run in when an argument gives its id. */
export function parseGuid(session: Session, text: string): string {
  if (!isGuid(text)) throw new WslError('E_INVALIDARG', session.say('MessageInvalidGuid', text));
  return text;
}
