import * as vscode from 'vscode';
import { locationOf } from '../host/location';
import type { OpenedFolders } from '../host/openedFolders';
import { distroOfWindow } from '../host/remote';
import { onDidChangeRefreshInterval, readRefreshInterval } from '../host/settings';
import { inDisplayLanguage } from '../host/translate';
import type { Log } from '../machine/log';
import type { Machine } from '../machine/machine';
import type { ConfigWatch } from '../state/configWatch';
import type { SnapshotStore } from '../state/store';
import { message } from '../text/message';
import { ContextKeys } from './contextKeys';
import type { Dismissals } from './dismissals';
import { DistroView } from './distroView';
import { DockerView } from './dockerView';
import { HealthView } from './healthView';
import { Refresher } from './refresher';
import type { WindowPlace } from './setup';
import { shortTime } from '../text/shortTime';
import { WalkthroughTicks } from './walkthroughTicks';
import type { Wording } from './wording';

/** The three views of the container, which share one snapshot and one way to refresh it. */
export class Views implements vscode.Disposable {
  private readonly keys = new ContextKeys();
  private readonly ticks = new WalkthroughTicks(() => this.keys.tick());
  private readonly distros: DistroView;
  private readonly docker: DockerView;
  private readonly health: HealthView;
  private readonly refresher: Refresher;
  private readonly disposables: readonly { dispose(): unknown }[];
  private failed = false;

  constructor(
    private readonly machine: Machine,
    private readonly store: SnapshotStore,
    private readonly log: Log,
    dismissals: Dismissals,
    private readonly config: ConfigWatch,
    folders: OpenedFolders,
  ) {
    const wording: Wording = {
      translate: inDisplayLanguage,
      language: vscode.env.language,
      time: (iso) => shortTime(iso, new Date(), vscode.env.language),
    };
    this.distros = new DistroView(machine, log, wording, () => this.ownDistro(), config, folders);
    this.docker = new DockerView(machine, log, wording);
    this.health = new HealthView(machine, log, wording, dismissals);
    this.refresher = new Refresher(() => this.look(), readRefreshInterval(), vscode.window.state.focused);
    const views = [this.distros.view, this.docker.view, this.health.view];
    this.disposables = [
      this.ticks,
      this.distros,
      this.docker,
      this.health,
      this.refresher,
      onDidChangeRefreshInterval((interval) => this.refresher.setInterval(interval)),
      vscode.window.onDidChangeWindowState(({ focused }) => this.refresher.setFocused(focused)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.show()),
      store.onDidRefresh(() => {
        this.failed = false;
        this.refresher.lookedNow();
        this.show();
        if (store.current) void this.config.look(store.current);
      }),
      ...views.map((view) => view.onDidChangeVisibility(({ visible }) => this.refresher.setVisible(view.id, visible))),
    ];
    this.show();
    for (const view of views) this.refresher.setVisible(view.id, view.visible);
  }

  /** Looks at everything again because somebody asked, also at what is looked at seldom. What fails is in the log. */
  refresh(): void {
    this.store.forgetInstall();
    void this.inProgress(async () => {
      await this.tryRefresh();
      await Promise.all([this.distros.refresh(), this.docker.refresh(), this.health.refresh()]);
    });
  }

  dispose(): void {
    this.disposables.forEach((disposable) => disposable.dispose());
  }

  /** The first look shows that it is under way; those at the interval come and go unseen. */
  private async look(): Promise<void> {
    if (this.store.current) return this.tryRefresh();
    this.distros.view.setMessage(inDisplayLanguage(message('Reading distros…')));
    await this.inProgress(() => this.tryRefresh());
  }

  private async tryRefresh(): Promise<void> {
    try {
      await this.store.refresh();
    } catch (error) {
      this.log.warn(`The machine could not be looked at: ${String(error)}`);
      this.failed = true;
      this.show();
    }
  }

  /** With the progress line of each view that is seen. */
  private async inProgress(work: () => Promise<void>): Promise<void> {
    const done = work();
    const views = [this.distros.view, this.docker.view, this.health.view].filter(({ visible }) => visible);
    await Promise.all([
      done,
      ...views.map(({ id }) => vscode.window.withProgress({ location: { viewId: id } }, () => done)),
    ]);
  }

  private show(): void {
    const seen = { snapshot: this.store.current, failed: this.failed, remoteName: vscode.env.remoteName };
    this.keys.show(seen, this.place());
    this.ticks.changed();
    this.distros.show(seen);
    this.docker.show(seen);
    this.health.show(seen);
  }

  private place(): WindowPlace {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => locationOf(uri, this.machine));
    return { inDistro: this.machine.ownDistro !== null || vscode.env.remoteName === 'wsl', folders };
  }

  /** The distro in which this extension runs, or to which this window is connected. */
  private ownDistro(): string | null {
    const { ownDistro } = this.machine;
    return ownDistro ?? distroOfWindow(vscode.env.remoteName, vscode.workspace.workspaceFolders ?? [])?.name ?? null;
  }
}
