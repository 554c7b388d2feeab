import type * as vscode from 'vscode';
import { distroOfAuthority } from '../../host/remote';
import { wslConfScheme } from '../../host/wslConfUri';
import type { Machine } from '../../machine/machine';
import { askInstalledWsl } from '../../state/installedWsl';

/** The release of the WSL that reads a document. The registry tells it, so that nothing starts; asked when one is opened. */
export class InstalledRelease {
  private asked: Promise<string | null> | null = null;

  constructor(private readonly machine: Machine) {}

  /** Null where nobody knows: on a remote that is no distro of this machine, for one. */
  of({ uri }: vscode.TextDocument): Promise<string | null> {
    const isHere = uri.scheme === 'file' || uri.scheme === wslConfScheme || distroOfAuthority(uri.authority) !== null;
    return isHere ? (this.asked ??= askInstalledWsl(this.machine)) : Promise.resolve(null);
  }

  /** It may have been updated since. */
  forget(): void {
    this.asked = null;
  }
}
