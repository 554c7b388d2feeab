import * as vscode from 'vscode';
import type { DistroAddress } from '../wsl/run';

/** The scheme of /etc/wsl.conf of a distro, which is read and written through WSL. The manifest names it too. */
export const wslConfScheme = 'slipway-wsl-conf';

/**
 * The address of a distro's /etc/wsl.conf: by its registration, and with its name for people, who meet it in the editor's own
 * messages. The path ends as the manifest's pattern wants it.
 */
export function wslConfUri({ id, name }: DistroAddress): vscode.Uri {
  // A name may hold what parts a path.
  const path = `/${name.replace(/[\\/]/g, '_')}/etc/wsl.conf`;
  return vscode.Uri.from({ scheme: wslConfScheme, path, query: id ?? '' });
}

/** The distro that such an address names; null where somebody made it up otherwise. Whether there is one, a list tells. */
export function distroOfWslConf({ path, query }: vscode.Uri): DistroAddress | null {
  const name = /^\/([^/]+)\/etc\/wsl\.conf$/.exec(path)?.[1];
  return name === undefined ? null : { name, id: query === '' ? null : query };
}
