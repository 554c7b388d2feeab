import { type Distro, type State, flagWsl2, sameGuid } from './model';
import { type ProcessIdentity, isAlive } from './processes';
import { makeStorage, removeStorage, storageOf } from './storage';

/** Locks a distro as Converting and makes the new form of its storage beside the old one. */
export function beginConversion(folder: string, state: State, distro: Distro, client: ProcessIdentity): void {
  state.locks[distro.guid] = 'Converting';
  state.conversions[distro.guid] = client;
  const path = storageOf(folder, distro, !isWsl2(distro));
  if (path !== undefined) makeStorage(path, !isWsl2(distro));
}

/** Flips the bit that is the WSL version and deletes the old form. The registry value Version stays what it was. */
export function finishConversion(folder: string, state: State, distro: Distro): void {
  const old = storageOf(folder, distro);
  distro.flags ^= flagWsl2;
  const shown = distro.raw?.['Flags'];
  if (shown?.type === 'REG_DWORD') shown.data ^= flagWsl2;
  if (old !== undefined) removeStorage(old);
  unlock(state, distro.guid);
}

/** Leaves the distro as it was before the conversion. */
export function rollBackConversion(folder: string, state: State, guid: string): void {
  const distro = state.distros.find((each) => sameGuid(each.guid, guid));
  const unfinished = distro && storageOf(folder, distro, !isWsl2(distro));
  if (unfinished !== undefined) removeStorage(unfinished);
  unlock(state, guid);
}

/** The conversions whose client was killed: the service takes them back. */
export function abandonedConversions(state: State): string[] {
  return Object.entries(state.conversions)
    .filter(([, client]) => !isAlive(client))
    .map(([guid]) => guid);
}

function isWsl2(distro: Distro): boolean {
  return (distro.flags & flagWsl2) !== 0;
}

function unlock(state: State, guid: string): void {
  state.locks = Object.fromEntries(Object.entries(state.locks).filter(([locked]) => locked !== guid));
  state.conversions = Object.fromEntries(Object.entries(state.conversions).filter(([locked]) => locked !== guid));
}
