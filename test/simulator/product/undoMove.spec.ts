import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { useUserlands } from '../spec/userlands';
import { holderRole, runningProcesses } from '../state/processes';
import { difference, hashOf, outputOf } from './moves';
import { buildCli, endOf, startSlipway, type Ended } from './product';

/** A larger tree than every run needs. */
const files = Number(process.env['SLIPWAY_UNDO_FILES'] ?? 200);
const kills = Number(process.env['SLIPWAY_UNDO_KILLS'] ?? 3);

/** Names, kinds, contents and targets of all in a folder, by other programs than ours; nothing of the folders' own times. */
function contentsOf(folder: string): string[] {
  const listed = execFileSync('find', ['.', '-mindepth', '1', '-printf', '%P %y %l\\0'], { cwd: folder });
  const sums = execFileSync('sh', ['-c', 'find . -type f -print0 | sort -z | xargs -0 -r sha256sum'], { cwd: folder });
  return [...listed.toString().split('\0').sort(), sums.toString()];
}

describe('slipway move --undo in real userlands', function () {
  this.timeout(240_000);
  before(buildCli);
  const machine = useUserlands();

  const drive = (...path: string[]): string => join(machine().prepared.drives['C']!, 'work', ...path);
  const home = (...path: string[]): string => join(machine().folder, 'distros/Ubuntu/home/dev', ...path);
  const start = (...args: string[]): ChildProcess => startSlipway(machine(), ['move', '--format', 'json', ...args]);
  const move = async (...args: string[]): Promise<Ended> => endOf(start(...args));
  const undo = (...args: string[]): Promise<Ended> => move('--undo', '--yes', ...args);

  const write = (project: string, tree: Readonly<Record<string, string | Uint8Array>>): void => {
    for (const [path, content] of Object.entries(tree)) {
      const real = drive(project, path);
      mkdirSync(path.endsWith('/') ? real : dirname(real), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(real, content);
    }
  };

  const moved = async (project: string, folder: string): Promise<void> => {
    const ended = await move(`C:\\work\\${project}`, `Ubuntu:${folder}`, '--yes');
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(outputOf(ended).outcome, 'moved');
  };

  const many = (project: string, folders = 20, count = files): void =>
    write(
      project,
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`src/${at % folders}/file ${at}.ts`, `export const a = ${at};\n`]),
      ),
    );

  it('leaves the distro as it was before, over the drive as the distro has it mounted, and the source too', async () => {
    many('round', 6, 60);
    write('round', {
      'it\'s $HOME `id` "y" %s.txt': 'quotes',
      'line\nend.txt': 'line end',
      'back\\slash': 'slash',
      '-rf': 'an option',
      ' ': 'a blank',
      '日本語/ファイル 名.txt': 'こんにちは',
      [`${Array.from({ length: 15 }, (_, at) => `folder ${at}`).join('/')}/end.txt`]: 'deep',
      [`${'n'.repeat(200)}/${'ü'.repeat(120)}`]: 'long',
      'empty/empty/': '',
      'tool.sh': '#!/bin/sh\necho\n',
      'large.bin': Buffer.alloc(6 * 1024 * 1024, 'large'),
      'node_modules/left/index.js': '',
      '.env': 'ROOT=C:\\work\\round\\data\n',
      '.gitattributes': '*.txt text\n',
      'lines.txt': 'one\r\n',
    });
    symlinkSync('tool.sh', drive('round', 'inside'));
    const git = (...args: string[]): void => {
      const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
      const set = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'safe.directory=*'];
      execFileSync('git', [...set, ...args], { cwd: drive('round'), env, stdio: 'pipe' });
    };
    git('init', '-q');
    git('config', 'core.fileMode', 'false');
    git('add', '-A');
    git('commit', '-qm', 'first');
    execFileSync('chmod', ['-R', 'a+rwX', drive('round')]);
    await machine().wsl('-d', 'Ubuntu', '-e', 'true');
    const [before, source] = [contentsOf(home()), hashOf(drive('round'))];

    const holder = runningProcesses(machine().folder).find(
      ({ role, distro }) => role === holderRole && distro === 'Ubuntu',
    );
    assert.ok(holder, JSON.stringify(runningProcesses(machine().folder)));
    const file = JSON.parse(readFileSync(machine().prepared.machineFile, 'utf8')) as { drives: Record<string, string> };
    file.drives['C'] = `/proc/${holder.pid}/root/mnt/c`;
    const through = `${machine().folder}/through.json`;
    writeFileSync(through, JSON.stringify(file));
    const run = (...args: string[]): Promise<Ended> =>
      endOf(startSlipway(machine(), ['move', '--format', 'json', '--yes', ...args], machine().folder, through));

    const ended = await run('C:\\work\\round', 'Ubuntu:~/new/place/round');
    assert.equal(ended.code, 0, ended.stderr);
    const { git: setUp, pointers } = outputOf(ended);
    assert.deepEqual([setUp?.['isDone'], pointers.map((each) => each.applied)], [true, [true]]);
    assert.ok(existsSync(home('new/place/round/large.bin')));
    const planned = outputOf(await run('--undo', 'Ubuntu:~/new/place/round', '--dry-run'));
    assert.deepEqual(
      [planned.outcome, planned.undo?.changed.total, planned.undo?.added.total, planned.undo?.gone],
      ['planned', 0, 0, 0],
      JSON.stringify(planned.undo),
    );
    const count = execFileSync('find', [home('new/place/round'), '-type', 'f', '-printf', 'x'], { encoding: 'utf8' });
    assert.equal(planned.undo?.files, count.length);
    const taken = await run('--undo', 'Ubuntu:~/new/place/round');
    assert.deepEqual([taken.code, outputOf(taken).undo?.result?.isAllGone], [0, true], taken.stderr + taken.stdout);
    assert.deepEqual(contentsOf(home()), before);
    assert.equal(hashOf(drive('round')), source);
    const again = await run('--undo', 'Ubuntu:~/new/place/round');
    assert.deepEqual([again.code, outputOf(again).problem?.kind], [2, 'noRecord']);
  });

  it('leaves and names what was changed, added or taken since, and nothing else', async () => {
    many('worked');
    await moved('worked', '~/worked');
    writeFileSync(home('worked/src/1/file 1.ts'), 'mine\n');
    writeFileSync(home('worked/src/2/new.ts'), 'new\n');
    mkdirSync(home('worked/node_modules/a/b'), { recursive: true });
    writeFileSync(home('worked/node_modules/a/b/c.js'), '');
    rmSync(home('worked/src/3'), { recursive: true });
    const of = (folder: string): number =>
      execFileSync('find', [folder, '-type', 'f', '-printf', 'x'], { encoding: 'utf8' }).length;
    const gone = files - (of(home('worked/src')) - 1);
    const { undo: told, outcome } = outputOf(await undo('Ubuntu:~/worked'));
    assert.equal(outcome, 'undone');
    assert.deepEqual(told?.changed.first, ['src/1/file 1.ts']);
    assert.deepEqual([...told.added.first].sort(), ['node_modules', 'src/2/new.ts']);
    assert.equal(told.result?.files, files - gone - 1);
    assert.equal(told.result.isAllGone, false);
    const left = execFileSync('find', ['.', '-type', 'f'], { cwd: home('worked'), encoding: 'utf8' });
    assert.deepEqual(left.trim().split('\n').sort(), [
      './node_modules/a/b/c.js',
      './src/1/file 1.ts',
      './src/2/new.ts',
    ]);
    assert.equal(readFileSync(home('worked/src/1/file 1.ts'), 'utf8'), 'mine\n');
  });

  it('goes on after it was killed, at whatever moments', async () => {
    many('killed');
    const [before, source] = [contentsOf(home()), hashOf(drive('killed'))];
    await moved('killed', '~/killed');
    const count = (): number =>
      existsSync(home('killed/src'))
        ? execFileSync('find', [home('killed/src'), '-type', 'f', '-printf', 'x'], { encoding: 'utf8' }).length
        : 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const child = start('--undo', '--yes', 'Ubuntu:~/killed');
      const ending = endOf(child);
      const wanted = files - Math.ceil(((kill + Math.random()) / kills) * files);
      while (child.exitCode === null && count() > wanted) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await ending;
    }
    const ended = await undo('Ubuntu:~/killed');
    // The last one may just have come to its end when it was killed.
    if (ended.code !== 0) assert.equal(outputOf(ended).problem?.kind, 'noRecord', ended.stderr);
    assert.deepEqual(contentsOf(home()), before);
    assert.equal(hashOf(drive('killed')), source);
  });

  it('removes nothing outside while somebody puts links in the place of folders', async () => {
    many('raced', 40);
    write('raced', { 'mine.ts': '' });
    await moved('raced', '~/raced');
    // This stays, so the folder is never without anything of the move: between two renames nothing else is in it.
    writeFileSync(home('raced/mine.ts'), 'mine\n');
    cpSync(home('raced/src'), home('precious'), { recursive: true });
    const [precious, source] = [contentsOf(home('precious')), hashOf(drive('raced'))];
    const child = start('--undo', '--yes', 'Ubuntu:~/raced');
    const ending = endOf(child);
    const [folder, aside] = [home('raced/src'), home('aside')];
    let swaps = 0;
    while (child.exitCode === null) {
      try {
        renameSync(folder, aside);
        symlinkSync('../precious', folder);
        swaps += 1;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        unlinkSync(folder);
        renameSync(aside, folder);
      } catch {
        // It is gone.
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    }
    const ended = await ending;
    assert.equal(ended.code, 0, ended.stderr);
    assert.ok(swaps > 3, `${swaps} swaps`);
    assert.deepEqual(contentsOf(home('precious')), precious);
    assert.equal(hashOf(drive('raced')), source);
    // What was not removed for that goes with the next.
    if (existsSync(aside)) renameSync(aside, folder);
    const again = await undo('Ubuntu:~/raced');
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(readdirSync(home('raced')), ['mine.ts'], JSON.stringify(outputOf(again).undo));
    for (const each of ['precious', 'raced']) rmSync(home(each), { recursive: true });
  });

  it('lets one at a time at a place, at once, and takes over what was killed', async () => {
    many('twice');
    const first = start('C:\\work\\twice', 'Ubuntu:~/twice', '--yes');
    const ending = endOf(first);
    const staged = home('.twice.slipway-move/files/src');
    while (first.exitCode === null && !existsSync(staged)) await new Promise((resolve) => setTimeout(resolve, 2));
    first.kill('SIGSTOP');
    for (const args of [
      ['C:\\work\\twice', 'Ubuntu:~/twice', '--yes'],
      ['C:\\work\\twice', 'Ubuntu:~/twice', '--yes', '--discard'],
      ['--undo', 'Ubuntu:/home/dev/twice', '--yes'],
    ]) {
      const second = await move(...args);
      assert.deepEqual(outputOf(second).problem?.kind, 'moveGoingOn', args.join(' ') + second.stderr);
      assert.notEqual(second.code, 0);
    }
    first.kill('SIGKILL');
    await ending;
    await moved('twice', '~/twice');
    assert.deepEqual(difference(drive('twice'), home('twice')), []);
    assert.equal((await undo('Ubuntu:~/twice')).code, 0);

    const both = await Promise.all([1, 2].map(() => move('C:\\work\\twice', 'Ubuntu:~/twice', '--yes')));
    const outcomes = both.map((each) => outputOf(each));
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'moved').length, 1, JSON.stringify(outcomes));
    const [other] = outcomes.filter(({ outcome }) => outcome !== 'moved');
    assert.ok(['moveGoingOn', 'destinationUsed'].includes(other?.problem?.kind ?? ''), JSON.stringify(other));
    assert.deepEqual(difference(drive('twice'), home('twice')), []);
  });

  it('takes back from within a distro what was moved from Windows, and starts none without being told to', async () => {
    write('sides', { 'a/b.txt': 'b', 'c.txt': 'c' });
    await moved('sides', '~/sides');
    const inside = ['move', '--format', 'json', '--undo', 'Ubuntu:~/sides', '--dry-run'];
    const looked = await endOf(
      startSlipway(machine(), inside, drive('sides'), machine().prepared.machineFileIn('Ubuntu')),
    );
    assert.deepEqual([looked.code, outputOf(looked).undo?.files], [0, 2], looked.stderr);
    await machine().wsl('--terminate', 'Ubuntu');
    const refused = await undo('Ubuntu:~/sides');
    assert.deepEqual([refused.code, outputOf(refused).problem?.kind], [2, 'undoWouldStart'], refused.stdout);
    const listed = await machine().wsl('-l', '-v');
    assert.match(listed.text, /Ubuntu +Stopped/);
    const unasked = await move('--undo', '--start', 'Ubuntu:~/sides');
    assert.deepEqual([unasked.code, outputOf(unasked).outcome], [2, 'declined']);
    assert.ok(lstatSync(home('sides/c.txt')).isFile());
    const ended = await undo('--start', 'Ubuntu:~/sides');
    assert.equal(ended.code, 0, ended.stderr);
    assert.ok(!readdirSync(home()).includes('sides'));
  });
});
