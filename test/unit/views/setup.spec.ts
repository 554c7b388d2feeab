import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DockerDesktop } from '../../../src/docker/desktop';
import type { Problem } from '../../../src/state/problem';
import type { IntegratedDistro } from '../../../src/state/snapshot';
import { parseLocation } from '../../../src/text/location';
import { setupOf, type Setup } from '../../../src/views/setup';
import { readJson } from '../house/sources';
import { at, distro, docker, integration, seen, snapshot, unsure } from './snapshots';
import { holds } from './when';

const windows = { inDistro: false, folders: [] };
const on = integration({ set: seen('on') });
const off = integration({ set: seen('off') });

function of(distros: IntegratedDistro[], change: Parameters<typeof snapshot>[0] = {}): Setup {
  return setupOf(snapshot({ distros, ...change }), windows);
}

function withDocker(change: Partial<DockerDesktop>): Setup {
  return of([distro()], { docker: docker(change) });
}

function inFolders(...paths: string[]): Setup['sources'] {
  return setupOf(null, { inDistro: false, folders: paths.map((path) => parseLocation(path)!) }).sources;
}

describe('how far a machine is set up', () => {
  it('is done in every step for a machine and a window as the documentation wants them', () => {
    const place = { inDistro: true, folders: [parseLocation('/home/dev/shop', 'Ubuntu')!] };
    const setup = setupOf(snapshot({ distros: [distro({ isDefault: true, integration: on })] }), place);
    assert.deepEqual(setup, {
      installed: 'done',
      distro: 'done',
      engine: 'done',
      integration: 'done',
      window: 'done',
      sources: 'done',
    });
  });

  it('is unknown, and in no step done, before anybody has looked', () => {
    assert.deepEqual(setupOf(null, windows), {
      installed: 'unknown',
      distro: 'unknown',
      engine: 'unknown',
      integration: 'unknown',
      window: 'outside',
      sources: 'noFolder',
    });
  });

  it('tells what is missing', () => {
    const missing: Problem = { kind: 'programMissing', program: 'wsl', command: 'wsl' };
    const stub: Problem = { kind: 'wslNotInstalled', command: 'wsl', exitCode: 1, output: '' };
    for (const problem of [missing, stub]) {
      assert.equal(of([], { listed: false, problems: [problem] }).installed, 'wslMissing');
    }
    assert.equal(of([]).installed, 'distroMissing');
    assert.equal(of([distro({ kind: 'docker' }), distro({ kind: 'podman' })]).installed, 'distroMissing');
    assert.equal(withDocker({ install: seen(null, 'files') }).installed, 'dockerMissing');
  });

  it('claims nothing to be missing that may only not be seen', () => {
    assert.equal(withDocker({ install: unsure }).installed, 'unknown');
    assert.equal(of([], { problems: [{ kind: 'otherAccount' }] }).installed, 'unknown');
    assert.equal(
      of([], { listed: false, problems: [{ kind: 'timeout', program: 'wsl', command: 'wsl', seconds: 15 }] }).installed,
      'unknown',
    );
  });

  it('takes no old list for one of now', () => {
    const setup = of([distro({ isDefault: true, integration: on })], { staleSince: at });
    assert.deepEqual([setup.installed, setup.distro, setup.integration], ['unknown', 'unknown', 'unknown']);
  });

  it('looks at the default distro, and at the version of new ones', () => {
    const own = distro({ isDefault: true });
    assert.equal(of([own, distro({ name: 'Legacy', wslVersion: 1 })]).distro, 'done');
    assert.equal(of([distro({ isDefault: true, wslVersion: 1 })]).distro, 'version1');
    assert.equal(of([own], { defaultVersion: 1 }).distro, 'newVersion1');
    assert.equal(of([own], { defaultVersion: null }).distro, 'unknown');
    assert.equal(of([distro(), distro({ kind: 'docker', isDefault: true })]).distro, 'foreignDefault');
    assert.equal(of([distro()]).distro, 'unknown');
  });

  it('looks at the engine that runs', () => {
    assert.equal(withDocker({}).engine, 'done');
    assert.equal(withDocker({ running: seen(false) }).engine, 'stopped');
    assert.equal(withDocker({ mode: seen('windows') }).engine, 'windows');
    assert.equal(withDocker({ backend: seen('hyperv') }).engine, 'hyperv');
    for (const change of [{ running: unsure }, { mode: unsure }, { backend: unsure }]) {
      assert.equal(withDocker(change).engine, 'unknown');
    }
    assert.equal(withDocker({ install: seen(null), running: seen(false) }).engine, 'unknown');
  });

  it('looks for an integration that is set, in distros of the user', () => {
    assert.equal(of([distro({ integration: off }), distro({ integration: on })]).integration, 'done');
    assert.equal(of([distro({ integration: off })]).integration, 'off');
    assert.equal(
      of([distro({ integration: off }), distro({ integration: integration({ set: unsure }) })]).integration,
      'unknown',
    );
    assert.equal(of([distro({ kind: 'docker', integration: on })]).integration, 'unknown');
  });

  it('knows only a home to be in the Linux file system', () => {
    assert.equal(inFolders('/home/dev/shop', '/root', '/home/dev'), 'done');
    assert.equal(inFolders('/home/dev/shop', 'C:\\work'), 'drive');
    assert.equal(inFolders('/home/dev/shop', '\\\\wsl.localhost\\Ubuntu\\home\\dev'), 'share');
    for (const path of ['/mnt/c/work', '/windir/c/work', '/home', '/rootfs', '/srv/www']) {
      assert.equal(inFolders(path), 'unknown', path);
    }
  });
});

describe('the walkthrough in the manifest', () => {
  const { contributes } = readJson('package.json') as {
    contributes: {
      walkthroughs: {
        id: string;
        steps: { id: string; title: string; description: string; when: string; completionEvents: string[] }[];
      }[];
    };
  };
  const [{ id, steps } = { id: '', steps: [] }, second] = contributes.walkthroughs;
  /** Every word of every step; the compiler holds it to be whole. */
  const states: { readonly [S in keyof Setup]: { readonly [W in Setup[S]]: true } } = {
    installed: { unknown: true, wslMissing: true, distroMissing: true, dockerMissing: true, done: true },
    distro: { unknown: true, foreignDefault: true, version1: true, newVersion1: true, done: true },
    engine: { unknown: true, stopped: true, windows: true, hyperv: true, done: true },
    integration: { unknown: true, off: true, done: true },
    window: { outside: true, done: true },
    sources: { unknown: true, noFolder: true, drive: true, share: true, done: true },
  };
  const all = Object.entries(states).flatMap(([step, words]) =>
    Object.keys(words).map((word) => [step, word] as const),
  );

  it('is the one that the command opens', () => {
    assert.equal(id, 'setup');
    assert.equal(second, undefined);
  });

  it('has one text for each state of each step, under the title of the step, and no other', () => {
    assert.deepEqual(
      steps.map((step) => [step.id, step.title, step.description]),
      all.map(([step, word]) => [`${step}.${word}`, `%setup.${step}%`, `%setup.${step}.${word}%`]),
    );
  });

  it('shows of each step the text of the state that is so, alone, and all six before anything is known', () => {
    for (const [step, word] of all) {
      const keys = word === 'unknown' ? {} : { [`slipway.setup.${step}`]: word };
      const shown = steps.filter(({ id: each, when }) => each.startsWith(`${step}.`) && holds(when, keys));
      assert.deepEqual(
        shown.map((each) => each.id),
        [`${step}.${word}`],
      );
    }
    const first = steps.filter(({ when }) => holds(when, {})).map((each) => each.id);
    assert.deepEqual(
      first.map((each) => each.split('.')[0]),
      Object.keys(states),
    );
    assert.ok(first.every((each) => /\.(?:unknown|outside)$/.test(each)));
  });

  it('ticks the text of what is done, and no other: what the editor has ticked once stays so', () => {
    for (const { id: each, completionEvents } of steps) {
      const [step = '', word] = each.split('.');
      const event =
        word === 'done' ? `onContext:slipway.setup.tick && slipway.setup.${step} == 'done'` : 'onContext:false';
      assert.deepEqual(completionEvents, [event], each);
    }
  });
});
