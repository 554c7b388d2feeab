import type { WslProblem } from './problem';
import { distroArgs } from './run';

/** The arguments of wsl.exe that open a login shell in a distro's home. */
export function loginShellArgs(distro: { readonly id: string | null; readonly name: string }): string[] | WslProblem {
  const which = distroArgs(distro);
  return 'kind' in which ? which : [...which, '--cd', '~'];
}
