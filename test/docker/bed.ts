import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMachine, type Machine } from '../../src/machine/machine';
import { silentLog } from '../../src/machine/log';
import { takeSnapshot, type IntegratedDistro } from '../../src/state/snapshot';
import { type PreparedMachine, prepareMachine, stopMachine } from '../simulator/prepare';
import { sharedRoot } from '../simulator/docker/shared-mount';
import { layoutOf } from '../simulator/state/layout';
import { ended, type Ended } from '../simulator/spec/machine';
import { spawn } from 'node:child_process';
import { type Engine, startEngine } from './engine';
import { serveIntegration } from './proxy';
import { Relay } from './relay';

const platform = 'Docker Desktop 4.94.0 (241207)';

/** A simulated Windows whose Docker Desktop has a real engine behind its integration. */
export class DockerBed {
  private constructor(
    readonly folder: string,
    readonly prepared: PreparedMachine,
    readonly engine: Engine,
    readonly machine: Machine,
    private readonly closers: (() => void)[],
  ) {}

  static async make(): Promise<DockerBed> {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-docker-'));
    let engine: Engine | undefined;
    try {
      const prepared = await prepareMachine(join(folder, 'm'), 'healthy', { userlands: true });
      engine = await startEngine(join(folder, 'engine'));
      const relay = new Relay(engine, prepared.folder, join(folder, 'engine'));
      const machine = openMachine(silentLog, { SLIPWAY_MACHINE: prepared.machineFile });
      const bed = new DockerBed(folder, prepared, engine, machine, []);
      // Once something runs in it, the distro is there, and Docker Desktop's links with it.
      await bed.inDistro('Ubuntu', 'root', 'true');
      const tools = join(layoutOf(prepared.folder).shared, 'docker-desktop/cli-tools/usr/bin');
      mkdirSync(tools, { recursive: true });
      rmSync(join(tools, 'docker'), { force: true });
      copyFileSync('/usr/bin/docker', join(tools, 'docker'));
      await bed.integrate('Ubuntu', (path) => relay.sourceOf('Ubuntu', path));
      return bed;
    } catch (error) {
      await engine?.stop();
      await stopMachine(join(folder, 'm')).catch(() => 0);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      throw error;
    }
  }

  /** Leads a distro's socket to the engine; `sourceOf` says where its folders lie for that. */
  async integrate(distro: string, sourceOf: (path: string) => string): Promise<void> {
    const name = `shared-sockets/distro-services/${distro}-${this.closers.length}.sock`;
    const socket = join(layoutOf(this.prepared.folder).shared, 'docker-desktop', name);
    this.closers.push(await serveIntegration(this.engine.socket, socket, { platform, sourceOf }));
    await this.inDistro(distro, 'root', 'ln', '-sfn', `${sharedRoot}/${name}`, '/var/run/docker.sock');
  }

  async distro(name: string): Promise<IntegratedDistro> {
    const snapshot = await takeSnapshot(this.machine, null);
    return snapshot!.distros.find((each) => each.name === name)!;
  }

  /** Runs a program in a distro, as its default user where `user` is empty. */
  async inDistro(distro: string, user: string, ...command: string[]): Promise<Ended & { text: string }> {
    const as = user === '' ? [] : ['-u', user];
    const args = ['-d', distro, ...as, '--cd', '~', '-e', ...command];
    const child = spawn(join(this.prepared.folder, 'bin', 'wsl'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const end = await ended(child);
    return { ...end, text: end.stdout.toString() };
  }

  /** Ends everything; nothing is left of it. */
  async remove(): Promise<void> {
    for (const close of this.closers) close();
    await this.engine.stop();
    await stopMachine(this.prepared.folder);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
