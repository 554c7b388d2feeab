import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { runCopy } from '../../../../src/projects/move/copy';
import { planGitSetup, runGitSetup, sizeOf } from '../../../../src/projects/move/gitSetup';
import { joinWithRegistry } from '../../../../src/wsl/distro';
import { useFolder } from '../../machine/temporary';
import { FakeDistro } from './fakeDistro';

const never = new AbortController().signal;
const [ubuntu] = joinWithRegistry(
  {
    distros: [{ name: 'Ubuntu', state: 'running', wslVersion: 2, isDefault: true }],
    otherAccount: false,
    failure: null,
  },
  null,
);

describe('a repository that moved', function () {
  this.timeout(60_000);
  const folder = useFolder();

  const git = (cwd: string, ...args: string[]): string => {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    const user = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'safe.directory=*'];
    return execFileSync('git', ['--no-optional-locks', ...user, ...args], { cwd, env, encoding: 'utf8' });
  };

  /** As Git for Windows leaves one: links are files, modes and case are said to mean nothing, some lines end in CR LF. */
  function windowsRepository(fake: FakeDistro): void {
    const { source } = fake;
    git(source, 'init', '-q');
    fake.write({
      '.gitattributes': '*.txt text\n*.bat text eol=crlf\n*.bin -text\n',
      'lines.txt': 'one\ntwo\n',
      'edited.txt': 'one\ntwo\n',
      'keep.bat': 'one\ntwo\n',
      'raw.bin': 'one\r\n',
      'unsaid.md': 'one\ntwo\n',
      tool: 'no shebang\n',
      'script.sh': '#!/bin/sh\n',
      'plain.sh': '#!/bin/sh\nnot executable in the index\n',
      'dir/日本.txt': 'x\n',
    });
    symlinkSync('lines.txt', join(source, 'link'));
    symlinkSync('../lines.txt', join(source, 'dir/link'));
    git(source, 'add', '-A');
    git(source, 'update-index', '--chmod=+x', 'tool', 'script.sh');
    git(source, 'commit', '-qm', 'first');
    for (const [key, value] of [
      ['core.fileMode', 'false'],
      ['core.symlinks', 'false'],
      ['core.ignoreCase', 'true'],
    ] as const) {
      git(source, 'config', key, value);
    }
    for (const link of ['link', 'dir/link']) {
      const target = readlinkSync(join(source, link));
      rmSync(join(source, link));
      writeFileSync(join(source, link), target);
    }
    fake.write({ 'lines.txt': 'one\r\ntwo\r\n', 'edited.txt': 'one\r\nmine\r\n', 'unsaid.md': 'one\r\ntwo\r\n' });
    // Git wrote it so itself, and has noted its size.
    git(source, 'update-index', 'lines.txt');
  }

  it('becomes one of Linux, in the eyes of git the same, and the old one stays as it was', async () => {
    const fake = new FakeDistro(folder());
    windowsRepository(fake);
    const order = await fake.order();
    assert.equal((await runCopy(fake.machine, order, never, () => undefined)).kind, 'done');
    const { tree, way } = order;
    const request = { distro: ubuntu!, destination: way.below, tree, pathInDistro: fake.source };
    const hash = (): string => execFileSync('tar', ['-c', '.'], { cwd: fake.source }).toString('base64');
    const before = hash();

    const setup = await planGitSetup(fake.machine, request, never);
    assert.ok(setup);
    assert.deepEqual(setup.settings.map(({ key, after }) => `${key}=${after}`).sort(), [
      'core.filemode=true',
      'core.ignorecase=false',
      'core.symlinks=true',
    ]);
    assert.deepEqual([setup.toExecutable, setup.toPlain], [['tool'], ['plain.sh']]);
    assert.deepEqual(setup.links.map(({ path }) => path).sort(), ['dir/link', 'link']);
    assert.deepEqual(
      setup.lineEnds.map(({ path }) => path),
      ['lines.txt'],
    );
    assert.equal(setup.unsaid, 1);

    const end = await runGitSetup(fake.machine, request, setup, never);
    assert.deepEqual(end, { isDone: true, isWhole: true, differing: [] });
    const there = way.below;
    assert.equal(readFileSync(join(there, 'lines.txt'), 'utf8'), 'one\ntwo\n');
    assert.equal(readFileSync(join(there, 'edited.txt'), 'utf8'), 'one\r\nmine\r\n');
    assert.equal(readlinkSync(join(there, 'dir/link')), '../lines.txt');
    const mode = (path: string): number => lstatSync(join(there, path)).mode & 0o777;
    assert.deepEqual(
      [mode('tool'), mode('plain.sh'), mode('script.sh'), mode('lines.txt')],
      [0o755, 0o644, 0o755, 0o644],
    );
    assert.equal(git(there, 'status', '--porcelain'), ' M edited.txt\n M unsaid.md\n');
    assert.equal(hash(), before);
    const again = await planGitSetup(fake.machine, request, never);
    assert.equal(again && sizeOf(again), 0);
  });

  it('is left alone where somebody has changed it since, and where its index would lead out of it', async () => {
    const fake = new FakeDistro(folder());
    windowsRepository(fake);
    const order = await fake.order();
    await runCopy(fake.machine, order, never, () => undefined);
    const { tree, way } = order;
    const request = { distro: ubuntu!, destination: way.below, tree, pathInDistro: null };
    const setup = await planGitSetup(fake.machine, request, never);
    writeFileSync(join(way.below, 'lines.txt'), 'mine\r\n');
    writeFileSync(join(way.below, 'link'), 'mine');
    const end = await runGitSetup(fake.machine, request, setup!, never);
    assert.equal(end.isDone, false);
    assert.equal(end.differing, null);
    assert.equal(readFileSync(join(way.below, 'lines.txt'), 'utf8'), 'mine\r\n');
    assert.equal(readFileSync(join(way.below, 'link'), 'utf8'), 'mine');
    assert.equal(readlinkSync(join(way.below, 'dir/link')), '../lines.txt');
  });
});
