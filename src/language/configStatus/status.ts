import * as vscode from 'vscode';
import { withoutIcons } from '../../host/plainText';
import { inDisplayLanguage as translate } from '../../host/translate';
import { distroOfWslConf, wslConfScheme } from '../../host/wslConfUri';
import type { Machine } from '../../machine/machine';
import type { ConfigWatch } from '../../state/configWatch';
import { distroKey } from '../../state/integration';
import { isVmSeenRunning } from '../../state/pendingConfig';
import type { SnapshotStore } from '../../state/store';
import { message } from '../../text/message';
import { printable } from '../../text/printable';
import { shortTime } from '../../text/shortTime';
import { configFilePath } from '../../wsl/configFile';
import type { DistroAddress } from '../../wsl/run';
import { diagnosticSource } from '../asDiagnostic';
import { configSelector, fileOf } from '../wslconf/documents';
import type { InstalledRelease } from '../wslconf/release';
import { checkedText, pendingText, savedText, type ConfigStatusText } from './text';

export interface ConfigStatusNeeds {
  readonly machine: Machine;
  readonly store: SnapshotStore;
  readonly config: ConfigWatch;
  readonly release: InstalledRelease;
}

/** Milliseconds between looks while a mark is shown that ends when WSL, or a distro, was seen off. */
const lookEvery = 60_000;

/** A wsl.conf that was written while its distro ran. */
interface Saved {
  readonly distro: DistroAddress;
  /** When, ISO 8601. */
  readonly since: string;
}

/**
 * Tells, where the editor shows a file's language, for which WSL the file in front was checked, and what of it waits until WSL or
 * the distro starts anew. It looks at the list of distros when such a file comes to the front, when it is saved, and while
 * something waits: nothing starts.
 */
export class ConfigStatus implements vscode.Disposable {
  private checked: vscode.LanguageStatusItem | null = null;
  private waiting: vscode.LanguageStatusItem | null = null;
  private timer: NodeJS.Timeout | undefined;
  private shows = 0;
  private readonly saved = new Map<string, Saved>();
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(private readonly needs: ConfigStatusNeeds) {
    const { store, config } = needs;
    this.disposables = [
      vscode.window.onDidChangeActiveTextEditor(() => this.comeToFront()),
      vscode.window.onDidChangeWindowState(({ focused }) => (focused ? this.comeToFront() : undefined)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) void this.show();
      }),
      vscode.workspace.onDidSaveTextDocument((document) => void this.noteSaved(document)),
      store.onDidRefresh(() => {
        this.forgetStopped();
        void this.show();
      }),
      config.onDidChange(() => void this.show()),
    ];
    this.comeToFront();
  }

  dispose(): void {
    clearInterval(this.timer);
    this.disposables.forEach((each) => each.dispose());
    // What is being looked at is not shown any more.
    this.shows += 1;
    this.hide();
  }

  private comeToFront(): void {
    void this.show();
    const document = vscode.window.activeTextEditor?.document;
    if (document && fileOf(document) !== null) this.lookAgain();
  }

  /** What fails is in the log, and the state stays as it was seen last. */
  private lookAgain(): void {
    this.needs.store.refresh().catch(() => undefined);
  }

  private async noteSaved(document: vscode.TextDocument): Promise<void> {
    const { store, config, machine } = this.needs;
    const distro = document.uri.scheme === wslConfScheme ? distroOfWslConf(document.uri) : null;
    if (distro) this.saved.set(distroKey(distro), { distro, since: machine.now().toISOString() });
    else if (!(await this.isOwnConfig(document))) return;
    await store.refresh().catch(() => undefined);
    const now = store.current;
    // A save in an editor is as certain a moment as a write of ours.
    if (!distro) await config.wrote(now && isVmSeenRunning(now));
    await this.show();
  }

  /** A distro that was seen stopped reads its file when it starts. */
  private forgetStopped(): void {
    const { current } = this.needs.store;
    if (!current?.listed || current.staleSince !== null) return;
    for (const [key] of this.saved) {
      const found = current.distros.find((distro) => distroKey(distro) === key);
      if (found?.state === 'stopped') this.saved.delete(key);
    }
  }

  /** Whether it is the .wslconfig that WSL reads, and not one of a project. */
  private async isOwnConfig(document: vscode.TextDocument): Promise<boolean> {
    const { machine } = this.needs;
    if (fileOf(document) !== 'wslconfig' || document.uri.scheme !== 'file') return false;
    const path = await configFilePath(machine);
    return path !== null && machine.realPath(path).toLowerCase() === document.uri.fsPath.toLowerCase();
  }

  private async show(): Promise<void> {
    const turn = (this.shows += 1);
    const document = vscode.window.activeTextEditor?.document;
    if (!document || fileOf(document) === null) {
      this.hide();
      return;
    }
    const { config, release } = this.needs;
    const [wsl, isOwn] = await Promise.all([release.of(document), this.isOwnConfig(document)]);
    if (turn !== this.shows) return;
    const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === diagnosticSource);
    const isWarning = found.some(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    this.checked ??= this.create('checked', message('Check of this file'));
    this.fill(this.checked, checkedText(wsl, found.length, isWarning), {
      command: 'workbench.actions.view.problems',
      title: translate(message('Show Problems')),
    });
    const distro = distroOfWslConf(document.uri);
    const saved = distro && document.uri.scheme === wslConfScheme ? this.saved.get(distroKey(distro)) : undefined;
    if (isOwn && config.pending) {
      this.showWaiting(pendingText(config.pending, clock), {
        command: 'slipway.wsl.shutdown',
        title: translate(message('Shut Down All of WSL…')),
      });
    } else if (saved) {
      const name = printable(saved.distro.name);
      this.showWaiting(savedText(name, saved.since, clock), {
        command: 'slipway.distro.stop',
        title: translate(message('Stop {0}…', name)),
        arguments: [{ distro: saved.distro }],
      });
    } else this.hideWaiting();
  }

  private showWaiting(text: ConfigStatusText, command: vscode.Command): void {
    this.waiting ??= this.create('waiting', message('Restart that this file waits for'));
    this.fill(this.waiting, text, command);
    this.timer ??= setInterval(() => {
      if (vscode.window.state.focused) this.lookAgain();
    }, lookEvery);
  }

  private create(id: string, name: Parameters<typeof translate>[0]): vscode.LanguageStatusItem {
    const item = vscode.languages.createLanguageStatusItem(`slipway.config.${id}`, configSelector);
    item.name = translate(name);
    return item;
  }

  private fill(
    item: vscode.LanguageStatusItem,
    { text, detail, isWarning }: ConfigStatusText,
    command: vscode.Command,
  ): void {
    item.text = withoutIcons(translate(text));
    item.detail = translate(detail);
    item.severity = isWarning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command = command;
  }

  private hideWaiting(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.waiting?.dispose();
    this.waiting = null;
  }

  private hide(): void {
    this.hideWaiting();
    this.checked?.dispose();
    this.checked = null;
  }
}

function clock(iso: string): string {
  return shortTime(iso, new Date(), vscode.env.language);
}
