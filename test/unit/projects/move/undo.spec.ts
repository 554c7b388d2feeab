import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { carryOutMove } from '../../../../src/projects/move/carryOut';
import { listKept } from '../../../../src/projects/move/kept';
import { holdPlace, keyOf } from '../../../../src/projects/move/place';
import { planMove, type MovePlan } from '../../../../src/projects/move/plan';
import { applyPointers, findPointers } from '../../../../src/projects/move/pointers';
import { readRecord, recordText, type KeptMove } from '../../../../src/projects/move/record';
import { renewKept } from '../../../../src/projects/move/renew';
import { runUndo, type UndoEnd } from '../../../../src/projects/move/undo';
import { planUndo, type UndoPlan } from '../../../../src/projects/move/undoPlan';
import { joinWithRegistry } from '../../../../src/wsl/distro';
import { useFolder } from '../../machine/temporary';
import { FakeDistro } from './fakeDistro';

const never = new AbortController().signal;
const quiet = (): void => undefined;
const [ubuntu] = joinWithRegistry(
  {
    distros: [{ name: 'Ubuntu', state: 'running', wslVersion: 2, isDefault: true }],
    otherAccount: false,
    failure: null,
  },
  null,
);

/** Names of all kinds, in folders of all kinds. */
const tree = {
  'a.txt': 'a\n',
  'b.txt': 'b\n',
  'it\'s $HOME `x` "y" *.txt': 'quotes',
  'line\nend.txt': 'line end',
  'ends\n': 'with a line end',
  'back\\slash\\0134': 'slash',
  'return\r.txt': 'return',
  '-rf': 'option',
  ' ': 'blank',
  '日本語/ファイル.txt': 'こんにちは',
  'a/b/c/d.txt': 'd',
  'a/b/e.txt': 'e',
  'line\nfolder/x\\y/z': 'z',
  ' led/ by/blanks ': 'blanks',
  'empty/empty/': '',
  'empty.txt': '',
};

/** What there is in a folder: names, kinds, contents, where links lead. */
function listed(folder: string): string[] {
  const listing = execFileSync('find', ['.', '-mindepth', '1', '-printf', '%P %y %s %T@ %l\\0'], { cwd: folder });
  const sums = execFileSync('sh', ['-c', 'find . -type f -print0 | sort -z | xargs -0 -r sha256sum'], { cwd: folder });
  return [...listing.toString().split('\0').sort(), sums.toString()];
}

async function planned(fake: FakeDistro, name: string): Promise<MovePlan> {
  const source = fake.machine.locate(fake.source);
  const side = { name: 'Ubuntu', drives: { root: '/mnt/' } };
  const request = { source, windowsPath: 'C:\\work\\shop', tree: await fake.tree(), distro: ubuntu!, side };
  const whole = { ...request, destination: join(fake.home, name), pathInDistro: null };
  const end = await planMove(fake.machine, whole, new Set(), never);
  assert.ok(end.kind === 'plan', JSON.stringify(end));
  return end.plan;
}

async function moved(fake: FakeDistro, name = 'shop'): Promise<MovePlan> {
  const plan = await planned(fake, name);
  const end = await carryOutMove(fake.machine, plan, never, quiet);
  assert.ok(end.kind === 'done' && end.isKept, JSON.stringify(end));
  return plan;
}

async function lookedAt(fake: FakeDistro, name = 'shop', mayStart = false): ReturnType<typeof planUndo> {
  return planUndo(fake.machine, { distro: 'ubuntu', folder: join(fake.home, name), mayStart }, never, quiet);
}

async function undoPlan(fake: FakeDistro, name = 'shop'): Promise<UndoPlan> {
  const end = await lookedAt(fake, name);
  assert.ok(end.kind === 'plan', JSON.stringify(end));
  return end.plan;
}

async function undone(fake: FakeDistro, plan: UndoPlan): Promise<Extract<UndoEnd, { kind: 'done' }>> {
  const end = await runUndo(fake.machine, plan, never, quiet);
  assert.ok(end.kind === 'done', JSON.stringify(end));
  return end;
}

async function refusal(fake: FakeDistro, mayStart = false): Promise<string> {
  const end = await lookedAt(fake, 'shop', mayStart);
  return end.kind === 'refused' ? end.problem.kind : end.kind;
}

describe('taking a move back', function () {
  this.timeout(120_000);
  const folder = useFolder();

  const begin = (): FakeDistro => {
    const fake = new FakeDistro(folder());
    fake.write(tree);
    symlinkSync('a.txt', join(fake.source, 'link'));
    symlinkSync('../a/b', join(fake.source, 'empty/up\nlink'));
    writeFileSync(join(fake.home, 'other.txt'), 'of somebody else');
    return fake;
  };

  for (const shell of ['dash', 'bash', 'busybox'] as const) {
    it(`leaves the distro as it was before, with the programs of ${shell}, and the old folder too`, async function () {
      const found = spawnSync('which', [shell], { encoding: 'utf8' });
      if (found.status !== 0) return this.skip();
      const fake = begin();
      fake.write(Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`many/${at % 2}/${at}`, `${at}`])));
      const [home, source] = [listed(fake.home), listed(fake.source)];
      await moved(fake, 'new/folders/shop');
      const path = found.stdout.trim();
      const own = ['sh', 'timeout', 'find', 'xargs', 'ls', 'cat', 'mktemp', 'stat', 'sha256sum', 'readlink', 'rm'];
      const names = [...own, 'rmdir', 'df', 'env'];
      const which = (name: string): string => execFileSync('which', [name], { encoding: 'utf8' }).trim();
      const programs = names.map((name) => [name, shell === 'busybox' || name === 'sh' ? path : which(name)] as const);
      fake.install(Object.fromEntries(programs));
      const plan = await undoPlan(fake, 'new/folders/shop');
      assert.deepEqual([plan.changed, plan.added, plan.withoutOriginal, plan.gone], [[], [], [], 0]);
      assert.deepEqual([plan.removed.files.size, plan.removed.links.size], [Object.keys(tree).length - 1 + 150, 2]);
      const end = await undone(fake, plan);
      assert.deepEqual([end.files, end.links, end.isAllGone], [plan.removed.files.size, 2, true]);
      assert.deepEqual(listed(fake.home), home);
      assert.deepEqual(listed(fake.source), source);
      assert.deepEqual(await listKept(fake.machine), []);
    });
  }

  it('keeps an empty folder that was there before', async () => {
    const fake = begin();
    mkdirSync(join(fake.home, 'shop'));
    await moved(fake);
    assert.equal((await undone(fake, await undoPlan(fake))).isAllGone, true);
    assert.deepEqual(readdirSync(join(fake.home, 'shop')), []);
  });

  it('leaves and names what somebody changed, added or put in the place of something', async () => {
    const fake = begin();
    await moved(fake);
    const there = join(fake.home, 'shop');
    const old = statSync(join(there, 'a.txt'));
    writeFileSync(join(there, 'a.txt'), 'A\n');
    utimesSync(join(there, 'a.txt'), old.atime, old.mtime);
    writeFileSync(join(there, 'a/b/new.txt'), 'new');
    mkdirSync(join(there, 'node_modules/x'), { recursive: true });
    writeFileSync(join(there, 'node_modules/x/y'), '');
    rmSync(join(there, 'b.txt'));
    // The same content, by way of a link of somebody's own.
    rmSync(join(there, 'a/b/e.txt'));
    writeFileSync(join(fake.home, 'e.txt'), 'e');
    symlinkSync('../../../e.txt', join(there, 'a/b/e.txt'));
    rmSync(join(there, 'link'));
    symlinkSync('b.txt', join(there, 'link'));
    const before = listed(there);
    const plan = await undoPlan(fake);
    assert.deepEqual(listed(there), before, 'looking changes nothing');
    assert.deepEqual([...plan.changed].sort(), ['a.txt', 'a/b/e.txt', 'link']);
    assert.deepEqual([...plan.added].sort(), ['a/b/new.txt', 'node_modules']);
    assert.equal(plan.gone, 1);
    const end = await undone(fake, plan);
    assert.equal(end.isAllGone, false);
    assert.deepEqual(
      execFileSync('find', ['.', '-mindepth', '1'], { cwd: there, encoding: 'utf8' }).trim().split('\n').sort(),
      [
        './a',
        './a.txt',
        './a/b',
        './a/b/e.txt',
        './a/b/new.txt',
        './link',
        './node_modules',
        './node_modules/x',
      ].concat('./node_modules/x/y'),
    );
    assert.equal(readFileSync(join(fake.home, 'e.txt'), 'utf8'), 'e');
    // What stayed stays on record, and goes once it is again what was written.
    writeFileSync(join(there, 'a.txt'), 'a\n');
    const again = await undoPlan(fake);
    assert.deepEqual([...again.removed.files.keys()], ['a.txt']);
    await undone(fake, again);
    assert.ok(!existsSync(join(there, 'a.txt')));
  });

  it('never follows a link out that came to be in the place of a folder, before the plan or after it', async () => {
    for (const when of ['before', 'after'] as const) {
      const fake = new FakeDistro(join(folder(), when));
      fake.write(tree);
      await moved(fake);
      const [there, away] = [join(fake.home, 'shop'), join(fake.home, 'away')];
      const swap = (): void => {
        renameSync(join(there, 'a'), away);
        symlinkSync(away, join(there, 'a'));
      };
      if (when === 'before') swap();
      const plan = await undoPlan(fake);
      if (when === 'after') swap();
      const outside = listed(away);
      const end = await undone(fake, plan);
      assert.deepEqual(listed(away), outside, when);
      assert.ok(lstatSync(join(there, 'a')).isSymbolicLink());
      assert.deepEqual(readdirSync(there), ['a']);
      assert.deepEqual(when === 'before' ? plan.changed : end.left, ['a']);
    }
  });

  it('looks again before anything goes: what changed after the plan stays', async () => {
    const fake = begin();
    await moved(fake);
    const plan = await undoPlan(fake);
    writeFileSync(join(fake.home, 'shop/a/b/c/d.txt'), 'D');
    writeFileSync(join(fake.home, 'shop/日本語/mine'), 'mine');
    const end = await undone(fake, plan);
    assert.deepEqual([...end.left].sort(), ['a', 'a/b', 'a/b/c', 'a/b/c/d.txt', '日本語']);
    assert.deepEqual(readdirSync(join(fake.home, 'shop')).sort(), ['a', '日本語']);
    assert.equal(readFileSync(join(fake.home, 'shop/a/b/c/d.txt'), 'utf8'), 'D');
  });

  it('removes nothing of a folder that only looks the same, nor one that nobody moved', async () => {
    const fake = begin();
    assert.equal(await refusal(fake), 'noRecord');
    await moved(fake);
    const there = join(fake.home, 'shop');
    cpSync(there, join(fake.home, 'copy'), { recursive: true, verbatimSymlinks: true });
    rmSync(there, { recursive: true });
    renameSync(join(fake.home, 'copy'), there);
    const before = listed(there);
    assert.equal(await refusal(fake), 'otherFolder');
    assert.deepEqual(listed(there), before);
  });

  it('removes nothing that may be the only one left', async () => {
    const fake = begin();
    await moved(fake);
    rmSync(join(fake.source, 'a/b'), { recursive: true });
    const plan = await undoPlan(fake);
    assert.deepEqual([...plan.withoutOriginal].sort(), ['a/b/c/d.txt', 'a/b/e.txt']);
    assert.ok(!plan.removed.folders.has('a/b/c'));
    await undone(fake, plan);
    assert.equal(readFileSync(join(fake.home, 'shop/a/b/c/d.txt'), 'utf8'), 'd');
    rmSync(fake.source, { recursive: true });
    assert.equal(await refusal(fake), 'oldFolderGone');
  });

  it('starts no distro without being told to, and needs all programs with which it compares', async () => {
    const fake = begin();
    await moved(fake);
    fake.say('Stopped');
    const calls = fake.calls.length;
    assert.equal(await refusal(fake), 'undoWouldStart');
    assert.deepEqual(fake.calls.slice(calls), ['-l -v']);
    assert.equal(await refusal(fake, true), 'plan');
    const which = (name: string): string => execFileSync('which', [name], { encoding: 'utf8' }).trim();
    const names = ['sh', 'timeout', 'find', 'xargs', 'ls', 'cat', 'mktemp', 'stat', 'readlink', 'rm', 'rmdir', 'df'];
    fake.install(Object.fromEntries(names.map((name) => [name, which(name)])));
    const end = await lookedAt(fake, 'shop', true);
    assert.deepEqual(
      end.kind === 'refused' && end.problem,
      { kind: 'programsMissing', name: 'Ubuntu', programs: ['sha256sum'] },
      JSON.stringify(end),
    );
    assert.equal(readdirSync(join(fake.home, 'shop')).length > 5, true);
  });

  it('goes on after it was broken off, at whatever moment, and says so', async () => {
    const fake = begin();
    fake.write(Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`many/${at % 12}/${at}`, `${at}`])));
    const home = listed(fake.home);
    await moved(fake);
    for (const stop of ['many/0/0', 'many/7/7']) {
      const cancel = new AbortController();
      const running = runUndo(fake.machine, await undoPlan(fake), cancel.signal, quiet);
      while (existsSync(join(fake.home, 'shop', stop))) await new Promise((resolve) => setTimeout(resolve, 1));
      cancel.abort();
      assert.equal((await running).kind, 'cancelled');
      assert.ok(existsSync(join(fake.home, 'shop')));
    }
    const plan = await undoPlan(fake);
    assert.ok(plan.record.undone);
    assert.ok(plan.gone > 0);
    assert.equal((await undone(fake, plan)).isAllGone, true);
    assert.deepEqual(listed(fake.home), home);
  });

  it('takes back what the move itself wrote anew, as it is then', async () => {
    const fake = new FakeDistro(folder());
    fake.write({
      'compose.yaml': 'services:\n  web:\n    volumes: ["C:\\\\work\\\\shop\\\\data:/data"]\n',
      '.env': 'A=1\n',
    });
    const plan = await moved(fake, 'renamed');
    const edits = await findPointers(plan.request.tree, plan.survey.mayNameOldPlace, plan.request);
    assert.deepEqual(edits.map(({ path }) => path).sort(), ['.env', 'compose.yaml']);
    await applyPointers(fake.machine, ubuntu!, plan.request.destination, edits, never);
    assert.deepEqual([...(await undoPlan(fake, 'renamed')).changed].sort(), ['.env', 'compose.yaml']);
    await renewKept(fake.machine, plan, { edits });
    const undo = await undoPlan(fake, 'renamed');
    assert.deepEqual(undo.changed, []);
    await undone(fake, undo);
    assert.deepEqual(readdirSync(fake.home), []);
  });

  it('takes back a file of its own making, of which the old folder has none', async () => {
    const fake = new FakeDistro(folder());
    fake.write({ 'compose.yaml': 'services: {}\n' });
    const plan = await moved(fake, 'renamed');
    const edits = await findPointers(plan.request.tree, plan.survey.mayNameOldPlace, plan.request);
    assert.deepEqual(
      edits.map(({ path, before }) => [path, before]),
      [['.env', null]],
    );
    await applyPointers(fake.machine, ubuntu!, plan.request.destination, edits, never);
    await renewKept(fake.machine, plan, { edits });
    await undone(fake, await undoPlan(fake, 'renamed'));
    assert.deepEqual(readdirSync(fake.home), []);
  });

  it('lets one at a time at a place, and takes over what a process left that is gone', async () => {
    const fake = begin();
    const plan = await planned(fake, 'shop');
    const held = await holdPlace(fake.machine, plan.place);
    assert.ok(held.kind === 'held');
    assert.equal((await holdPlace(fake.machine, plan.place)).kind, 'moveGoingOn');
    const second = await planMove(fake.machine, plan.request, new Set(), never);
    assert.equal(second.kind === 'refused' && second.problem.kind, 'moveGoingOn');
    // Another place, and the same by another way.
    const other = await planned(fake, 'other');
    assert.notEqual(keyOf(other.place), keyOf(plan.place));
    symlinkSync(fake.home, join(fake.home, 'way'));
    const request = { ...plan.request, destination: join(fake.home, 'way/shop') };
    const same = await planMove(fake.machine, request, new Set(), never);
    assert.equal(same.kind === 'refused' && same.problem.kind, 'moveGoingOn');
    await held.release();
    await moved(fake);
    const undo = await undoPlan(fake);
    const again = await holdPlace(fake.machine, plan.place);
    assert.ok(again.kind === 'held');
    assert.equal(await refusal(fake), 'moveGoingOn');
    const end = await runUndo(fake.machine, undo, never, quiet);
    assert.equal(end.kind === 'failed' && end.problem.kind, 'moveGoingOn');
    await again.release();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const moves = join(fake.source, '../../Users/dev/AppData/Local/Slipway/moves');
    writeFileSync(join(moves, `${keyOf(plan.place)}.lock`), `${pid} of-a-process-that-is-gone`);
    await undone(fake, undo);
    assert.deepEqual(readdirSync(moves), []);
  });
});

describe('the record of a move', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[/\0]|^\.{1,2}$/.test(text));
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
  const record = {
    version: 1,
    distro: { id: null, name: 'Ubuntu' },
    folder: '/home/u/shop',
    source: 'C:\\work\\shop',
    include: [],
    moved: '2026-01-02T03:04:05.678Z',
    inode: '42',
    made: ['/home/u'],
    wasThere: false,
    undone: null,
  } as const;

  it('is read as it was written, and not at all when it is not whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.nat(), hash)), fc.array(fc.tuple(path, name)), (files, links) => {
        const kept: KeptMove = {
          record,
          written: {
            files: new Map(files.map(([at, size, sum]) => [at, { size, hash: sum }])),
            links: new Map(links),
            folders: new Set(files.map(([at]) => `${at} folder`)),
          },
        };
        const text = recordText(kept);
        assert.deepEqual(readRecord(text), kept);
        if (files.length + links.length > 0) {
          assert.equal(readRecord(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)), null);
        }
      }),
    );
  });

  it('names nothing outside of the folder', () => {
    const empty = { files: new Map(), links: new Map(), folders: new Set<string>() };
    for (const bad of ['../x', 'a/../../x', '/etc/passwd', '.', '', 'a//b', 'a/\0']) {
      const text = recordText({ record, written: { ...empty, folders: new Set([bad]) } });
      assert.equal(readRecord(text), null, bad);
    }
    assert.ok(readRecord(recordText({ record, written: { ...empty, folders: new Set(['a/..b']) } })));
  });
});
