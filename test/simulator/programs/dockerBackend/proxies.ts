import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { showDialog } from '../../docker/dialogs';
import { integratedDistros } from '../../docker/integration';
import { logBackend } from '../../docker/logs';
import type { Settings } from '../../docker/settings-keys';
import { emptySharedMount, fillSharedMount, proxySocket, sharedRoot } from '../../docker/shared-mount';
import { distroRootOf, layoutOf } from '../../state/layout';
import { markRunning } from '../../state/logs';
import { type Distro, type State, sameGuid } from '../../state/model';
import { ownEnvironment } from '../../state/own-calls';
import { changeState, readState } from '../../state/store';
import type { Endpoints } from './endpoints';

/** A distro that Docker works in; the process is there where distros are real userlands. */
interface Proxy {
  distro: Distro;
  child: ChildProcess | undefined;
}

/** Keeps the integrated distros running, and a proxy in each. */
export class Proxies {
  private readonly active = new Map<string, Proxy>();

  constructor(
    private readonly folder: string,
    private readonly endpoints: Endpoints,
  ) {}

  /** Brings the integrations to what the settings say: starts those that lack, ends those that are too many. */
  async begin(settings: Settings): Promise<void> {
    const state = readState(this.folder);
    const docker = state.docker!;
    const wanted = integratedDistros(state, docker, settings);
    if (state.userlands && !existsSync(proxySocket(this.folder))) {
      fillSharedMount(this.folder, docker);
      await this.endpoints.serveEngine('docker.proxy.sock', proxySocket(this.folder), 'linux');
    }
    for (const [guid, { child }] of this.active) {
      if (wanted.some((distro) => sameGuid(distro.guid, guid))) continue;
      this.active.delete(guid);
      child?.stdin?.end('off\n');
    }
    for (const distro of wanted) if (!this.active.has(distro.guid)) await this.startIn(distro);
    this.log('all wsl integrations were started');
  }

  /** Ends all of them; the distros stay as they are. */
  async end(): Promise<void> {
    const children = [...this.active.values()].flatMap(({ child }) => child ?? []);
    this.active.clear();
    await Promise.all(
      children.map(async (child) => {
        child.stdin?.end();
        if (child.exitCode === null && child.signalCode === null)
          await new Promise((resolve) => child.once('exit', resolve));
      }),
    );
    if (readState(this.folder).userlands) emptySharedMount(this.folder);
  }

  /** Sees when a distro was stopped underneath. */
  notice(state: State): void {
    if (state.userlands) return; // There the process tells.
    for (const { distro } of [...this.active.values()]) {
      if (!state.running.some((guid) => sameGuid(guid, distro.guid))) this.lose(distro);
    }
  }

  private async startIn(distro: Distro): Promise<void> {
    const proxy: Proxy = { distro, child: undefined };
    this.active.set(distro.guid, proxy);
    useHelperFor(this.folder, distro);
    // Its log has names in lower case (reference 2).
    this.log(`running wsl distro proxy in ${distro.name.toLowerCase()}`);
    if (readState(this.folder).userlands) await this.startProcess(proxy);
    else changeState(this.folder, (state) => markRunning(state, distro.guid));
  }

  private async startProcess(proxy: Proxy): Promise<void> {
    const { name } = proxy.distro;
    const command = [`${sharedRoot}/docker-desktop-user-distro`, 'proxy', '--distro-name', name];
    const args = ['-d', name, '-u', 'root', '-e', ...command, '--docker-desktop-root', sharedRoot];
    const options = { cwd: '/', env: ownEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] as const };
    const child = spawn(join(layoutOf(this.folder).bin, 'wsl'), args, { ...options, stdio: [...options.stdio] });
    proxy.child = child;
    child.stdin.on('error', () => undefined); // It may have ended.
    child.stderr.on('data', (chunk: Buffer) => this.log(`proxy in ${name.toLowerCase()}: ${chunk.toString().trim()}`));
    const ready = new Promise<void>((linked) => {
      child.stdout.once('data', () => linked());
      child.once('error', () => linked());
      child.once('exit', (code) => {
        this.log(`wsl distro proxy in ${name.toLowerCase()} ended with status ${String(code)}`);
        if (this.active.get(proxy.distro.guid) === proxy) this.lose(proxy.distro);
        linked();
      });
    });
    // Links that come late are waited for by nobody.
    if (!readState(this.folder).docker?.traps.linksLagMilliseconds) await ready;
  }

  private lose(distro: Distro): void {
    this.active.delete(distro.guid);
    const { docker } = readState(this.folder);
    if (docker?.traps.distroStopped === 'reconnect') void this.startIn(distro);
    else {
      changeState(this.folder, (state) => showDialog(state.docker!, 'integrationStopped', distro.name));
    }
  }

  private log(text: string): void {
    logBackend(this.folder, 'wsldistroproxy', text);
  }
}

/** Docker Desktop makes its credential helper that of the distro at each start (reference 1). */
function useHelperFor(folder: string, { name, defaultUid }: Distro): void {
  const home = join(distroRootOf(folder, name), defaultUid === 0 ? 'root' : 'home/dev');
  const file = join(home, '.docker', 'config.json');
  let config: object = {};
  try {
    config = JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch {
    // None yet, or none that can be read: a new one.
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...config, credsStore: 'desktop.exe' }, null, 2) + '\n');
  // Where this host's root plays the distro's user, the file must be theirs to change.
  if (process.getuid?.() === 0) for (const path of [dirname(file), file]) chownSync(path, defaultUid, defaultUid);
}
