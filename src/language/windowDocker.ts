import * as vscode from 'vscode';
import { lookAtDockerChoice, targetOf, type DockerTarget } from '../docker/windowDocker';
import { withoutIcons } from '../host/plainText';
import { distroOfWindow } from '../host/remote';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Machine } from '../machine/machine';
import type { SnapshotStore } from '../state/store';
import { message } from '../text/message';
import { windowDockerText, type WindowSide } from './windowDockerText';

const selector: vscode.DocumentSelector = [
  { language: 'dockercompose' },
  { language: 'dockerfile' },
  { pattern: '**/{docker-compose,compose}*.{yml,yaml}' },
  { pattern: '**/{devcontainer,.devcontainer}.json' },
  { pattern: '**/{Dockerfile,Dockerfile.*,*.Dockerfile}' },
];

/** Tells beside files of Docker which engine this window's `docker` leads to, without asking one. */
export class WindowDockerStatus implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | null = null;
  private shows = 0;
  private readonly disposables: readonly { dispose(): void }[];

  constructor(
    private readonly machine: Machine,
    private readonly store: SnapshotStore,
  ) {
    this.disposables = [
      vscode.window.onDidChangeActiveTextEditor(() => void this.show()),
      store.onDidRefresh(() => void this.show()),
    ];
    void this.show();
  }

  dispose(): void {
    this.disposables.forEach((each) => each.dispose());
    // What is being looked at is not shown any more.
    this.shows += 1;
    this.hide();
  }

  private async show(): Promise<void> {
    const turn = (this.shows += 1);
    const document = vscode.window.activeTextEditor?.document;
    const side = this.side();
    if (!document || side === null || vscode.languages.match(selector, document) === 0) {
      this.hide();
      return;
    }
    const target = await this.target(side);
    if (turn !== this.shows) return;
    const item = (this.item ??= this.create());
    const { text, detail, isWarning } = windowDockerText(side, target, this.store.current, translate);
    item.text = withoutIcons(text);
    item.detail = detail;
    item.severity = isWarning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  }

  /** Null where the window's `docker` is on neither side of this machine. */
  private side(): WindowSide | null {
    const { platform, ownDistro } = this.machine;
    const { remoteName } = vscode.env;
    if (platform === 'wsl') return { kind: 'distro', name: ownDistro };
    if (platform === 'other') return null;
    if (remoteName === undefined) return { kind: 'windows' };
    const distro = distroOfWindow(remoteName, vscode.workspace.workspaceFolders ?? []);
    return distro === null ? null : { kind: 'distro', name: distro.name };
  }

  private async target(side: WindowSide): Promise<DockerTarget> {
    if (side.kind === 'distro' && this.machine.platform === 'windows') {
      return { kind: 'unknown', reason: message("The distro's environment cannot be seen from Windows.") };
    }
    return targetOf(await lookAtDockerChoice(this.machine));
  }

  private create(): vscode.LanguageStatusItem {
    const item = vscode.languages.createLanguageStatusItem('slipway.docker', selector);
    item.name = translate(message('Docker of this window'));
    return item;
  }

  private hide(): void {
    this.item?.dispose();
    this.item = null;
  }
}
