import type * as vscode from 'vscode';
import type { Machine } from '../machine/machine';
import { parseLocation, unknownLocation, type Location } from '../text/location';
import { distroOfAuthority } from './remote';

/** Where a document or folder of the editor lives. Only its address is looked at; nothing is opened. */
export function locationOf(uri: vscode.Uri, machine: Machine): Location {
  if (uri.scheme === 'file') return machine.locate(uri.fsPath);
  const distro = distroOf(uri);
  return distro === null ? unknownLocation : (parseLocation(uri.path, distro) ?? unknownLocation);
}

/** The distro of `vscode-remote://wsl+Ubuntu/…`, as a window of the WSL extension names its files. */
function distroOf(uri: vscode.Uri): string | null {
  return uri.scheme === 'vscode-remote' ? distroOfAuthority(uri.authority) : null;
}
