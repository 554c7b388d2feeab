import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { discardCopy, runCopy, type CopyEnd, type CopyProgress } from '../../../../src/projects/move/copy';
import { useFolder } from '../../machine/temporary';
import { distro, FakeDistro } from './fakeDistro';

const never = new AbortController().signal;

/** What another program sees of a difference; empty where there is none. */
function difference(a: string, b: string): string {
  try {
    execFileSync('diff', ['-r', '--no-dereference', a, b], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

async function copied(
  fake: FakeDistro,
  name = 'shop',
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<CopyEnd> {
  return runCopy(fake.machine, await fake.order(name), never, onProgress);
}

describe('copying a project into a distro', function () {
  this.timeout(60_000);
  const folder = useFolder();

  it('brings everything there, with names of all kinds, times, links and empty folders', async () => {
    const fake = new FakeDistro(folder());
    const deep = Array.from({ length: 40 }, (_, at) => `folder ${at}`).join('/');
    fake.write({
      'a.txt': 'a\n',
      'it\'s $HOME `x` "y".txt': 'quotes',
      'line\nend.txt': 'line end',
      'back\\slash': 'slash',
      '-rf': 'option',
      '日本語/ファイル.txt': 'こんにちは',
      [`${deep}/end.txt`]: 'deep',
      [`${'n'.repeat(120)}/${'m'.repeat(200)}.txt`]: 'long',
      'empty/': '',
      README: '1',
      readme: '2',
      'tool.sh': '#!/bin/sh\necho\n',
      'large.bin': Buffer.alloc(9 * 1024 * 1024, 'large'),
    });
    symlinkSync('a.txt', join(fake.source, 'inside'));
    symlinkSync(join(fake.source, '日本語'), join(fake.source, 'absolute'));
    symlinkSync('/etc/passwd', join(fake.source, 'outside'));
    symlinkSync('../../else', join(fake.source, 'up'));
    utimesSync(join(fake.source, 'a.txt'), 1_600_000_000.123, 1_600_000_000.123456);
    utimesSync(join(fake.source, 'empty'), 1_500_000_000, 1_500_000_000);

    const end = await copied(fake);
    assert.equal(end.kind, 'done', JSON.stringify(end));
    const there = join(fake.home, 'shop');
    const told = difference(fake.source, there).trim().split('\n').sort();
    assert.equal(told.length, 3, told.join('\n'));
    assert.match(told.at(-1)!, /absolute.*differ/i);
    assert.equal(readlinkSync(join(there, 'absolute')), '日本語');
    assert.equal(readlinkSync(join(there, 'inside')), 'a.txt');
    assert.match(told.slice(0, 2).join(), /outside.*up/);
    const mode = (path: string): number => lstatSync(join(there, path)).mode & 0o777;
    assert.deepEqual([mode('a.txt'), mode('tool.sh'), mode('empty')], [0o644, 0o755, 0o755]);
    for (const path of ['a.txt', 'empty', 'large.bin', '.']) {
      const [was, is] = [fake.source, there].map((root) => lstatSync(join(root, path)).mtimeMs);
      assert.ok(Math.abs(was! - is!) < 0.01, `${path}: ${was} ${is}`);
    }
    assert.deepEqual(readdirSync(fake.home), ['shop']);
  });

  it('goes on where it was broken off, at whatever moment, and copies nothing twice', async () => {
    const fake = new FakeDistro(folder());
    const files = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, at) => [`folder ${at % 40}/file ${at}.txt`, `content ${at}\n`.repeat(at % 90)]),
    );
    fake.write(files);
    let resumed = 0;
    for (const stop of [700, 1_300, 1_990]) {
      const cancel = new AbortController();
      const end = await runCopy(fake.machine, await fake.order(), cancel.signal, ({ files: done, phase }) => {
        if (phase === 'copying' && done >= stop) cancel.abort();
      });
      assert.equal(end.kind, 'cancelled', JSON.stringify(end));
      assert.ok(!existsSync(join(fake.home, 'shop')));
    }
    // What was cut off in the middle is not believed.
    writeFileSync(join(fake.home, '.shop.slipway-move/files/folder 0/file 0.txt'), 'torn');
    writeFileSync(join(fake.home, '.shop.slipway-move/files/of an earlier run'), 'nobody knows it');
    const sent: number[] = [];
    const end = await copied(fake, 'shop', ({ phase, files: done }) => {
      if (phase === 'resuming') resumed = done;
      if (phase === 'copying') sent.push(done);
    });
    assert.equal(end.kind, 'done', JSON.stringify(end));
    assert.ok(resumed >= 1_000 && resumed < 2_000, `${resumed} were there`);
    assert.equal(sent.length, 2_000 - resumed);
    assert.equal(difference(fake.source, join(fake.home, 'shop')), '');
    assert.deepEqual(readdirSync(fake.home), ['shop']);
  });

  it('can be discarded as a whole', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'a.txt': 'a', 'b/c.txt': 'c' });
    const cancel = new AbortController();
    await runCopy(fake.machine, await fake.order(), cancel.signal, () => cancel.abort());
    assert.equal(await discardCopy(fake.machine, distro, join(fake.home, 'shop')), null);
    assert.deepEqual(readdirSync(fake.home), []);
  });

  it('discards nothing that only has the name of an unfinished copy', async () => {
    const fake = new FakeDistro(folder());
    const own = join(fake.home, '.shop.slipway-move');
    for (const mark of [null, '', '{"version":2}']) {
      rmSync(own, { recursive: true, force: true });
      mkdirSync(own);
      writeFileSync(join(own, 'mine.txt'), 'mine');
      if (mark !== null) writeFileSync(join(own, 'move.json'), mark);
      const end = await discardCopy(fake.machine, distro, join(fake.home, 'shop'));
      assert.deepEqual(end, { kind: 'failed', problem: { kind: 'stagingTaken', path: own } });
      assert.equal(readFileSync(join(own, 'mine.txt'), 'utf8'), 'mine');
    }
    rmSync(own, { recursive: true });
    assert.equal(await discardCopy(fake.machine, distro, join(fake.home, 'shop')), null);
  });

  it('holds what the project has in the end, however it changed meanwhile', async () => {
    const fake = new FakeDistro(folder());
    fake.write(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f/${at}.txt`, `${at}`])));
    fake.write({ 'gone/with it.txt': '', 'gone.txt': '' });
    let isDone = false;
    const end = await copied(fake, 'shop', ({ phase }) => {
      if (phase !== 'comparing' || isDone) return;
      isDone = true;
      fake.write({ 'f/1.txt': 'changed', 'new/folder/file.txt': 'new', 'hollow/': '' });
      symlinkSync('f', join(fake.source, 'link'));
      rmSync(join(fake.source, 'gone.txt'));
      rmSync(join(fake.source, 'gone'), { recursive: true });
    });
    assert.equal(end.kind, 'done', JSON.stringify(end));
    assert.equal(difference(fake.source, join(fake.home, 'shop')), '');
  });

  it('names files that go on changing, and goes on once they are still', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'still.txt': '', 'log/server.log': '' });
    let lines = 0;
    const end = await copied(fake, 'shop', ({ phase }) => {
      if (phase === 'comparing') fake.write({ 'log/server.log': 'line\n'.repeat((lines += 1)) });
    });
    assert.deepEqual(end, { kind: 'failed', problem: { kind: 'filesChanging', paths: ['log/server.log'] } });
    const again = await copied(fake);
    assert.equal(again.kind, 'done', JSON.stringify(again));
    assert.equal(difference(fake.source, join(fake.home, 'shop')), '');
  });

  it('names files that cannot be read, and copies all others first', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'a.txt': 'a', 'locked.db': 'l', 'z.txt': 'z' });
    const order = await fake.order();
    const { tree } = order;
    const read = tree.readSteady.bind(tree);
    tree.readSteady = (path) =>
      path === 'locked.db' ? Promise.resolve({ kind: 'failed', code: 'EBUSY' }) : read(path);
    const end = await runCopy(fake.machine, order, never, () => undefined);
    const problem = { kind: 'filesUnreadable', paths: ['locked.db'], evidence: 'locked.db: EBUSY' };
    assert.deepEqual(end, { kind: 'failed', problem });
    const again = await copied(fake);
    assert.equal(again.kind === 'done' && again.resumed, 2);
  });

  it('does not take an archive that broke off for a whole one', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'a.txt': 'a', 'b.txt': 'b' });
    const order = await fake.order();
    order.tree.readSteady = (path) =>
      path === 'b.txt' ? Promise.reject(new Error('nobody thought of it')) : Promise.resolve({ kind: 'changed' });
    const end = await runCopy(fake.machine, order, never, () => undefined);
    const problem = { kind: 'copyBroken', evidence: 'nobody thought of it' };
    assert.deepEqual(end, { kind: 'failed', problem });
    assert.ok(!existsSync(join(fake.home, 'shop')));
  });

  it('puts nothing in place that is not what was sent', async () => {
    const spoil = (act: string): string =>
      `#!/bin/sh\nwhile [ "$1" != -e ]; do shift; done\nshift\n"$@"; code=$?\ncase "$*" in *" tar -x "*) ${act};; esac\nexit $code\n`;
    for (const act of [
      'for l; do :; done; printf x >>"$l/files/a.txt"',
      'for l; do :; done; ln -sfn z "$l/files/link"',
    ]) {
      const fake = new FakeDistro(join(folder(), String(act.length)), spoil(act));
      fake.write({ 'a.txt': 'a', 'b.txt': 'b' });
      symlinkSync('a.txt', join(fake.source, 'link'));
      const end = await copied(fake);
      const paths = [act.includes('ln') ? 'link' : 'a.txt'];
      assert.deepEqual(end, { kind: 'failed', problem: { kind: 'copyDiffers', paths } });
      assert.ok(!existsSync(join(fake.home, 'shop')));
    }
  });

  it('tells a full disk from a distro that was killed, and loses nothing', async () => {
    const failing = (free: number): string => `#!/bin/sh
while [ "$1" != -e ]; do shift; done
shift
mkdir -p "$0.bin"
printf '#!/bin/sh\\necho x\\necho /dev/sdc 1000 900 ${free} 99%% /\\n' >"$0.bin/df"
chmod +x "$0.bin/df"
PATH="$0.bin:$PATH"
case "$*" in *" tar -x "*) head -c 1000 >/dev/null; echo 'tar: Kein Platz' >&2; exit 2;; esac
exec "$@"
`;
    for (const [free, kind] of [
      [10, 'distroFull'],
      [100_000, 'copyBroken'],
    ] as const) {
      const fake = new FakeDistro(join(folder(), kind), failing(free));
      fake.write({ 'large.bin': Buffer.alloc(3_000_000), 'a.txt': 'a' });
      const end = await copied(fake);
      assert.equal(end.kind === 'failed' ? end.problem.kind : end.kind, kind);
      assert.match(JSON.stringify(end), /Kein Platz/);
      assert.ok(!existsSync(join(fake.home, 'shop')));
    }
  });

  it('gives way to whatever came to be at the destination meanwhile', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'a.txt': 'a' });
    const end = await copied(fake, 'shop', ({ phase }) => {
      if (phase !== 'lookingAgain') return;
      mkdirSync(join(fake.home, 'shop'));
      writeFileSync(join(fake.home, 'shop', 'mine.txt'), 'mine');
    });
    assert.equal(end.kind === 'failed' && end.problem.kind, 'notRenamed');
    assert.deepEqual(readdirSync(join(fake.home, 'shop')), ['mine.txt']);
  });

  it('brings trees of any shape there', () =>
    fc.assert(
      fc.asyncProperty(anyTree, async (files) => {
        const fake = new FakeDistro(join(folder(), String((trees += 1))));
        for (const [path, content] of files) {
          // One name may stand for a file and a folder: the first counts.
          try {
            fake.write({ [path.join('/')]: content });
          } catch {
            continue;
          }
        }
        const before = difference(fake.source, fake.source);
        const end = await copied(fake);
        assert.equal(end.kind, 'done', JSON.stringify(end));
        assert.equal(before + difference(fake.source, join(fake.home, 'shop')), '');
      }),
      { numRuns: 6 },
    ));
});

let trees = 0;
const anyName = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.constantFrom('.git', 'a', 'A', '-x', '$(id)', '*', '~', 'con', 'aux.txt', ' ', "'", '"', '\\', '\n', '%s'),
  )
  .map((name) => name.replace(/[/\0]/g, '_'))
  .filter((name) => !/^\.{1,2}$|[\uF001-\uF07F]/.test(name) && !/\uFFFD|\p{Surrogate}/u.test(name));
const anyTree = fc.array(
  fc.tuple(fc.array(anyName, { minLength: 1, maxLength: 5 }), fc.uint8Array({ maxLength: 2_000 })),
  { maxLength: 40 },
);
