import type { Command } from '../machine/command';
import { manageDistro } from './manage';
import type { Parsed, WslProblem } from './problem';

/** `wsl --set-default NAME`: the distro that a bare `wsl` means from now on. Starts nothing. */
export function setDefaultDistro(name: string): Command<Parsed<null>> | WslProblem {
  return manageDistro('--set-default', name);
}
