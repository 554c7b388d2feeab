import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { standInPlaces, type Places } from '../../../src/machine/places';

/** The content of a machine file over folders: drive C and the shares of Ubuntu and Ubuntu-24.04. */
export function writeMachine(folder: string, changes: Record<string, unknown> = {}): string {
  const at = (...parts: string[]): string => join(folder, ...parts);
  for (const each of ['C/Users/dev', 'distros/Ubuntu/etc', 'distros/Ubuntu-24.04/etc']) {
    mkdirSync(at(each), { recursive: true });
  }
  for (const each of ['C/Users/dev/a.txt', 'distros/Ubuntu/etc/a.txt', 'distros/Ubuntu-24.04/etc/a.txt']) {
    writeFileSync(at(each), each);
  }
  const content = {
    platform: 'windows',
    programs: {},
    env: {},
    drives: { C: at('C') },
    uncRoots: {
      '\\\\wsl.localhost\\Ubuntu': at('distros/Ubuntu'),
      '\\\\wsl$\\Ubuntu': at('distros/Ubuntu'),
      '\\\\wsl.localhost\\Ubuntu-24.04': at('distros/Ubuntu-24.04'),
    },
    gateLog: at('gate.log'),
    ...changes,
  };
  writeFileSync(at('gate.log'), '');
  writeFileSync(at('machine.json'), JSON.stringify(content));
  return at('machine.json');
}

/** The places of a Windows whose drives are folders, by their letters, and that has nothing else. */
export function placesOnDrives(drives: Readonly<Record<string, string>>): Places {
  return standInPlaces({
    platform: 'windows',
    env: {},
    drives,
    uncRoots: {},
  });
}
