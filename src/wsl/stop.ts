import type { Command } from '../machine/command';
import { manage, manageDistro } from './manage';
import type { Parsed, WslProblem } from './problem';

/** `wsl --terminate NAME`: ends everything that runs in a distro. It succeeds as well where nothing ran. */
export function terminateDistro(name: string): Command<Parsed<null>> | WslProblem {
  return manageDistro('--terminate', name);
}

/**
 * `wsl --shutdown`: ends every distro and the virtual machine, Docker Desktop's engine on WSL 2 with them. Exit 0 says
 * that the service answered and not that all of it ended.
 */
export function shutDownWsl(): Command<Parsed<null>> {
  return manage(['--shutdown']);
}
