import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import { holderRole, runningProcesses } from '../state/processes';
import { useUserlands } from '../spec/userlands';
import { difference, filesIn, hashOf, listed, outputOf } from './moves';
import { buildCli, endOf, startSlipway, type Ended } from './product';

/** A larger tree than every run needs. */
const files = Number(process.env['SLIPWAY_MOVE_FILES'] ?? 1_200);
const kills = Number(process.env['SLIPWAY_MOVE_KILLS'] ?? 2);

describe('slipway move into real userlands', function () {
  this.timeout(180_000 + files * 100);
  before(buildCli);
  const machine = useUserlands();

  const drive = (...path: string[]): string => join(machine().prepared.drives['C']!, 'work', ...path);
  const home = (...path: string[]): string => join(machine().folder, 'distros/Ubuntu/home/dev', ...path);
  const start = (...args: string[]): ChildProcess => startSlipway(machine(), ['move', '--format', 'json', ...args]);
  /** The machine as it is, but that Windows has its drive C: through the mount of the distro: each access is one of FUSE. */
  const throughFuse = async (): Promise<string> => {
    await machine().wsl('-d', 'Ubuntu', '-e', 'true');
    const holder = runningProcesses(machine().folder).find(
      ({ role, distro }) => role === holderRole && distro === 'Ubuntu',
    );
    assert.ok(holder, JSON.stringify(runningProcesses(machine().folder)));
    const mounted = `/proc/${holder.pid}/root/mnt/c`;
    const kind = execFileSync('stat', ['-f', '-c', '%T', mounted], { encoding: 'utf8' });
    assert.match(kind, /^fuse/, 'it would be another test');
    const file = JSON.parse(readFileSync(machine().prepared.machineFile, 'utf8')) as { drives: Record<string, string> };
    file.drives['C'] = mounted;
    const through = `${machine().folder}/through.json`;
    writeFileSync(through, JSON.stringify(file));
    return through;
  };
  const move = async (...args: string[]): Promise<Ended> => endOf(start(...args));

  const write = (project: string, tree: Readonly<Record<string, string | Uint8Array>>): void => {
    for (const [path, content] of Object.entries(tree)) {
      const real = drive(project, path);
      mkdirSync(path.endsWith('/') ? real : dirname(real), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(real, content);
    }
  };

  /** Everything that makes trouble, and thousands that make none. */
  const trap = (project: string): void => {
    const deep = Array.from({ length: 60 }, (_, at) => `folder ${at}`).join('/');
    write(project, {
      'it\'s $HOME `id` "y" %s.txt': 'quotes',
      'line\nend.txt': 'line end',
      '-rf': 'an option',
      ' ': 'a blank',
      '日本語/ファイル 名.txt': 'こんにちは',
      [`${deep}/end.txt`]: 'deep',
      [`${'n'.repeat(200)}/${'ü'.repeat(120)}`]: 'long',
      'empty/empty/': '',
      'twins/README': '1',
      'twins/readme': '2',
      'tool.sh': '#!/bin/sh\necho\n',
      'large.bin': Buffer.alloc(12 * 1024 * 1024, 'large'),
      'node_modules/left/index.js': '',
      'venv/pyvenv.cfg': '',
      'crate/Cargo.toml': '',
      'crate/target/out': '',
      'target/kept': '',
    });
    for (let at = 0; at < files; at += 1) {
      write(project, { [`src/module ${at % 97}/file ${at}.ts`]: `export const value${at} = ${at};\n`.repeat(at % 60) });
    }
    symlinkSync('tool.sh', drive(project, 'inside'));
    symlinkSync('../日本語/ファイル 名.txt', drive(project, 'empty/nach "außen"\n$HOME'));
    symlinkSync('nowhere/at all', drive(project, 'dangling'));
    symlinkSync('..', drive(project, 'twins/round'));
    symlinkSync('/etc/passwd', drive(project, 'outside'));
  };

  it('brings thousands of files with all traps through FUSE, killed and taken up again, and leaves the source alone', async () => {
    trap('shop');
    const through = await throughFuse();
    const go = (): ChildProcess => {
      const args = ['move', '--format', 'json', 'C:\\work\\shop', 'Ubuntu:~/src/shop', '--yes'];
      return startSlipway(machine(), args, machine().folder, through);
    };
    const before = hashOf(drive('shop'));
    const there: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const child = go();
      const ending = endOf(child);
      const staged = home('src/.shop.slipway-move/files/src');
      const wanted = Math.floor(((kill + Math.random()) / kills) * 90);
      while (child.exitCode === null && !(existsSync(staged) && readdirSync(staged).length >= wanted)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      // Wherever that is: among files, in one, in a comparison, in the look at what is there already.
      await new Promise((resolve) => setTimeout(resolve, (Math.random() * files) / 100));
      child.kill('SIGKILL');
      await ending;
      assert.ok(!existsSync(home('src/shop')), 'nothing is in place before all is there');
      there.push(existsSync(staged) ? filesIn(staged) : 0);
    }
    const ended = await endOf(go());
    assert.equal(ended.code, 0, ended.stderr);
    const output = outputOf(ended);
    assert.equal(output.outcome, 'moved');
    const { files: moved, bytes, resumed } = output.result!;
    assert.ok(resumed > 0, 'what had arrived is not sent again');
    assert.equal(moved, filesIn(home('src/shop')));
    if (process.env['SLIPWAY_MOVE_FILES'] !== undefined) {
      const run = `${moved} files, ${bytes} bytes, of them ${resumed} there from ${kills} runs that were killed`;
      console.log(`      ${run} with ${there.join(', ')} in place; the last one took ${ended.seconds.toFixed(1)} s`);
    }
    assert.equal(hashOf(drive('shop')), before);
    assert.deepEqual(
      difference(drive('shop'), home('src/shop')),
      [`/crate: target`, ': node_modules', ': outside', ': venv'].map((end) => `Only in ${drive('shop')}${end}`).sort(),
    );
    const [old, made] = [listed(drive('shop'), 'T@', 'l'), listed(home('src/shop'), 'T@', 'l', 'm')];
    for (const [path, [kind, time, target, mode]] of made) {
      const wanted = path === 'tool.sh' || kind === 'd' ? '755' : '644';
      const [oldKind, oldTime, oldTarget] = old.get(path)!;
      assert.deepEqual([kind, target], [oldKind, oldTarget], path);
      // An archive keeps microseconds; it is not for a folder, in which files are made, nor for a link, to have that time.
      if (kind === 'f') assert.ok(Math.abs(Number(time) - Number(oldTime)) < 0.000_002, `${path}: ${time} ${oldTime}`);
      assert.equal(mode, kind === 'l' ? '777' : wanted, path);
    }
    assert.equal(made.get('dangling')?.[2], 'nowhere/at all');
    const { uid } = lstatSync(home());
    const owners = execFileSync('find', [home('src'), '!', '-uid', String(uid)], { encoding: 'utf8' });
    assert.equal(owners, '', 'all belongs to the default user');
    assert.deepEqual(readdirSync(home('src')), ['shop']);
  });

  it('refuses the tar of BusyBox before anything is copied, and does with all its other programs', async () => {
    const long = `${'n'.repeat(200)}/${'ü'.repeat(120)}`;
    write('busy', {
      'line\nend': '1',
      'back\\slash': '2',
      [long]: '3',
      'empty/': '',
      'tool.sh': '#!/bin/sh\n',
      日本: '4',
    });
    symlinkSync('tool.sh', drive('busy', 'inside'));
    const there = (...path: string[]): string => join(machine().folder, 'distros/Debian/home/dev', ...path);
    const asRoot = async (script: string): Promise<void> => {
      const done = await machine().wsl('-d', 'Debian', '-u', 'root', '--cd', '/', '-e', '/bin/sh', '-c', script);
      assert.equal(done.code, 0, done.text);
    };
    const before = readdirSync(there());
    // Not those that start others: as Debian builds them they take BusyBox's own, whatever the PATH says.
    await asRoot(
      'for each in $(busybox --list | grep -vxE "sh|ash|timeout|env"); do ln -sf /usr/bin/busybox "/usr/local/bin/$each"; done',
    );
    const refused = await move('C:\\work\\busy', 'Debian:~/busy', '--yes');
    assert.deepEqual([refused.code, outputOf(refused).problem?.kind], [2, 'tarTooSimple'], refused.stderr);
    assert.match(refused.stderr, /not GNU tar.*apk add tar/);
    assert.deepEqual(readdirSync(there()), before);

    // What "apk add tar" makes of it, also in the place of an empty folder.
    await asRoot('ln -sf /usr/bin/tar /usr/local/bin/tar');
    mkdirSync(there('empty'));
    execFileSync('chown', ['--reference', there(), there('empty')]);
    for (const place of ['busy', 'empty']) {
      const moved = await move('C:\\work\\busy', `Debian:~/${place}`, '--yes');
      assert.equal(moved.code, 0, `${place}: ${moved.stderr}`);
      assert.deepEqual(difference(drive('busy'), there(place)), []);
      const undone = await move('--undo', `Debian:~/${place}`, '--yes');
      assert.deepEqual([undone.code, outputOf(undone).undo?.result?.isAllGone], [0, true], undone.stderr);
      assert.deepEqual(readdirSync(there()), [...before, 'empty'].sort());
    }

    await asRoot('rm /usr/local/bin/tar && mv /usr/bin/tar /usr/bin/git /var/');
    const missing = await move('C:\\work\\busy', 'Debian:~/busy', '--yes');
    assert.deepEqual([missing.code, outputOf(missing).problem?.kind], [2, 'programsMissing'], missing.stderr);
    assert.match(missing.stderr, /lacks what the copy needs: tar\./);
    await asRoot('mv /var/tar /usr/bin/ && ln -s /usr/bin/tar /usr/local/bin/tar');
    execFileSync('git', ['init', '-q', drive('busy')]);
    const plan = await endOf(startSlipway(machine(), ['move', 'C:\\work\\busy', 'Debian:~/busy', '--dry-run']));
    assert.match(plan.stdout, /Debian has no git: the repository is copied as it is, and not set up for Linux\./);
  });

  it('moves from within a distro, into it or into another', async () => {
    write('inside', {
      'a.txt': 'a',
      'compose.yaml': 'services:\n  web:\n    volumes: ["/mnt/c/work/inside/data:/data"]\n',
    });
    for (const distro of ['Ubuntu', 'Debian']) {
      const args = ['move', '--format', 'json', '--yes', '.', `${distro}:inside`];
      const ended = await endOf(
        startSlipway(machine(), args, drive('inside'), machine().prepared.machineFileIn('Ubuntu')),
      );
      assert.equal(ended.code, 0, ended.stderr);
      const there = join(machine().folder, 'distros', distro, 'home/dev/inside');
      const output = outputOf(ended);
      assert.equal(output.plan!['source'], 'C:\\work\\inside');
      assert.deepEqual(
        output.pointers.map(({ file, applied }) => [file, applied]),
        [['compose.yaml', true]],
      );
      assert.match(readFileSync(join(there, 'compose.yaml'), 'utf8'), /"\/home\/dev\/inside\/data:\/data"/);
      assert.equal(readFileSync(join(there, 'a.txt'), 'utf8'), 'a');
    }
  });

  it('changes what still named the old place, in the new one alone, as its diff says', async () => {
    const old = {
      'compose.yaml':
        'services:\n  web:\n    image: x\n    volumes:\n      - C:\\work\\Old Shop\\data:/data\n      - ./src:/src\n',
      '.devcontainer/devcontainer.json': '{"mounts": ["source=C:\\\\work\\\\old shop\\\\cache,target=/c,type=bind"]}\n',
      '.env': 'ROOT=/mnt/c/work/Old Shop\nOTHER=C:/work/Old Shopping/x\n',
      'all.code-workspace': '{"folders":[{"path":"C:/work/Old Shop/web"}]}',
    };
    write('Old Shop', old);
    const plan = outputOf(await move('C:\\work\\Old Shop', 'Ubuntu:~/renamed', '--dry-run'));
    assert.equal(plan.outcome, 'planned');
    assert.ok(!existsSync(home('renamed')) && !existsSync(home('.renamed.slipway-move')));
    const output = outputOf(await move('C:\\work\\Old Shop', 'Ubuntu:~/renamed', '--yes'));
    assert.deepEqual(output.pointers.map(({ file }) => file).sort(), Object.keys(old).sort());
    for (const [path, text] of Object.entries(old)) assert.equal(readFileSync(drive('Old Shop', path), 'utf8'), text);
    const read = (path: string): string => readFileSync(home('renamed', path), 'utf8');
    assert.equal(
      read('compose.yaml'),
      'services:\n  web:\n    image: x\n    volumes:\n      - /home/dev/renamed/data:/data\n      - ./src:/src\n',
    );
    assert.match(read('.devcontainer/devcontainer.json'), /source=\/home\/dev\/renamed\/cache,target/);
    assert.equal(read('.env'), 'ROOT=/home/dev/renamed\nOTHER=C:/work/Old Shopping/x\nCOMPOSE_PROJECT_NAME=oldshop\n');
    assert.match(read('all.code-workspace'), /"path":"\/home\/dev\/renamed\/web"/);
    // The diffs are what happened: another program makes the same of the old files.
    const patched = join(machine().folder, 'patched');
    execFileSync('cp', ['-r', drive('Old Shop'), patched]);
    execFileSync('patch', ['-p1', '-s', '-d', patched], { input: output.pointers.map(({ diff }) => diff).join('') });
    assert.deepEqual(difference(patched, home('renamed')), []);
  });

  it('refuses what would not help or would harm, before anything is done', async () => {
    write('plain', { 'a.txt': 'a' });
    mkdirSync(home('used'), { recursive: true });
    writeFileSync(home('used/mine.txt'), 'mine');
    mkdirSync(home('.taken.slipway-move'), { recursive: true });
    symlinkSync('/mnt/c/work', home('drive'));
    for (const [source, target, kind] of [
      ['C:\\work\\plain', 'Ubuntu:~/used', 'destinationUsed'],
      ['C:\\work\\plain', 'Ubuntu:/mnt/c/work/new', 'destinationOnDrive'],
      ['C:\\work\\plain', 'Ubuntu:~/drive/new', 'destinationOnDrive'],
      ['C:\\work\\plain', 'Ubuntu:/etc/new', 'destinationReadOnly'],
      ['C:\\work\\plain', 'Ubuntu:~/taken', 'stagingTaken'],
      ['C:\\work\\plain', 'docker-desktop:/root/new', 'managedDistro'],
      ['C:\\work\\plain', 'Legacy-18.04:~/new', 'wsl1Distro'],
      ['C:\\work\\plain', 'Nope:~/new', 'distroGone'],
      ['C:\\work\\nowhere', 'Ubuntu:~/new', 'sourceNoFolder'],
      ['C:\\', 'Ubuntu:~/new', 'sourceNoFolder'],
      [home(), 'Ubuntu:~/new', 'sourceInDistro'],
    ] as const) {
      const ended = await move(source, target, '--yes');
      assert.equal(ended.code, 2, `${target}: ${ended.stderr}`);
      assert.equal(outputOf(ended).problem?.kind, kind, `${source} ${target}`);
      assert.match(ended.stderr, /\w/);
    }
    const unasked = await move('C:\\work\\plain', 'Ubuntu:~/new');
    assert.deepEqual([unasked.code, outputOf(unasked).outcome], [2, 'declined'], unasked.stdout);
    assert.deepEqual(readdirSync(home('used')), ['mine.txt']);
    assert.ok(!existsSync(home('new')));
  });

  it('tells a full disk and a distro that was ended, and goes on from there or cleans up', async () => {
    write('big', { 'a.txt': 'a', 'noise.bin': randomBytes(6 * 1024 * 1024), 'z.txt': 'z' });
    await machine().wsl('-d', 'Ubuntu', '-u', 'root', '-e', 'mkdir', '/small');
    await machine().wsl(
      '-d',
      'Ubuntu',
      '-u',
      'root',
      '-e',
      'mount',
      '-t',
      'tmpfs',
      '-o',
      'size=3m,mode=777',
      'x',
      '/small',
    );
    const full = await move('C:\\work\\big', 'Ubuntu:/small/big', '--yes');
    assert.deepEqual([full.code, outputOf(full).problem?.kind], [1, 'distroFull'], full.stderr);
    const cleaned = await move('C:\\work\\big', 'Ubuntu:/small/big', '--discard', '--yes');
    assert.deepEqual([cleaned.code, outputOf(cleaned).outcome], [0, 'discarded']);
    const left = await machine().wsl('-d', 'Ubuntu', '-e', 'ls', '-A', '/small');
    assert.deepEqual(left.text, '');

    for (let at = 0; at < 1_500; at += 1) write('big', { [`f/${at}`]: `${at}`.repeat(200) });
    const child = start('C:\\work\\big', 'Ubuntu:~/big', '--yes');
    const ending = endOf(child);
    const staged = home('.big.slipway-move/files/f');
    while (child.exitCode === null && !(existsSync(staged) && readdirSync(staged).length > 50)) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await machine().wsl('--terminate', 'Ubuntu');
    const ended = await ending;
    assert.equal(ended.code, 1, ended.stderr + ended.stdout);
    assert.ok(!existsSync(home('big')));
    const again = await move('C:\\work\\big', 'Ubuntu:~/big', '--yes');
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(difference(drive('big'), home('big')), []);
  });

  it('ends all that it started when it is cancelled, and says how to go on', async () => {
    write('cancelled', Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`f/${at}`, 'x'.repeat(at)])));
    const child = start('C:\\work\\cancelled', 'Ubuntu:~/cancelled', '--yes');
    const ending = endOf(child);
    const staged = home('.cancelled.slipway-move/files/f');
    while (child.exitCode === null && !existsSync(staged)) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGINT');
    const ended = await ending;
    assert.deepEqual([ended.code, outputOf(ended).outcome], [130, 'cancelled'], ended.stderr);
    assert.match(ended.stderr, /--discard/);
    const left = (): readonly unknown[] => runningProcesses(machine().folder).filter(({ role }) => role !== holderRole);
    await machine().until(() => left().length === 0);
    assert.equal((await move('C:\\work\\cancelled', 'Ubuntu:~/cancelled', '--discard', '--yes')).code, 0);
    assert.ok(!existsSync(home('.cancelled.slipway-move')) && !existsSync(home('cancelled')));
  });

  it('sets a repository of Windows up for Linux, which git finds whole and the same on both sides', async () => {
    write('repository', {
      '.gitattributes': '*.txt text\n',
      'lines.txt': 'one\r\n',
      tool: 'no shebang\n',
      link: 'lines.txt',
    });
    const git = (...args: string[]): void => {
      const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
      const set = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'safe.directory=*'];
      execFileSync('git', [...set, ...args], { cwd: drive('repository'), env, stdio: 'pipe' });
    };
    git('init', '-q');
    for (const setting of ['core.fileMode false', 'core.symlinks false', 'core.ignoreCase true']) {
      git('config', ...setting.split(' '));
    }
    git('add', '-A');
    git('update-index', '--chmod=+x', 'tool');
    const link = execFileSync('git', ['hash-object', '-w', '--no-filters', 'link'], {
      cwd: drive('repository'),
      encoding: 'utf8',
    });
    git('update-index', '--cacheinfo', `120000,${link.trim()},link`);
    git('commit', '-qm', 'first');
    execFileSync('chmod', ['-R', 'a+rwX', drive('repository')]);
    const before = hashOf(drive('repository'));
    const ended = await move('C:\\work\\repository', 'Ubuntu:~/repository', '--yes');
    assert.equal(ended.code, 0, ended.stderr);
    const { git: done } = outputOf(ended);
    assert.deepEqual(
      [
        done?.['toExecutable'],
        done?.['links'],
        done?.['lineEnds'],
        done?.['isDone'],
        done?.['isWhole'],
        done?.['differing'],
      ],
      [['tool'], ['link'], ['lines.txt'], true, true, []],
      JSON.stringify(done),
    );
    assert.equal(readlinkSync(home('repository/link')), 'lines.txt');
    assert.equal(readFileSync(home('repository/lines.txt'), 'utf8'), 'one\n');
    assert.equal(lstatSync(home('repository/tool')).mode & 0o777, 0o755);
    assert.equal(hashOf(drive('repository')), before);
    const status = await machine().wsl(
      '-d',
      'Ubuntu',
      '--cd',
      '/home/dev/repository',
      '-e',
      'git',
      'status',
      '--porcelain',
    );
    assert.deepEqual([status.code, status.text], [0, '']);
  });
});
