import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { distroDocker } from '../../src/docker/distroDocker';
import { proveDocker, type Proof } from '../../src/docker/proof';
import { HandsInDistro } from '../../src/docker/proofHands';
import { distroRootOf } from '../simulator/state/layout';
import { DockerBed } from './bed';
import { importPrograms } from './image';

const verdicts = ({ steps }: Proof): string => steps.map(({ name, verdict }) => `${name} ${verdict}`).join(', ');

describe('a real engine behind the integration', function () {
  this.timeout(120_000);
  let bed: DockerBed;
  const interfaces = Object.keys(networkInterfaces()).join();
  before(async () => {
    bed = await DockerBed.make();
  });

  const homeOf = (distro: string): string[] => readdirSync(join(distroRootOf(bed.prepared.folder, distro), 'home/dev'));
  async function prove(name: string, signal = new AbortController().signal) {
    const { end, leftBehind } = await proveDocker(bed.machine, await bed.distro(name), signal);
    assert.deepEqual(leftBehind, []);
    // Nothing is left, as others see it.
    assert.deepEqual(await bed.engine.ask('/containers/json?all=1'), []);
    assert.deepEqual(await bed.engine.ask('/images/json?all=1'), []);
    assert.deepEqual(
      homeOf(name).filter((entry) => entry.startsWith('slipway')),
      [],
    );
    return end;
  }
  async function proofOf(name: string): Promise<Proof> {
    const end = await prove(name);
    assert.ok(end !== 'cancelled' && 'steps' in end, JSON.stringify(end));
    return end;
  }

  it('is proved in an integrated distro: version, run, bind and event', async () => {
    const proof = await proofOf('Ubuntu');
    assert.equal(verdicts(proof), 'engine ok, run ok, bind ok, event ok', JSON.stringify(proof.steps, null, 1));
    assert.equal(proof.probe.value, 'works');
    assert.match(proof.steps[0]!.evidence, /Docker Desktop 4\.94\.0/);
    assert.match(proof.steps[3]!.evidence, /inotify wd:/);
  });

  it('is not proved in a distro that is not integrated, where nothing is made', async () => {
    const proof = await proofOf('Debian');
    assert.equal(verdicts(proof), 'engine failed, run notTested, bind notTested, event notTested');
  });

  it('is cleared of what was made when somebody cancels', async () => {
    const cancel = new AbortController();
    const proving = prove('Ubuntu', cancel.signal);
    while (((await bed.engine.ask('/images/json')) as unknown[]).length === 0) await wait(20);
    cancel.abort();
    assert.equal(await proving, 'cancelled');
  });

  it('is told of no change that Windows makes on its drive, and of those in the distro', async () => {
    const hands = new HandsInDistro(bed.machine, await bed.distro('Ubuntu'), null);
    const docker = async (...args: string[]): Promise<string> => {
      const { status, stdout, stderr } = await hands.run(distroDocker(...args), 30);
      assert.equal(status, 0, stderr);
      return `${stdout}${stderr}`;
    };
    await importPrograms(hands, 'watch:1', ['/usr/bin/inotifywait', '/usr/bin/cat', '/usr/bin/touch']);
    const onDrive = join(bed.prepared.drives['C']!, 'watched');
    const inDistro = join(distroRootOf(bed.prepared.folder, 'Ubuntu'), 'home/dev/watched');
    for (const folder of [onDrive, inDistro]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'file'), 'first\n');
    }
    const started = ['drive', 'home'].map(async (name) => {
      const source = name === 'drive' ? '/mnt/c/watched' : '/home/dev/watched';
      const watch = ['/usr/bin/inotifywait', '-m', '--format', '%e %f', '/watched'];
      await docker('run', '-d', '--name', name, '--network', 'none', '-v', `${source}:/watched`, 'watch:1', ...watch);
      assert.ok(
        await hands.until(distroDocker('logs', name), { rounds: 40, pause: 100 }, ({ stderr }) =>
          stderr.includes('Watches established'),
        ),
      );
      const mounted = await docker('inspect', '--format', '{{(index .Mounts 0).Source}}', name);
      assert.match(mounted, /\/docker-desktop-bind-mounts\/Ubuntu\/[0-9a-f]{64}\n$/);
    });
    await Promise.all(started);

    for (const folder of [onDrive, inDistro]) appendFileSync(join(folder, 'file'), 'second\n');
    const isTold = (name: string): Promise<boolean> =>
      hands.until(distroDocker('logs', name), { rounds: 10, pause: 200 }, ({ stdout }) =>
        stdout.includes('MODIFY file'),
      );
    assert.equal(await isTold('home'), true);
    assert.equal(await isTold('drive'), false);
    // It is there all the same, and the watch works: a change through the mount is told.
    assert.equal(await docker('exec', 'drive', '/usr/bin/cat', '/watched/file'), 'first\nsecond\n');
    await docker('exec', 'drive', '/usr/bin/touch', '/watched/other');
    assert.ok(
      await hands.until(distroDocker('logs', 'drive'), { rounds: 20, pause: 100 }, ({ stdout }) =>
        stdout.includes('CREATE other'),
      ),
    );
    await docker('rm', '-f', 'drive', 'home');
    await docker('rmi', 'watch:1');
  });

  it('is not proved where binds lead to another folder than the distro’s', async () => {
    const empty = join(bed.folder, 'empty');
    mkdirSync(empty);
    await bed.integrate('Ubuntu', () => empty);
    const proof = await proofOf('Ubuntu');
    assert.equal(verdicts(proof), 'engine ok, run ok, bind failed, event notTested');
    assert.deepEqual([proof.probe.value, proof.probe.detail], ['broken', proof.steps[2]!.detail]);
  });

  after(async () => {
    const mark = basename(bed.folder);
    await bed.remove();
    assert.doesNotMatch(readFileSync('/proc/self/mountinfo', 'utf8'), new RegExp(mark));
    const running = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(mark));
    assert.deepEqual(running, []);
    assert.equal(Object.keys(networkInterfaces()).join(), interfaces);
    assert.doesNotMatch(readdirSync('/sys/fs/cgroup', { recursive: true }).join('\n'), new RegExp(mark));
  });
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It ended in this moment.
  }
}
