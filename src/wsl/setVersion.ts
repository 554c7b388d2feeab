import type { Command } from '../machine/command';
import { manage, manageDistro } from './manage';
import type { Parsed, WslProblem } from './problem';

/**
 * `wsl --set-version NAME 1|2`: converts a distro in place, in minutes to hours. It stops the distro at once; ending
 * wsl.exe breaks the conversion off, and WSL takes it back.
 */
export function setDistroVersion(name: string, version: 1 | 2): Command<Parsed<null>> | WslProblem {
  return manageDistro('--set-version', name, String(version));
}

/** `wsl --set-default-version 1|2`: the version of distros installed from now on. A value in the registry, no more. */
export function setDefaultVersion(version: 1 | 2): Command<Parsed<null>> {
  return manage(['--set-default-version', String(version)]);
}
