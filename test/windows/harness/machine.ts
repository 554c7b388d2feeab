import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineFile } from '../../simulator/machine-file';
import { bundlePrograms } from '../../simulator/bundle';
import { prepareMachine, type PrepareOptions } from '../../simulator/prepare';
import type { ProgramName } from '../../simulator/state/model';
import type { ProgramMaker } from './programs';
import type { WindowsHost } from './windowsHost';

/**
 * Prepares a simulated machine whose programs are PE files and whose machine file has the paths of Windows.
 * @returns its folder
 */
export async function prepareWindowsMachine(
  host: WindowsHost,
  maker: ProgramMaker,
  { name, scenario, change }: { name: string; scenario: string; change?: PrepareOptions['change'] },
): Promise<string> {
  const folder = join(host.folder, 'machines', name);
  await prepareMachine(folder, scenario, { shared: null, ...(change && { change }) });
  const bundles = await bundlePrograms();
  const file = join(folder, 'machine.json');
  const machine = JSON.parse(await readFile(file, 'utf8')) as MachineFile;
  for (const [program, path] of Object.entries(machine.programs) as [ProgramName, string][]) {
    const exe = path.endsWith('.exe') ? path : `${path}.exe`;
    await rm(path, { force: true });
    await maker.place(exe, bundles[program], [host.inside(folder)]);
    machine.programs[program] = exe;
  }
  const inside = (paths: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, host.inside(path)]));
  const { programs, drives, uncRoots, gateLog } = machine;
  const told: MachineFile = {
    ...machine,
    programs: inside(programs),
    drives: inside(drives),
    uncRoots: inside(uncRoots),
    gateLog: host.inside(gateLog),
  };
  await writeFile(file, JSON.stringify(told, null, 2));
  return folder;
}
