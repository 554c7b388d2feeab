import type { IntegratedDistro, Snapshot } from '../../state/snapshot';
import { isPlainName } from '../../wsl/run';

/** The distros of the user's own in which a disk can be mounted by a line that is typed. */
export function mountingDistros({ distros }: Pick<Snapshot, 'distros'>): readonly IntegratedDistro[] {
  return distros.filter(({ kind, wslVersion, name }) => kind === 'user' && wslVersion === 2 && isPlainName(name));
}
