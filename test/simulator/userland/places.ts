import { join } from 'node:path';
import { layoutOf } from '../state/layout';
import type { Distro } from '../state/model';

/** What all userlands of a machine share, as paths of this host. */
export function userlandPlaces(folder: string) {
  const { userlands } = layoutOf(folder);
  return {
    /** The script of their first processes. */
    script: join(userlands, 'holder.sh'),
    /** A link to the folder of the bundled programs. */
    bundles: join(userlands, 'bundles'),
  };
}

/** The folder of a distro's layers, named by its id: overlays take no comma or colon, and a name may have them. */
export function layersOf(folder: string, distro: Distro): string {
  return join(layoutOf(folder).userlands, distro.guid);
}
