import type { Command } from '../machine/command';
import { manage } from './manage';
import type { Parsed } from './problem';

/**
 * `wsl --manage NAME --move FOLDER`: takes the disk of a stopped WSL 2 distro to another folder. Onto another drive it is
 * copied, and until that is done WSL answers nobody.
 */
export function moveDistro(name: string, folder: string): Command<Parsed<null>> {
  return manage(['--manage', name, '--move', folder]);
}
