import { win32 } from 'node:path';
import type { Machine } from '../machine/machine';

/** Where Windows containers and their images are kept, as far as the usual folder tells. */
export interface WindowsStore {
  readonly folder: string;
  /** `hidden`: it may not be looked at, as on machines where only administrators may. */
  readonly seen: 'there' | 'absent' | 'hidden';
}

/** Looks whether the usual folder is there. It is not measured: it has many files, most of which its user may not read. */
export async function findWindowsStore(machine: Machine): Promise<WindowsStore | null> {
  const programData = (await machine.variables())('ProgramData');
  if (programData === null) return null;
  const folder = win32.join(programData, 'Docker', 'windowsfilter');
  const kind = await machine.files.kindOf(folder);
  if (kind.kind === 'ok') return { folder, seen: kind.value === 'folder' ? 'there' : 'absent' };
  const isAbsent = kind.kind === 'failed' && (kind.code === 'ENOENT' || kind.code === 'ENOTDIR');
  return { folder, seen: isAbsent ? 'absent' : 'hidden' };
}
