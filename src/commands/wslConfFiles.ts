import * as vscode from 'vscode';
import { FlatFiles } from '../host/flatFiles';
import { inDisplayLanguage as translate } from '../host/translate';
import { distroOfWslConf, wslConfScheme } from '../host/wslConfUri';
import { explainProblem } from '../state/problem';
import { message } from '../text/message';
import type { DistroAddress } from '../wsl/run';
import { problemOf, type CommandContext } from './context';
import { loadResources } from './loadResources';
import type { WslConfContent } from './resources';

/**
 * /etc/wsl.conf of distros that run, as a file of the editor: it is read as the distro's own user, and a save is written as
 * root, once its user has agreed. An editor that comes back with a window starts no distro.
 */
export class WslConfFiles extends FlatFiles {
  /** What the editor last had of each, by its address: what it does not know is not written over. */
  private readonly seen = new Map<string, Uint8Array | null>();

  constructor(private readonly context: CommandContext) {
    super(wslConfScheme, { isCaseSensitive: true });
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, modified } = await this.look(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: modified * 1000, size: bytes?.length ?? 0 };
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { bytes } = await this.look(uri);
    this.seen.set(uri.toString(), bytes);
    return bytes ?? new Uint8Array();
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const distro = this.distroOf(uri);
    const key = uri.toString();
    // A draft that came back with the window was never read in it.
    const before = this.seen.has(key) ? (this.seen.get(key) ?? null) : (await this.look(uri)).bytes;
    const isWritten = await asFileErrors(async () =>
      (await loadResources()).saveWslConf(this.context, distro, { before, after: content }),
    );
    if (!isWritten) throw vscode.FileSystemError.NoPermissions(translate(message('Nothing was written.')));
    this.seen.set(key, content);
  }

  override readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  private look(uri: vscode.Uri): Promise<WslConfContent> {
    const distro = this.distroOf(uri);
    return asFileErrors(async () => (await loadResources()).readRunningWslConf(this.context, distro));
  }

  private distroOf(uri: vscode.Uri): DistroAddress {
    const distro = distroOfWslConf(uri);
    if (distro === null) throw vscode.FileSystemError.FileNotFound(uri);
    return distro;
  }
}

/** A problem as the editor shows what went wrong with a file. */
async function asFileErrors<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    const { message: says, nextStep } = explainProblem(problem);
    throw vscode.FileSystemError.Unavailable(`${translate(says)} ${translate(nextStep)}`);
  }
}
