import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { targetOf, type DockerChoice } from '../../../src/docker/windowDocker';
import { windowDockerText, type WindowDockerText, type WindowSide } from '../../../src/language/windowDockerText';
import { takeSnapshot, type Snapshot } from '../../../src/state/snapshot';
import { inEnglish, message } from '../../../src/text/message';
import { FakeMachine, list, registry } from '../state/fakeMachine';

const windows: WindowSide = { kind: 'windows' };
const ubuntu: WindowSide = { kind: 'distro', name: 'ubuntu' };

function told(side: WindowSide, choice: Partial<DockerChoice>, snapshot: Snapshot | null = null): WindowDockerText {
  const target = targetOf({ host: null, context: null, current: null, ...choice });
  return windowDockerText(side, target, snapshot, inEnglish);
}

/** A machine with Ubuntu, in which a probe saw something. */
async function seen(value: 'works' | 'own-engine' | 'broken' | null): Promise<Snapshot> {
  const machine = new FakeMachine({ wsl: list({ Ubuntu: 'Running' }), reg: registry('Ubuntu') });
  const snapshot = (await takeSnapshot(machine, null))!;
  if (value === null) return snapshot;
  const [distro] = snapshot.distros;
  const integration = { ...distro!.integration, seen: { value, source: 'probe', at: '2026-01-01T00:00:00Z' } as const };
  return { ...snapshot, distros: [{ ...distro!, integration }] };
}

describe('the docker of a window', () => {
  it('is Docker Desktop’s by its contexts and pipes on Windows', () => {
    for (const choice of [
      { current: 'desktop-linux' },
      { context: 'desktop-linux' },
      { host: 'npipe:////./pipe/dockerDesktopLinuxEngine' },
    ]) {
      assert.equal(told(windows, choice).text, "docker on Windows: Docker Desktop's engine");
    }
    assert.match(told(windows, { current: 'desktop-windows' }).text, /Windows containers$/);
  });

  it('is not known by the usual pipe, which may be anybody’s, unless Docker Desktop is down and the pipe is there', async () => {
    const snapshot = await seen(null);
    assert.equal(told(windows, {}).text, 'docker on Windows: engine not known');
    assert.equal(told(windows, {}, snapshot).text, 'docker on Windows: engine not known');
    const docker = { ...snapshot.docker, otherEngine: { value: true, source: 'pipes', at: snapshot.at } as const };
    assert.match(told(windows, {}, { ...snapshot, docker }).text, /another engine than Docker Desktop$/);
  });

  it('is in a distro what somebody saw there, and else not known', async () => {
    assert.equal(told(ubuntu, {}, await seen('works')).text, "docker in ubuntu: Docker Desktop's engine");
    assert.equal(told(ubuntu, {}, await seen('own-engine')).text, "docker in ubuntu: the distro's own engine");
    for (const value of ['broken', null] as const) {
      assert.equal(told(ubuntu, {}, await seen(value)).text, 'docker in ubuntu: engine not known');
    }
    assert.equal(
      told({ kind: 'distro', name: null }, {}, await seen('works')).text,
      'docker in a distro: engine not known',
    );
    const socket = { host: 'unix:///var/run/docker.sock' };
    assert.equal(told(ubuntu, socket, await seen('works')).text, "docker in ubuntu: Docker Desktop's engine");
  });

  it('leads nowhere in a distro whose context is a pipe of Windows', () => {
    const text = told(ubuntu, { current: 'desktop-linux' });
    assert.deepEqual([text.isWarning, told(windows, { current: 'desktop-linux' }).isWarning], [true, false]);
    assert.match(text.text, /out of reach$/);
  });

  it('is another engine by its name or address, without what is secret in that', () => {
    assert.equal(told(windows, { current: 'prod' }).text, 'docker on Windows: engine of prod');
    const text = told(windows, { host: 'ssh://me:word@example.test:22' });
    assert.equal(text.text, 'docker on Windows: engine of ssh://example.test:22');
    assert.doesNotMatch(text.detail, /word/);
    assert.doesNotMatch(told(windows, { current: 'a\nb\u202e' }).text, /[\n\u202e]/);
  });

  it('says by what it is led, and whether Docker Desktop runs', async () => {
    assert.equal(
      told(windows, { context: 'a' }).detail,
      'DOCKER_CONTEXT names the context a. Whether Docker Desktop runs is not known.',
    );
    const snapshot = await seen(null);
    const docker = { ...snapshot.docker, running: { value: true, source: 'pipes', at: snapshot.at } as const };
    assert.equal(told(windows, {}, { ...snapshot, docker }).detail, 'No context is chosen. Docker Desktop runs.');
    const target = { kind: 'unknown', reason: message('Nobody knows.') } as const;
    assert.match(windowDockerText(ubuntu, target, null, inEnglish).detail, /^Nobody knows\./);
  });
});
