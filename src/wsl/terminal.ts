import type { WslProblem } from './problem';
import { distroArgs, type DistroAddress } from './run';

/** The arguments of wsl.exe that open a login shell in a distro's home. */
export function loginShellArgs(distro: DistroAddress): string[] | WslProblem {
  const which = distroArgs(distro);
  return 'kind' in which ? which : [...which, '--cd', '~'];
}
