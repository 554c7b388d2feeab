import type { Command, Output } from '../machine/command';
import type { WslProblem } from './problem';
import { wslCommand } from './wslCommand';

/** How wsl.exe is told which distro: by its registration, which needs no list and carries names with blanks, else by name. */
export function distroArgs(distro: { readonly id: string | null; readonly name: string }): string[] | WslProblem {
  if (distro.id !== null) return [distro.id];
  return /\s/.test(distro.name) ? { kind: 'nameHasBlanks', name: distro.name } : ['-d', distro.name];
}

/**
 * Runs a program in a distro as its default user, without a shell in between: arguments arrive as they are. This starts
 * the distro, so it is only for distros that run, or because the user asked. `folder` is where it starts; the home
 * by default.
 */
export function runInDistro(
  distro: { readonly id: string | null; readonly name: string },
  args: readonly string[],
  folder = '~',
): Command<Output> | WslProblem {
  const which = distroArgs(distro);
  return 'kind' in which ? which : wslCommand([...which, '--cd', folder, '-e', ...args], (output) => output);
}
