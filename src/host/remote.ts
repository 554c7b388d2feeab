import type * as vscode from 'vscode';

/** The id of Microsoft's extension that opens windows in distros. */
export const wslExtension = 'ms-vscode-remote.remote-wsl';

/**
 * The authority under which the WSL extension opens a distro. Encoded here and nowhere else: an address keeps its
 * authority as it is given, and encodes it once more only when it is written as text.
 */
export function wslAuthority(distro: string): string {
  return `wsl+${encodeURIComponent(distro)}`;
}

/**
 * The distro of an authority such as `wsl+Ubuntu`; null for any other. An address that was text before has it in lower
 * case, which WSL does not mind.
 */
export function distroOfAuthority(authority: string): string | null {
  const name = /^wsl(?:\+|%2b)(.+)$/i.exec(authority)?.[1];
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The parts of the address of a folder in a distro, for `Uri.from`. `path` is absolute, with slashes. */
export function folderInDistro(distro: string, path: string): { scheme: string; authority: string; path: string } {
  return { scheme: 'vscode-remote', authority: wslAuthority(distro), path };
}

/** The distro a window is connected to: `name` is null where the window does not tell; null when it is to none. */
export type WindowDistro = { readonly name: string | null } | null;

/** Tells that from what the editor says of the window; `folders` are its workspace folders. */
export function distroOfWindow(
  remoteName: string | undefined,
  folders: readonly { readonly uri: Pick<vscode.Uri, 'authority'> }[],
): WindowDistro {
  if (remoteName !== 'wsl') return null;
  return { name: folders.map(({ uri }) => distroOfAuthority(uri.authority)).find((name) => name !== null) ?? null };
}
