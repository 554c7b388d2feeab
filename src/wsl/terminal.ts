import type { WslProblem } from './problem';

/**
 * The arguments of wsl.exe that open a login shell in a distro's home. By GUID where it is known: that form needs no
 * list of all keys, so it works when one of them is broken, and it carries names with blanks, which `-d` cuts.
 */
export function loginShellArgs(distro: { readonly id: string | null; readonly name: string }): string[] | WslProblem {
  if (distro.id !== null) return [distro.id, '--cd', '~'];
  return /\s/.test(distro.name) ? { kind: 'nameHasBlanks', name: distro.name } : ['-d', distro.name, '--cd', '~'];
}
