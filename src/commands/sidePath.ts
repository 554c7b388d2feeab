import type { Location } from '../text/location';

/** The Linux path of a folder that Windows sees on a drive or in a distro's share. WSL mounts drives below /mnt. */
export function sidePath(location: Extract<Location, { kind: 'unc' | 'windows' }>): string {
  if (location.kind === 'unc') return location.path;
  const [drive = '', ...segments] = location.path.split('\\').filter((segment) => segment !== '');
  return ['/mnt', drive.charAt(0).toLowerCase(), ...segments].join('/');
}
