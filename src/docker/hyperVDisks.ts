import { win32 } from 'node:path';
import { listDiskFiles } from '../machine/diskFiles';
import type { Machine } from '../machine/machine';
import { distinct, unreadFolders, type UnreadFolder } from './disks';
import type { SettingsReading } from './settingsFile';

/** The disks of the virtual machine in which Docker Desktop runs its engine on Hyper-V; `MobyLinuxVM` is its older name. */
export interface HyperVDisks {
  /** The folder that the settings name, else the usual one; null where that is not known. */
  readonly folder: string | null;
  readonly disks: readonly string[];
  readonly failed: readonly UnreadFolder[];
}

const ownName = /^(?:DockerDesktop|MobyLinuxVM)\.vhdx$/i;

/** Looks in the usual folder of that disk and in the one that the settings name. Others may keep their disks there too. */
export async function findHyperVDisks(machine: Machine, settings: SettingsReading): Promise<HyperVDisks> {
  const programData = (await machine.variables())('ProgramData');
  const usual = programData === null ? null : win32.join(programData, 'DockerDesktop', 'vm-data');
  const chosen = settings.kind === 'read' ? settings.settings.hyperVFolder : null;
  const named = chosen === null || !win32.isAbsolute(chosen) ? null : win32.normalize(chosen).replace(/[\\/]+$/, '');
  const folders = [named, usual].filter((folder) => folder !== null);
  const places = distinct(folders);
  const looked = await Promise.all(
    places.map(async (folder) => ({ folder, found: await listDiskFiles(machine.files, folder) })),
  );
  return {
    folder: places[0] ?? null,
    disks: looked.flatMap(({ folder, found }) =>
      found.kind === 'ok'
        ? found.value.ways.filter((way) => ownName.test(way)).map((way) => win32.join(folder, way))
        : [],
    ),
    // What lies in folders below is not this disk.
    failed: looked.flatMap(({ folder, found }) => (found.kind === 'ok' ? [] : unreadFolders(folder, found))),
  };
}
