import { existsSync, readFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { isAtLeast } from '../../docker/install';
import { ownDistro } from '../../docker/integration';
import { makeDistroFiles } from '../../files';
import type { MachineFile } from '../../machine-file';
import { layoutOf } from '../../state/layout';
import type { DialogKind } from '../../state/docker';
import { type Distro, type State, flagWsl2, stateInstalled } from '../../state/model';
import { changeState } from '../../state/store';
import { userEnvironment } from '../../state/user';

/** Why the engine cannot run on WSL 2 of this machine; null where it can (reference 9). */
export function wslProblem(folder: string, state: State): DialogKind | null {
  const { programs } = JSON.parse(readFileSync(layoutOf(folder).machine, 'utf8')) as MachineFile;
  if (programs.wsl === undefined || !existsSync(programs.wsl) || state.generation === 'stub') return 'wslMissing';
  const wanted = isAtLeast(state.docker!.install.version, '4.42') ? '2.1.5' : '1.1.3';
  if (state.generation === 'inbox' || !isAtLeast(state.versions.wsl, wanted)) return 'wslTooOld';
  return state.virtualization && state.vmCrash === undefined ? null : 'virtualization';
}

/** Docker Desktop brings its distro along: where it is not registered, it is now. */
export function registerOwnDistro(folder: string): void {
  const made = changeState(folder, (state) => {
    if (state.distros.some(({ name }) => name === ownDistro)) return undefined;
    const distro: Distro = {
      guid: '{d0c4e500-5eed-4000-8000-0123456789ab}',
      name: ownDistro,
      state: stateInstalled,
      flags: 7 | flagWsl2,
      defaultUid: 0,
      basePath: win32.join(userEnvironment.LOCALAPPDATA, 'Docker', 'wsl', 'main'),
      vhdFileName: 'ext4.vhdx',
      version: 2,
    };
    state.distros.push(distro);
    state.lxssKey = true;
    // The first distro of a machine becomes its default, also this one (reference 8).
    state.defaultDistribution ??= distro.guid;
    return distro;
  });
  if (made) makeDistroFiles(folder, made);
}
