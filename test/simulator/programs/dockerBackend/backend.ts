import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { showDialog } from '../../docker/dialogs';
import type { Answer, Request } from '../../docker/engine-api';
import { isAtLeast } from '../../docker/install';
import { engineOf, ownDistro } from '../../docker/integration';
import { logBackend } from '../../docker/logs';
import { checkSignInFile, lockedSettings } from '../../docker/policy';
import { endRole, windowRole } from '../../docker/processes';
import { type LoadedSettings, SettingsError, loadSettings, saveSettings } from '../../docker/settings-file';
import type { Settings } from '../../docker/settings-keys';
import { applyRestartPolicies, endContainers } from '../../docker/store';
import { StateWatch } from '../../docker/watch';
import type { DialogKind, Docker, DockerDelays } from '../../state/docker';
import { markRunning } from '../../state/logs';
import { type State, sameGuid } from '../../state/model';
import { changeState, readState } from '../../state/store';
import { appSettings, settingsChange } from './control';
import { Endpoints, type EngineOs } from './endpoints';
import { Proxies } from './proxies';
import { registerOwnDistro, wslProblem } from './wsl-side';

/** Docker Desktop's backend: reads its settings once, brings the engine up and down, and watches its own distro. */
export class Backend {
  private settings: LoadedSettings = { known: {}, others: {} };
  private readonly watch: StateWatch;
  private readonly endpoints: Endpoints;
  private readonly proxies: Proxies;
  /** Counts what ends an engine, so that a start which was overtaken gives up. */
  private turn = 0;
  /** While the engine needs its distro to run. */
  private leansOnWsl = false;
  /** The engine in use. */
  private os: EngineOs = 'linux';

  constructor(
    private readonly folder: string,
    private asDescribed: boolean,
    private readonly end: (code: number) => never,
  ) {
    this.watch = new StateWatch(folder, () => end(0));
    this.endpoints = new Endpoints(folder, this.watch);
    this.proxies = new Proxies(folder, this.endpoints);
    this.watch.listen((state) => this.notice(state));
  }

  /** Starts everything; ends this process where the settings forbid it. */
  async start(): Promise<void> {
    this.loadSettings();
    this.log('main', 'starting');
    this.change((docker) => (docker.engine = 'starting'));
    await this.endpoints.publishBackend((request) => this.control(request));
    const started = this.startEngine();
    // A person may take for ever: as described, that is a machine which is up.
    if (!this.asDescribed || this.docker.waitsFor === null) await started;
    this.asDescribed = false;
  }

  private get docker(): Docker {
    return readState(this.folder).docker!;
  }

  /** In memory, with what an administrator has locked on top. */
  private get effective(): Settings {
    return { ...this.settings.known, ...lockedSettings(this.folder, this.docker) };
  }

  private loadSettings(): void {
    try {
      checkSignInFile(this.folder);
    } catch (error) {
      this.refuse('signInFileUnreadable', error);
    }
    try {
      this.settings = loadSettings(this.folder, this.docker);
    } catch (error) {
      if (this.docker.traps.badSettings !== 'discard') this.refuse('settingsUnreadable', error);
    }
    if (this.docker.traps.losesDefaultFlag) this.settings.known.EnableIntegrationWithDefaultWslDistro = false;
  }

  private refuse(kind: DialogKind, error: unknown): never {
    if (!(error instanceof SettingsError)) throw error;
    this.log('main', error.message);
    this.change((docker) => showDialog(docker, kind, error.message));
    return this.end(1);
  }

  private async startEngine(): Promise<void> {
    const turn = ++this.turn;
    this.change((docker) => (docker.engine = 'starting'));
    const { waitsFor } = this.docker;
    if (waitsFor !== null) {
      this.change((docker) => showDialog(docker, waitsFor));
      await this.watch.until(({ docker }) => docker?.waitsFor === null);
      if (turn !== this.turn) return;
    }
    const engine = engineOf(this.effective, this.docker);
    if (engine === 'wsl' && !this.startOwnDistro()) return;
    await this.pause('backend');
    if (turn !== this.turn) return;
    const os = (this.os = engine === 'windows' ? 'windows' : 'linux');
    await this.endpoints.publishEngine(os);
    await this.pause('engine');
    if (turn !== this.turn) return;
    this.change((docker) => {
      Object.assign(docker, { engine: 'running', sessionId: randomUUID() });
      if (!this.asDescribed) applyRestartPolicies(docker[os]);
    });
    this.log('main', `the ${os} engine runs on ${engine}`);
    if (engine === 'wsl') await this.proxies.begin(this.effective);
  }

  /** Brings the virtual machine up; false where Windows cannot. */
  private startOwnDistro(): boolean {
    const problem = wslProblem(this.folder, readState(this.folder));
    if (problem !== null) {
      this.change((docker) => {
        docker.engine = 'off';
        showDialog(docker, problem);
      });
      return false;
    }
    registerOwnDistro(this.folder);
    changeState(this.folder, (state) => markRunning(state, ownGuid(state)!));
    this.leansOnWsl = true;
    return true;
  }

  /** Looks at a change that somebody else made. */
  private notice(state: State): void {
    if (!this.leansOnWsl) return;
    const guid = ownGuid(state);
    if (guid === undefined || !state.running.some((each) => sameGuid(each, guid))) void this.loseDistro();
    else this.proxies.notice(state);
  }

  // Its distro was stopped underneath: the engine is gone, and nobody starts it again (reference 10).
  private async loseDistro(): Promise<void> {
    this.log('linuxkit', 'the distro was terminated abruptly');
    await this.dropEngine(255);
    this.change((docker) => showDialog(docker, 'terminatedAbruptly'));
  }

  private async dropEngine(exitCode: 0 | 255): Promise<void> {
    this.turn++;
    this.leansOnWsl = false;
    this.change((docker) => {
      Object.assign(docker, { engine: 'off', sessionId: '' });
      endContainers(docker[this.os], exitCode);
    });
    await this.endpoints.withdrawEngine();
    await this.proxies.end();
  }

  /** Requests at the backend's pipe: what its own window and the `docker desktop` plugin ask for. */
  private control(request: Request): Promise<Answer> {
    const url = new URL(request.path, 'http://docker');
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /app/settings':
        return Promise.resolve({ status: 200, body: appSettings(this.effective, readState(this.folder)) });
      case 'POST /simulator/quit':
        void this.quit();
        return Promise.resolve({ status: 204 });
      case 'POST /simulator/start':
        if (this.docker.engine === 'off') void this.startEngine();
        return Promise.resolve({ status: 204 });
      case 'POST /simulator/settings': {
        const change = settingsChange(url);
        if (!change) return Promise.resolve({ status: 400, body: { message: 'no such setting' } });
        return this.apply(change).then(() => ({ status: 204 }));
      }
      default:
        return Promise.resolve({ status: 404, body: { message: 'page not found' } });
    }
  }

  /** The Apply button: settings change in memory and in the file at once. */
  private async apply(change: Settings): Promise<void> {
    const before = engineOf(this.effective, this.docker);
    Object.assign(this.settings.known, change);
    saveSettings(this.folder, this.docker, this.settings);
    const engine = engineOf(this.effective, this.docker);
    // From 4.43 on a change of integrations leaves the engine alone (reference 3).
    if (engine === before && isAtLeast(this.docker.install.version, '4.43')) {
      if (this.leansOnWsl) await this.proxies.begin(this.effective);
      return;
    }
    await this.dropEngine(0);
    this.stopOwnDistro();
    await this.startEngine();
  }

  private async quit(): Promise<void> {
    this.log('main', 'quitting');
    await this.dropEngine(0);
    await this.pause('stop');
    // Whatever was written to the file since the start is lost here.
    saveSettings(this.folder, this.docker, this.settings);
    if (isAtLeast(this.docker.install.version, '4.29')) this.stopOwnDistro();
    await endRole(this.folder, windowRole);
    await this.endpoints.withdrawBackend();
    this.end(0);
  }

  private stopOwnDistro(): void {
    changeState(this.folder, (state) => {
      const guid = ownGuid(state);
      state.running = state.running.filter((each) => guid === undefined || !sameGuid(each, guid));
    });
  }

  private async pause(what: keyof DockerDelays): Promise<void> {
    if (!this.asDescribed) await wait(this.docker.delays[what]);
  }

  private change(change: (docker: Docker) => unknown): void {
    changeState(this.folder, ({ docker }) => {
      if (docker) change(docker);
    });
  }

  private log(component: string, text: string): void {
    logBackend(this.folder, component, text);
  }
}

function ownGuid(state: State): string | undefined {
  return state.distros.find(({ name }) => name === ownDistro)?.guid;
}
