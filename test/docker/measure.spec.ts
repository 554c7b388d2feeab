import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { HandsInDistro } from '../../src/docker/proofHands';
import { findMeasure, runMeasure, type MeasureEnd, type MeasureRequest } from '../../src/projects/measure';
import { seekContainerEvents } from '../../src/projects/measure/containers';
import { runVolumeMeasure } from '../../src/projects/measure/measure';
import { rowsOf } from '../../src/projects/measure/words';
import { distroRootOf } from '../simulator/state/layout';
import { DockerBed } from './bed';
import { importPrograms } from './image';

describe('measuring with a real engine behind the integration', function () {
  this.timeout(240_000);
  const never = new AbortController().signal;
  let bed: DockerBed;
  let folder = '';
  before(async () => {
    bed = await DockerBed.make();
    folder = join(bed.prepared.drives['C']!, 'measured');
    mkdirSync(folder);
  });
  after(() => bed.remove());

  const ask = async (path: string): Promise<unknown[]> => (await bed.engine.ask(path)) as unknown[];
  async function assertNothingLeft(distro: string): Promise<void> {
    assert.deepEqual(await ask('/containers/json?all=1'), []);
    assert.deepEqual(await ask('/images/json?all=1'), []);
    const { Volumes } = (await bed.engine.ask('/volumes')) as { Volumes: unknown[] | null };
    assert.deepEqual(Volumes ?? [], []);
    const home = join(distroRootOf(bed.prepared.folder, distro), 'home/dev');
    const traces = [home, folder].flatMap((each) => readdirSync(each)).filter((name) => name.startsWith('.slipway'));
    assert.deepEqual(traces, []);
  }
  async function request(distro = 'Ubuntu'): Promise<MeasureRequest> {
    const wish = { folder: 'C:\\measured', distro, start: false, isAsked: true };
    const found = await findMeasure(bed.machine, wish, never);
    assert.ok(found?.ok, JSON.stringify(found));
    return found.value;
  }
  async function measure(): Promise<MeasureEnd> {
    return runMeasure(bed.machine, await request(), never, () => undefined);
  }

  it('finds that a container is told of changes on the Linux side, and of none on the drive', async () => {
    // What a measurement that was killed has left.
    const hands = new HandsInDistro(bed.machine, await bed.distro('Ubuntu'), null);
    await importPrograms(hands, 'slipway-measure:0badcafe', ['/usr/bin/cat']);
    const end = await measure();
    assert.ok(end.kind === 'measured', JSON.stringify(end));
    assert.deepEqual(end.left, []);
    assert.deepEqual(end.value.containerEvents, { drive: 'missing', linux: 'raised' });
    assert.deepEqual(end.value.events, { drive: 'missing', linux: 'raised' });
    await assertNothingLeft('Ubuntu');
  });

  /** Looks for events alone, in folders that are made for it. */
  async function seek(name: string, signal: AbortSignal) {
    const distro = await bed.distro(name);
    const bases = { drive: '/mnt/c/measured/.slipway-base', linux: '/home/dev/.slipway-base' };
    await bed.inDistro(name, '', 'mkdir', bases.drive, bases.linux);
    const own = {
      drive: join(folder, '.slipway-base'),
      linux: join(distroRootOf(bed.prepared.folder, name), bases.linux),
    };
    const seen = await seekContainerEvents(bed.machine, distro, { bases, own, left: 60 }, signal);
    await bed.inDistro(name, '', 'rm', '-rf', bases.drive, bases.linux);
    return seen;
  }

  it('is cleared of what was made when somebody cancels', async () => {
    const cancel = new AbortController();
    const seeking = seek('Ubuntu', cancel.signal);
    while ((await ask('/containers/json')).length === 0) await wait(20);
    cancel.abort();
    assert.deepEqual(await seeking, { events: null, left: [] });
    await assertNothingLeft('Ubuntu');
  });

  it('says that nothing is known where no engine of Docker Desktop answers, and makes nothing', async () => {
    const unknown = { unknown: 'noEngine' };
    assert.deepEqual(await seek('Debian', never), { events: { drive: unknown, linux: unknown }, left: [] });
    await assertNothingLeft('Debian');
  });

  it('finds what the drive costs in a container against a volume, and leaves neither', async () => {
    const end = await runVolumeMeasure(bed.machine, await request(), never, () => undefined);
    assert.ok(end.kind === 'measured', JSON.stringify(end));
    assert.deepEqual(end.left, []);
    const rows = rowsOf({ rounds: end.value.rounds, hasGit: false }).filter(({ work }) => work !== 'git');
    for (const { work, drive, linux } of rows) assert.ok(drive && linux, work);
    // The drive is a file system of a program here: each file that is made costs several calls of it.
    const made = rows.find(({ work }) => work === 'create')!;
    assert.ok(made.spread!.low > 1, JSON.stringify(made));
    await assertNothingLeft('Ubuntu');
  });

  it('leaves neither where somebody cancels a round', async () => {
    const cancel = new AbortController();
    const measuring = runVolumeMeasure(bed.machine, await request(), cancel.signal, () => undefined);
    while ((await ask('/containers/json')).length === 0) await wait(20);
    cancel.abort();
    assert.deepEqual(await measuring, { kind: 'cancelled', left: [] });
    await assertNothingLeft('Ubuntu');
  });

  it('measures against no volume where no engine of Docker Desktop answers', async () => {
    const end = await runVolumeMeasure(bed.machine, await request('Debian'), never, () => undefined);
    assert.ok(end.kind === 'failed' && end.problem.kind === 'noEngine', JSON.stringify(end));
    await assertNothingLeft('Debian');
  });
});
