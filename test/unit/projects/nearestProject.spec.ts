import assert from 'node:assert/strict';
import type { FileResult } from '../../../src/machine/files';
import { noSettings, readProjectFile } from '../../../src/mounts/projectFile';
import { NearestProjects, type ProjectFolders } from '../../../src/projects/nearestProject';

const absent: FileResult<string> = { kind: 'failed', code: 'ENOENT', reason: 'absent' };

/** Folders with these project files, by their paths; `repositories` are roots. What was read is noted. */
class Disk implements ProjectFolders {
  readonly read_: string[] = [];

  constructor(
    private readonly files: Readonly<Record<string, FileResult<string> | string>>,
    private readonly repositories: readonly string[] = [],
  ) {}

  read(path: string): Promise<FileResult<string>> {
    this.read_.push(path);
    const file = this.files[path] ?? absent;
    return Promise.resolve(typeof file === 'string' ? { kind: 'ok', value: file } : file);
  }

  isRepository(folder: string): Promise<boolean> {
    return Promise.resolve(this.repositories.includes(folder));
  }
}

const open = (disk: Disk): NearestProjects => new NearestProjects(disk, { noSettings, readProjectFile });

describe('the project of a folder', () => {
  it('is said by the nearest file upwards, no further than the repository goes', async () => {
    const disk = new Disk(
      {
        '/r/.slipway.jsonc': '{ "side": "wsl" }',
        '/.slipway.jsonc': '{ "side": "windows" }',
        '/r/in/x/.slipway.jsonc': '{}',
      },
      ['/r', '/r/in'],
    );
    const projects = open(disk);
    assert.deepEqual(await sideAt(projects, '/r/a/b'), ['/r', '/r', 'wsl']);
    assert.deepEqual(await sideAt(projects, '/r/in/y'), [null, '/r/in', null]);
    assert.deepEqual(await sideAt(projects, '/r/in/x'), ['/r/in/x', null, null]);
    assert.deepEqual(await sideAt(projects, '/elsewhere'), ['', null, 'windows']);
  });

  it('is read once', async () => {
    const disk = new Disk({ '/r/.slipway.jsonc': '{}' }, ['/r']);
    const projects = open(disk);
    await Promise.all([projects.of('/r/a'), projects.of('/r/b'), projects.of('/r')]);
    assert.deepEqual(disk.read_.sort(), ['/r/.slipway.jsonc', '/r/a/.slipway.jsonc', '/r/b/.slipway.jsonc']);
  });

  it('is looked for no further than a drive or a share goes', async () => {
    for (const [folder, last] of [
      ['/c:/work/x', '/c:/.slipway.jsonc'],
      ['C:/work', 'C:/.slipway.jsonc'],
      ['//server/share/x', '//server/share/.slipway.jsonc'],
      ['/x', '/.slipway.jsonc'],
    ] as const) {
      const disk = new Disk({});
      await open(disk).of(folder);
      assert.equal(disk.read_.at(-1), last);
    }
  });

  it('is not known where a distro would start, and nobody complains', async () => {
    const disk = new Disk({ '/u/p/.slipway.jsonc': { kind: 'wouldStart', distro: 'Ubuntu' } });
    const projects = open(disk);
    assert.equal((await projects.of('/u/p')).settings, noSettings);
    assert.deepEqual([projects.complaints, disk.read_.length], [[], 1]);
  });

  it('says what is wrong with a file, once', async () => {
    const failed: FileResult<string> = { kind: 'failed', code: 'EACCES', reason: 'may not be read' };
    const projects = open(new Disk({ '/a/.slipway.jsonc': '{ "sid": 1 }', '/b/.slipway.jsonc': failed }));
    for (const folder of ['/a', '/a/x', '/b']) await projects.of(folder);
    assert.deepEqual(
      projects.complaints.map((each) => [each.path, 'reason' in each ? each.reason : each.problems.length]),
      [
        ['/a/.slipway.jsonc', 1],
        ['/b/.slipway.jsonc', 'may not be read'],
      ],
    );
  });

  it('leaves out files by patterns from its own folder on', async () => {
    const { isExcluded } = await open(
      new Disk({ '/r/.slipway.jsonc': '\uFEFF{ "excludes": ["/old/", "*.bak.yaml"] }' }),
    ).of('/r/a');
    assert.ok(isExcluded('/r/old/compose.yaml'));
    assert.ok(isExcluded('/r/a/x.bak.yaml'));
    assert.ok(!isExcluded('/r/a/old/compose.yaml'));
  });
});

async function sideAt(projects: NearestProjects, folder: string): Promise<unknown[]> {
  const at = await projects.of(folder);
  return [at.folder, at.repository, at.settings.side];
}
