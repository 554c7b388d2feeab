import type { Distro } from '../wsl/distro';

/**
 * The context value of a row below a distro, for the menus' `when` clauses, which match it from the front:
 * `detail.<docker|probe|disk|folder>.<state>.v<1|2>`.
 */
export function detailContext(
  row: 'docker' | 'probe' | 'disk' | 'folder',
  { state, wslVersion }: Pick<Distro, 'state' | 'wslVersion'>,
): string {
  return `detail.${row}.${state}.v${wslVersion}`;
}
