import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { readPipes, readVmStarts } from '../prepare';
import { container, dockerDisks, type DiskLayout } from '../scenarios/docker-parts';
import { hostPathOf } from '../state/layout';
import type { State } from '../state/model';
import { linux } from './docker';
import { ask } from './http';
import { type TestMachine, withMachine } from './machine';

const config = 'C:\\Users\\dev\\.wslconfig';
const withConfig = (state: State): void => void (state.files[config] = '[wsl2]\r\nmemory=4GB\r\n');

describe('simulator: .wslconfig', () => {
  it('is read when the virtual machine starts, and never while it runs', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const seen = (): (string | null)[] => readVmStarts(machine.folder).map(({ wslconfig }) => wslconfig);
        const first = '[wsl2]\r\nmemory=4GB\r\n';
        assert.deepEqual(seen(), [first]);
        writeFileSync(hostPathOf(machine.folder, config)!, '[wsl2]\nmemory=2GB\n');
        assert.equal((await machine.run('wsl', ['-d', 'Debian', '-e', 'true'])).code, 0);
        assert.deepEqual(seen(), [first]);
        await machine.run('wsl', ['--shutdown']);
        await machine.run('wsl', ['-d', 'Debian', '-e', 'true']);
        assert.deepEqual(seen(), [first, '[wsl2]\nmemory=2GB\n']);
      },
      withConfig,
    ));
});

describe('simulator: disks of Docker Desktop', () => {
  const places: Readonly<Record<DiskLayout, string[]>> = {
    twoDistros: ['C:\\Users\\dev\\AppData\\Local\\Docker\\wsl\\data\\ext4.vhdx'],
    single: ['C:\\Users\\dev\\AppData\\Local\\Docker\\wsl\\disk\\docker_data.vhdx'],
    moved: ['D:\\big\\DockerDesktopWSL\\disk\\docker_data.vhdx', 'D:\\big\\DockerDesktopWSL\\main\\ext4.vhdx'],
  };
  for (const [layout, paths] of Object.entries(places) as [DiskLayout, string[]][]) {
    it(`are sparse files where "${layout}" has them`, () =>
      withMachine(
        'empty',
        (machine) => {
          for (const path of paths) {
            const { size, blocks } = statSync(hostPathOf(machine.folder, path)!);
            assert.equal(size, 64 * 1024 * 1024);
            assert.ok(blocks * 512 < size && blocks > 0);
          }
          return Promise.resolve();
        },
        (state) => void dockerDisks(state, layout),
      ));
  }
});

interface Df {
  Images: { Id: string; RepoTags: string[]; Containers: number }[];
  Containers: { Image: string; ImageID: string }[];
  BuildCache: { ID: string }[];
}

async function call(machine: TestMachine, path: string, method = 'GET'): Promise<{ status?: number; body: unknown }> {
  const { status, body } = await ask(readPipes(machine.folder)[linux]!, path, method);
  return { ...(status === undefined ? {} : { status }), body: body === '' ? null : JSON.parse(body) };
}

describe('simulator: what takes room in the engine', () => {
  it('is told in lists, with the containers of each image', () =>
    withMachine('healthy', async (machine) => {
      const {
        Images: images,
        Containers: containers,
        BuildCache: cache,
      } = (await call(machine, '/v1.44/system/df')).body as Df;
      const node = images.find(({ RepoTags }) => RepoTags.includes('node:24'))!;
      assert.deepEqual([node.Containers, containers.find(({ Image }) => Image === 'node:24')!.ImageID], [1, node.Id]);
      assert.ok(images.some(({ RepoTags }) => RepoTags[0] === '<none>:<none>'));
      assert.deepEqual(
        cache.map(({ ID }) => ID),
        ['a', 'b', 'c'],
      );
    }));

  it('or in sums, with lists on request', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const sums = (await call(machine, '/system/df')).body as Record<
          string,
          { TotalCount: number; Items?: unknown[] }
        >;
        assert.deepEqual(
          [sums['ImageUsage']!.TotalCount, sums['ImageUsage']!.Items, sums['Images']],
          [7, undefined, undefined],
        );
        const lists = (await call(machine, '/system/df?verbose=1')).body as Record<string, { Items: unknown[] }>;
        assert.equal(lists['ImageUsage']!.Items.length, 7);
      },
      (state) => void (state.docker!.linux.room!.form = 'usage'),
    ));

  it('is deleted as asked: unused cache, images without a name, and never an image in use', () =>
    withMachine(
      'healthy',
      async (machine) => {
        const left = (): string[] =>
          machine.state.docker!.linux.room!.images.flatMap(({ tags }) => (tags.length > 0 ? tags : ['-']));
        const disk = hostPathOf(machine.folder, 'C:\\Users\\dev\\AppData\\Local\\Docker\\wsl\\disk\\docker_data.vhdx')!;
        const before = statSync(disk).blocks;
        await call(machine, '/build/prune', 'POST');
        assert.deepEqual(
          machine.state.docker!.linux.room!.buildCache.map(({ id }) => id),
          ['c'],
        );
        await call(machine, `/images/prune?filters=${encodeURIComponent('{"dangling":["true"]}')}`, 'POST');
        assert.ok(!left().includes('-') && left().includes('python:3.14'));
        assert.equal((await call(machine, '/images/node%3A24', 'DELETE')).status, 409);
        assert.equal(
          (await call(machine, '/images/vsc-api-features%3Alatest', 'DELETE')).status,
          409,
          'of a stopped container',
        );
        assert.equal((await call(machine, '/images/golang%3A1.25', 'DELETE')).status, 200);
        assert.ok(left().includes('registry.example/tools/golang:latest'), 'it has another name');
        assert.equal((await call(machine, '/images/registry.example%2Ftools%2Fgolang%3Alatest', 'DELETE')).status, 200);
        assert.ok(!left().some((tag) => tag.includes('golang')));
        assert.equal((await call(machine, '/images/none%3A1', 'DELETE')).status, 404);
        assert.equal(statSync(disk).blocks, before, 'the disk does not shrink');
      },
      (state) => {
        state.docker!.linux.containers.push(container('api', { image: 'vsc-api-features:latest', state: 'exited' }));
      },
    ));
});
