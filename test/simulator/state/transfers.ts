import { existsSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { distroRootOf, hostPathOf } from './layout';
import { type State, sameGuid } from './model';
import { type ProcessIdentity, isAlive } from './processes';
import { removeStorage, storageOf } from './storage';

/** A large copy that a client of the service waits for: an export, an import or the move of a disk. */
export type Transfer = { client: ProcessIdentity } & (
  | { kind: 'export'; target: string }
  /** `made`: the folder was not there before. */
  | { kind: 'import'; made: boolean }
  /** `until`: when the copying is over, in milliseconds of the epoch. Windows paths. */
  | { kind: 'move'; to: string; until: number }
);

/** What a client that was killed leaves behind. */
export type Leaving =
  /** The file of an export. */
  | 'exportFile'
  /** The key of an import, as Installing, with all that belongs to it. */
  | 'registration'
  /** The disk of an import without its key, or the copy of a disk that was moved. */
  | 'disk'
  /** A move goes on without its client, and everybody waits for it. */
  | 'move';

export interface Transfers {
  /** How long each takes. */
  milliseconds: number;
  /** Set to the raw output of a tool, every export and import fails at its end and relays it on stderr. */
  failure?: string;
  /** Exports report success behind their first bytes. */
  hollow?: boolean;
  /** The reference does not say what stays when wsl.exe is killed: nothing does, but for what is named here. */
  leaves: Leaving[];
  /** Those under way, by the id of the distro. */
  running: Record<string, Transfer>;
}

export const noTransfers = (): Transfers => ({ milliseconds: 300, leaves: [], running: {} });

/** The transfers whose client was killed. Moves are none: they are looked after where the service is asked. */
export function abandonedTransfers(state: State): string[] {
  return Object.entries(state.transfers.running)
    .filter(([, { kind, client }]) => kind !== 'move' && !isAlive(client))
    .map(([guid]) => guid);
}

/** Takes back what a transfer has done so far, as far as the machine takes it back. */
export function abandonTransfer(
  folder: string,
  state: State,
  guid: string,
  left: readonly Leaving[] = state.transfers.leaves,
): void {
  const transfer = state.transfers.running[guid];
  if (!transfer) return;
  const leaves = (what: Leaving) => left.includes(what);
  if (transfer.kind === 'export' && !leaves('exportFile')) rmSync(transfer.target, { force: true });
  if (transfer.kind === 'import' && !leaves('registration')) {
    unregister(folder, state, guid, { keepDisk: leaves('disk'), keepFolder: !transfer.made || leaves('disk') });
  }
  if (transfer.kind === 'move' && !leaves('disk')) removeCopy(folder, state, guid, transfer.to);
  endTransfer(state, guid);
}

/** Notes that a transfer is over, and unlocks its distro. */
export function endTransfer(state: State, guid: string): void {
  const others = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([each]) => !sameGuid(each, guid)));
  state.transfers.running = others(state.transfers.running);
  state.locks = others(state.locks);
}

/** Removes a key whose import failed, with its disk and its files. */
export function unregister(
  folder: string,
  state: State,
  guid: string,
  { keepDisk = false, keepFolder = false }: { keepDisk?: boolean; keepFolder?: boolean } = {},
): void {
  const distro = state.distros.find((each) => sameGuid(each.guid, guid));
  if (!distro) return;
  state.distros = state.distros.filter((each) => each !== distro);
  if (state.defaultDistribution !== undefined && sameGuid(state.defaultDistribution, guid)) {
    delete state.defaultDistribution;
  }
  const storage = storageOf(folder, distro);
  if (storage !== undefined && !keepDisk) removeStorage(storage);
  rmSync(distroRootOf(folder, distro.name), { recursive: true, force: true });
  const base = hostPathOf(folder, distro.basePath);
  if (base !== undefined && !keepFolder && existsSync(base)) rmdirSync(base);
}

/** Where the disk of a distro lies on this host once it is in another folder of Windows. */
export function diskIn(folder: string, state: State, guid: string, windowsFolder: string): string | undefined {
  const distro = state.distros.find((each) => sameGuid(each.guid, guid));
  const host = hostPathOf(folder, windowsFolder);
  return distro && host !== undefined ? join(host, distro.vhdFileName ?? 'ext4.vhdx') : undefined;
}

function removeCopy(folder: string, state: State, guid: string, to: string): void {
  const copy = diskIn(folder, state, guid, to);
  if (copy !== undefined) rmSync(copy, { force: true });
}
