import type { State } from '../../state/model';

/** Whether the wsl of this machine is older than a release. The one inside Windows and the early ones are older than 2.0. */
export function isBefore({ generation, versions }: State, release: string): boolean {
  if (generation !== 'packaged') return true;
  const [own, wanted] = [numbers(versions.wsl), numbers(release)];
  const at = wanted.findIndex((number, index) => (own[index] ?? 0) !== number);
  return at >= 0 && (own[at] ?? 0) < wanted[at]!;
}

function numbers(version: string): number[] {
  return version.split('.').map(Number);
}
