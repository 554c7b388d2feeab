import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { ProbeResult, SeenDocker } from '../../../src/docker/probe';
import { Files } from '../../../src/machine/files';
import { silentLog } from '../../../src/machine/log';
import { placesOnDrives } from '../machine/standIn';
import { SnapshotStore } from '../../../src/state/store';
import { message } from '../../../src/text/message';
import { knownValue } from '../../../src/text/observed';
import { useFolder } from '../machine/temporary';
import { FakeMachine, hangs, list, noRegistry, registry, type Answer } from './fakeMachine';

const folder = useFolder();
const asked = new Date('2026-01-02T10:42:00.000Z');
const up = ['dockerBackendApiServer'];

/** A machine with one distro and an installed Docker Desktop, and a store over it. */
class Bench {
  readonly machine = new FakeMachine({});
  readonly store: SnapshotStore;
  wsl: Answer = list({ Ubuntu: 'Running' });
  reg: Answer = registry('Ubuntu');
  pipes: readonly string[] | null = up;

  constructor() {
    const { machine } = this;
    const places = placesOnDrives({ C: folder() });
    Object.assign(machine, {
      files: new Files(places, machine.gate),
      pipes: { ...machine.pipes, list: () => Promise.resolve(this.pipes) },
      programPath: (name: string) => `/bin/${name}`,
    });
    machine.environment = { APPDATA: 'C:\\AppData' };
    machine.answer = ({ program, args }) =>
      program === 'wsl' ? this.wsl : args.some((arg) => arg.includes('Uninstall')) ? noRegistry : this.reg;
    this.setIntegration('{"EnableIntegrationWithDefaultWslDistro":true}');
    this.store = new SnapshotStore(machine, silentLog, join(folder(), 'storage'));
  }

  setIntegration(settings: string): void {
    mkdirSync(join(folder(), 'AppData', 'Docker'), { recursive: true });
    mkdirSync(join(folder(), 'storage'), { recursive: true });
    writeFileSync(join(folder(), 'AppData', 'Docker', 'settings-store.json'), settings);
  }

  /** Looks, and tells what is shown of the probe then. */
  async look(change: Partial<Pick<Bench, 'wsl' | 'reg' | 'pipes'>> = {}): Promise<SeenDocker | null> {
    Object.assign(this, change);
    await this.store.refresh();
    return this.shown();
  }

  shown(): SeenDocker | null {
    const [distro] = this.store.current!.distros;
    return distro ? knownValue(distro.integration.seen) : null;
  }

  /** Looks, and records what a probe found. */
  async probe(value: SeenDocker): Promise<void> {
    await this.look();
    const result: ProbeResult = { value, detail: message('It was seen.'), evidence: '$ docker' };
    this.machine.clock = () => asked;
    this.store.recordProbe(this.store.current!.distros[0]!, result);
    this.machine.clock = () => new Date();
    assert.equal(this.shown(), value);
  }
}

const stopped = { wsl: list({ Ubuntu: 'Stopped' }) };
const running = { wsl: list({ Ubuntu: 'Running' }) };

describe('what a probe found', () => {
  it('is shown with its time over looks that refute nothing', async () => {
    const bench = new Bench();
    await bench.probe('works');
    await bench.look();
    await bench.look();
    const { seen, detail, evidence } = bench.store.current!.distros[0]!.integration;
    assert.deepEqual(seen, { value: 'works', source: 'probe', at: asked.toISOString() });
    assert.deepEqual([detail?.template, evidence], ['It was seen.', '$ docker']);
  });

  it('is told to those who listen', async () => {
    const bench = new Bench();
    await bench.look();
    let heard = 0;
    bench.store.onDidRefresh(() => (heard += 1));
    await bench.probe('works');
    assert.equal(heard, 2, 'the look, and the probe');
  });

  it('is gone when the distro has stopped, and does not come back with it', async () => {
    const bench = new Bench();
    await bench.probe('works');
    assert.deepEqual([await bench.look(stopped), await bench.look(running)], [null, null]);
    const { detail, evidence } = bench.store.current!.distros[0]!.integration;
    assert.deepEqual([detail, evidence], [null, '']);
  });

  it('is gone when Docker Desktop does not run, and does not come back with it', async () => {
    for (const value of ['works', 'broken', 'absent'] as const) {
      const bench = new Bench();
      await bench.probe(value);
      assert.deepEqual([await bench.look({ pipes: [] }), await bench.look({ pipes: up })], [null, null], value);
    }
  });

  it('is gone when Docker Desktop is switched to Windows containers, and does not come back with the other engine', async () => {
    const bench = new Bench();
    await bench.probe('works');
    bench.setIntegration('{"EnableIntegrationWithDefaultWslDistro":true,"UseWindowsContainers":true}');
    assert.equal(await bench.look(), null);
    bench.setIntegration('{"EnableIntegrationWithDefaultWslDistro":true}');
    assert.equal(await bench.look(), null);
  });

  it('is gone when integration was switched over', async () => {
    for (const settings of ['{"EnableIntegrationWithDefaultWslDistro":false}', '{}']) {
      const bench = new Bench();
      await bench.probe('works');
      bench.setIntegration(settings);
      assert.equal(await bench.look(), null, settings);
      bench.setIntegration('{"EnableIntegrationWithDefaultWslDistro":true}');
      assert.equal(await bench.look(), null, 'switched back');
    }
  });

  it('is gone with the distro', async () => {
    const bench = new Bench();
    await bench.probe('works');
    // Another registration: Ubuntu's was the first.
    await bench.look({ wsl: list({ Debian: 'Running' }), reg: registry('Other', 'Debian') });
    assert.equal(await bench.look({ ...running, reg: registry('Ubuntu') }), null);
  });

  it('outlasts a list that failed, and a look at Docker Desktop that told nothing', async () => {
    const bench = new Bench();
    await bench.probe('works');
    await bench.look({ wsl: hangs });
    assert.ok(bench.store.current!.staleSince);
    await bench.look({ pipes: null });
    assert.equal(await bench.look({ ...running, pipes: up }), 'works');
  });

  it('outlasts a registry that could not be read', async () => {
    const bench = new Bench();
    await bench.probe('works');
    assert.equal(await bench.look({ reg: hangs }), 'works');
    assert.equal(await bench.look({ reg: registry('Ubuntu') }), 'works');
  });

  it('stays where it is an engine of the distro’s own, which needs no Docker Desktop', async () => {
    const bench = new Bench();
    await bench.probe('own-engine');
    assert.equal(await bench.look({ pipes: [] }), 'own-engine');
  });

  it('is gone where such an engine may have lost its place to a Docker Desktop that came up since', async () => {
    const bench = new Bench();
    bench.pipes = [];
    await bench.probe('own-engine');
    assert.equal(await bench.look(), 'own-engine');
    assert.equal(await bench.look({ pipes: up }), null);
  });
});
