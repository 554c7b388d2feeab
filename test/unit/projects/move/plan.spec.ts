import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseLocation, type Location } from '../../../../src/text/location';
import { readDestination } from '../../../../src/projects/move/destination';
import { JournalWriter, readJournal, type FileRecord } from '../../../../src/projects/move/journal';
import { leftOutReason } from '../../../../src/projects/move/leftOut';
import { linkInDistro, wayBelow } from '../../../../src/projects/move/links';
import { caseTwins, linuxPath, whyNotCopied } from '../../../../src/projects/move/names';
import { mayNameOldPlace, withNewPlace } from '../../../../src/projects/move/oldPlace';
import { composeName } from '../../../../src/projects/move/pointers';
import { readMark } from '../../../../src/projects/move/stagingPlaces';
import { readSums } from '../../../../src/projects/move/sums';
import { survey } from '../../../../src/projects/move/survey';
import { useFolder } from '../../machine/temporary';
import { FakeDistro } from './fakeDistro';

const never = new AbortController().signal;
const set = (...names: string[]): ReadonlySet<string> => new Set(names);
const at = (path: string): Location => parseLocation(path)!;

describe('the plan of a move', () => {
  const folder = useFolder();

  it('counts what there is and names what is special, without following or reading anything', async () => {
    const fake = new FakeDistro(folder());
    fake.write({
      '.git/config': '',
      '.git/refs/heads/target/Cargo.toml': '',
      '.git/worktrees/feature/gitdir': 'C:/elsewhere/.git\n',
      'sub/.git': 'gitdir: ../.git/modules/sub\n',
      'away/.git': 'gitdir: C:/Users/dev/main/.git/worktrees/away\n',
      'nested/.git/HEAD': '',
      'node_modules/a/index.js': 'x',
      'web/node_modules/b.js': 'x',
      'env with a name/pyvenv.cfg': '',
      'crate/Cargo.toml': '',
      'crate/target/debug/x.exe': '',
      'docs/target/page.md': 'kept',
      'App/App.csproj': '',
      'App/bin/x.dll': '',
      'App/obj/x': '',
      'scripts/bin/tool': 'kept',
      'both/A.txt': '',
      'both/a.txt': '',
      'compose.yaml': '',
      '.env': 'A=1',
      'empty/': '',
    });
    symlinkSync('compose.yaml', join(fake.source, 'inside'));
    symlinkSync('/etc', join(fake.source, 'outside'));
    execFileSync('mkfifo', [join(fake.source, 'pipe')]);
    const way = { source: fake.machine.locate(fake.source), below: join(fake.home, 'shop') };
    const found = await survey(fake.machine, await fake.tree(), { ...way, include: set() }, never);

    const counted = (args: string[]): number =>
      execFileSync('find', [fake.source, '-mindepth', '1', ...args, '-printf', 'x'], { encoding: 'utf8' }).length;
    const outs = ['node_modules', 'web/node_modules', 'env with a name', 'crate/target', 'App/bin', 'App/obj'];
    const kept = outs.flatMap((path, index) => [...(index > 0 ? ['-o'] : []), '-path', `${fake.source}/${path}`]);
    const walked = ['(', ...kept, ')', '-prune', '-o'];
    assert.equal(found.files, counted([...walked, '-type', 'f']));
    assert.equal(found.folders, counted([...walked, '-type', 'd']));
    assert.equal(found.links, 1);
    assert.equal(found.isRepository, true);
    assert.equal(found.worktrees, 1);
    assert.deepEqual(found.leftOut.first.map(({ path }) => path).sort(), [...outs].sort());
    assert.deepEqual(found.notCopied.first, [
      { path: 'outside', reason: 'linkOutside' },
      { path: 'pipe', reason: 'special' },
    ]);
    assert.deepEqual(found.twins.first, [['both/A.txt', 'both/a.txt']]);
    assert.deepEqual(found.gitPlaces.first, [
      { path: 'away', kind: 'away', gitdir: 'C:/Users/dev/main/.git/worktrees/away' },
      { path: 'nested', kind: 'repository', gitdir: null },
      { path: 'sub', kind: 'submodule', gitdir: '../.git/modules/sub' },
    ]);
    assert.deepEqual(found.mayNameOldPlace, ['.env', 'compose.yaml']);
    const all = await survey(fake.machine, await fake.tree(), { ...way, include: set('node_modules') }, never);
    assert.equal(all.files, found.files + 2);
  });

  it('knows what was made for Windows by what stands in it or beside it', () => {
    const reason = (path: string, beside: ReadonlySet<string>, inside = set()): string | null =>
      leftOutReason(path, beside, inside, set());
    assert.equal(reason('a/node_modules', set()), 'packages');
    assert.equal(reason('venv', set()), null);
    assert.equal(reason('venv', set(), set('pyvenv.cfg')), 'pythonEnvironment');
    assert.equal(reason('target', set('pom.xml')), null);
    assert.equal(reason('target', set('Cargo.toml')), 'rustBuild');
    assert.equal(reason('bin', set('a.sln')), null);
    assert.equal(reason('src/bin', set('A.fsproj')), 'dotnetBuild');
    assert.equal(reason('.gradle', set('build.gradle.kts')), 'gradleCache');
    assert.equal(reason('.git/node_modules', set()), null);
    assert.equal(leftOutReason('node_modules', set(), set(), set('node_modules')), null);
  });

  it('recreates links that stay in the project, from whatever form they have, and no others', () => {
    const windows = { platform: 'windows', locate: at } as const;
    const source = at('C:\\work\\shop');
    const link = (path: string, target: string): string | null => linkInDistro(path, target, source, windows);
    assert.equal(link('a/b/link', '..\\c.txt'), '../c.txt');
    assert.equal(link('link', 'a\\b'), 'a/b');
    assert.equal(link('a/link', '..\\..\\else'), null);
    assert.equal(link('a/junction', 'c:\\WORK\\shop\\data\\x'), '../data/x');
    assert.equal(link('junction', 'C:\\work\\shop'), '.');
    assert.equal(link('junction', 'C:\\work\\shopping'), null);
    assert.equal(link('junction', 'D:\\work\\shop\\x'), null);
    const inside = { platform: 'wsl', locate: at } as const;
    assert.equal(linkInDistro('a/l', '/mnt/c/work/shop/b', at('/mnt/c/work/shop'), inside), '../b');
    assert.equal(linkInDistro('a/l', 'x\\y', at('/mnt/c/work/shop'), inside), 'x\\y');
    assert.equal(wayBelow(at('C:\\'), at('C:\\x')), 'x');
  });

  it('judges names by what Linux takes', () => {
    const entry = { kind: 'file', size: 0, mtimeMs: 0, isReadOnly: false, blocks: 0, target: '', code: '' } as const;
    const why = (path: string): string | null => whyNotCopied({ ...entry, path }, path, '/home/u/shop');
    assert.equal(why('日'.repeat(85)), null);
    assert.equal(why('日'.repeat(86)), 'nameTooLong');
    assert.equal(why(Array.from({ length: 20 }, () => 'x'.repeat(250)).join('/')), 'pathTooLong');
    assert.equal(why('broken\uFFFD'), 'nameNotText');
    assert.equal(why('half\uD83D'), 'nameNotText');
    for (const fine of ['con', 'aux.txt', 'line\nend', 'tab\t', 'a:b', '😀', '-', ' ']) assert.equal(why(fine), null);
    assert.equal(linuxPath('a\uF03Ab\uF00A', 'windows'), 'a:b\n');
    assert.equal(linuxPath('a\uF03Ab', 'wsl'), 'a\uF03Ab');
    assert.deepEqual(caseTwins(set('a', 'B', 'A', 'b', 'c')), [
      ['a', 'A'],
      ['B', 'b'],
    ]);
  });

  it('reads what the shell in the distro says, and nothing from half an answer', () => {
    const mounts =
      '24 1 8:32 / / rw - ext4 /dev/sdc rw\n90 24 0:50 / /mnt/d rw - 9p D:\\134 rw,aname=drvfs;path=D:\\;uid=0\n';
    const answer = (above: string): string =>
      [
        'state=new',
        'writable=yes',
        `above=${above}`,
        `real=${above}/src/shop`,
        'free=1024',
        ...['tar', 'find', 'xargs', 'sha256sum', 'readlink', 'mv'].map((each) => `has=${each}`),
        'tar=tar (GNU tar) 1.35',
        `mounts=${mounts}`,
      ].join('\0') + '\0';
    const run = (text: string, status = 0) =>
      readDestination({ status, stdout: Buffer.from(text), stderr: new Uint8Array() });
    const read = run(answer('/home/u'));
    assert.deepEqual(
      [read?.holds, read?.free, read?.missing, read?.isTarUsable, read?.hasGit, read?.unfinished],
      ['linux', 1024 * 1024, ['rm'], true, false, null],
    );
    assert.equal(run(answer('/mnt/d/x'))?.holds, 'windows');
    assert.equal(run(answer('/x').replace('GNU tar', 'busybox'))?.isTarUsable, false);
    assert.equal(run(answer('/x').slice(0, -20)), null);
    assert.equal(run(answer('/x'), 1), null);
    for (const text of ['', '{', 'null', '{"version":2}', '{"version":1,"source":1}'])
      assert.equal(readMark(text), null);
  });

  it('keeps a journal that is read back whatever the names are, and of which half is no harm', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.nat(), fc.double({ noNaN: true, min: 0, max: 4e12 }))),
        fc.nat(),
        (files, cut) => {
          const writer = new JournalWriter(7);
          const records = files.map(([path, size, mtimeMs]): [string, FileRecord] => [
            path,
            { size, mtimeMs, hash: 'a'.repeat(64) },
          ]);
          for (const [path, record] of records) writer.add(path, record);
          const piece = writer.take();
          if (!piece) return assert.equal(files.length, 0);
          assert.equal(piece.name, '000007');
          const text = piece.content.toString('utf8');
          assert.deepEqual(readJournal(text), records);
          const half = readJournal(text.slice(0, cut % text.length));
          assert.deepEqual(half, records.slice(0, half.length));
          assert.equal(writer.take(), null);
        },
      ),
    ));

  it('understands sha256sum of any name, and what it leaves out', () => {
    const names = ['a', 'b\\c', 'line\nend', 'cr\r', '-x', '日本語', 'é.txt', 'gone', 'last'];
    writeFileSync(join(folder(), 'names'), '');
    for (const name of names) if (name !== 'gone') writeFileSync(join(folder(), name), name);
    const run = (): string => {
      try {
        const input = names.map((name) => `${join(folder(), name)}\0`).join('');
        return execFileSync('xargs', ['-0', 'sha256sum'], {
          input,
          encoding: 'utf8',
          stdio: ['pipe', 'pipe', 'ignore'],
        });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    const read = readSums(
      run(),
      names.map((name) => join(folder(), name)),
    );
    for (const [index, name] of names.entries()) {
      const expected = createHash('sha256').update(name).digest('hex');
      assert.equal(read[index], name === 'gone' ? null : expected, JSON.stringify(name));
    }
    // BusyBox writes names as they are.
    const sum = 'b'.repeat(64);
    assert.deepEqual(readSums(`${sum}  line\nend\n${sum}  x\n`, ['line\nend', 'x']), [sum, sum]);
    assert.deepEqual(readSums('nonsense', ['a', 'b']), [null, null]);
  });

  it('finds the old place in all its spellings, and no place that is named alike', () => {
    const old = at('C:\\work\\My Shop');
    const fresh = (text: string): string | null => withNewPlace(text, old, ['/mnt/c/work/My Shop'], '/home/u/shop');
    for (const [text, expected] of [
      ['C:\\work\\My Shop', '/home/u/shop'],
      ['x=c:\\WORK\\my shop\\src\\a.ts:/y', 'x=/home/u/shop/src/a.ts:/y'],
      ['"C:\\\\work\\\\My Shop\\\\src"', '"/home/u/shop/src"'],
      ['- C:/work/My Shop/data:/data', '- /home/u/shop/data:/data'],
      ['/mnt/c/work/My Shop/x and C:/work/My Shop', '/home/u/shop/x and /home/u/shop'],
      ['C:\\work\\My Shopping', null],
      ['C:\\work\\My Shop-2\\x', null],
      ['D:\\work\\My Shop', null],
      ['XC:\\work\\My Shop', null],
      ['/srv/mnt/c/work/My Shop', null],
      ['nothing', null],
    ] as const) {
      assert.equal(fresh(text), expected, text);
    }
    for (const path of [
      'compose.yaml',
      'a/docker-compose.prod.yml',
      '.env',
      'x/.env.local',
      'all.code-workspace',
      '.vscode/tasks.json',
      '.devcontainer/devcontainer.json',
    ])
      assert.ok(mayNameOldPlace(path), path);
    for (const path of ['a.yaml', 'tasks.json', 'env', 'src/.environment']) assert.ok(!mayNameOldPlace(path), path);
    assert.equal(composeName('_My Shop.2'), 'myshop2');
  });
});
