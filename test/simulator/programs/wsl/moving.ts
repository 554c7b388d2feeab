import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { type State, sameGuid } from '../../state/model';
import { isAlive } from '../../state/processes';
import { storageOf } from '../../state/storage';
import { changeState, readState, sleep } from '../../state/store';
import { abandonTransfer, diskIn, endTransfer } from '../../state/transfers';
import type { ReadDistro } from './distros';
import { WslError, inContext } from './errors';
import type { Session } from './session';
import { carryOut, fileInFolder, isFolderTaken, noteTransfer } from './transfer';

/** Takes the disk of a stopped WSL 2 distro to another folder (reference 4), while the service answers nobody else. */
export function move(session: Session, distro: ReadDistro, to: string): number {
  const { folder } = session;
  inContext('Service', () =>
    inContext('MoveDistro', () => {
      if (!distro.wsl2) throw new WslError('WSL_E_WSL2_NEEDED', session.say('MessageWsl2Needed'));
      if (distro.shown !== 'Stopped') throw new WslError('WSL_E_DISTRO_NOT_STOPPED', session.say('MessageVhdInUse'));
      if (isFolderTaken(session, to, distro.guid)) {
        throw new WslError('ERROR_FILE_EXISTS', session.say('MessageDistroInstallPathAlreadyExists'));
      }
      mkdirSync(fileInFolder(session, to), { recursive: true });
      const registered = session.service.distros.find(({ guid }) => sameGuid(guid, distro.guid))!;
      const isCopied = win32.parse(registered.basePath.replace(/^\\\\\?\\/, '')).root !== win32.parse(to).root;
      const milliseconds = isCopied ? session.service.transfers.milliseconds : 0;
      noteTransfer(session, distro.guid, { kind: 'move', to, until: Date.now() + milliseconds }, undefined);
      carryOut(session, distro.guid, null, () => {
        const copy = diskIn(folder, session.service, distro.guid, to)!;
        // A copy has its name from the beginning.
        if (isCopied) writeFileSync(copy, 'vhdxfile');
        sleep(milliseconds);
        session.change((state) => arrive(folder, state, distro.guid, to));
      });
    }),
  );
  session.print(session.say('ERROR_SUCCESS'));
  return 0;
}

function arrive(folder: string, state: State, guid: string, to: string): void {
  const distro = state.distros.find((each) => sameGuid(each.guid, guid))!;
  const [from, target] = [storageOf(folder, distro)!, diskIn(folder, state, guid, to)!];
  if (statSync(from).dev === statSync(dirname(target)).dev) renameSync(from, target);
  else {
    spawnSync('cp', ['--sparse=always', from, target]);
    rmSync(from);
  }
  distro.basePath = to;
}

/**
 * Waits until no disk is being moved: the service answers nobody meanwhile. A move whose client was killed is taken back
 * or goes on, as the machine has it.
 */
export function awaitMoves(folder: string): void {
  for (;;) {
    const state = readState(folder);
    const found = Object.entries(state.transfers.running).find(
      ([, { kind, client }]) => kind === 'move' && client.pid !== process.pid,
    );
    if (!found) return;
    const [guid, transfer] = found;
    if (transfer.kind !== 'move') return;
    if (isAlive(transfer.client)) sleep(20);
    else if (!state.transfers.leaves.includes('move')) changeState(folder, (now) => abandonTransfer(folder, now, guid));
    else if (Date.now() < transfer.until) sleep(20);
    else {
      changeState(folder, (now) => {
        if (!now.transfers.running[guid]) return;
        arrive(folder, now, guid, transfer.to);
        endTransfer(now, guid);
      });
    }
  }
}
