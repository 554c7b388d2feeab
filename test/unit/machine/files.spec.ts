import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { findFiles } from '../../../src/machine/findFiles';
import { silentLog } from '../../../src/machine/log';
import { openMachine, type Machine } from '../../../src/machine/machine';
import { writeMachine } from './standIn';
import { useFolder } from './temporary';

const folder = useFolder();
let machine: Machine;

const at = (...parts: string[]): string => join(folder(), ...parts);
const accesses = (): string[] =>
  readFileSync(at('gate.log'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { distro: string; path: string })
    .map(({ distro, path }) => `${distro}:${path}`);

describe('files of the machine', () => {
  beforeEach(() => {
    machine = openMachine(silentLog, { SLIPWAY_MACHINE: writeMachine(folder()) });
  });

  it('on a drive are read without any gate', async () => {
    for (const path of [
      'C:\\Users\\dev\\a.txt',
      'c:/Users/dev/a.txt',
      '\\\\?\\C:\\Users\\dev\\a.txt',
      at('C/Users/dev/a.txt'),
    ]) {
      assert.deepEqual(await machine.files.read(path), { kind: 'ok', value: 'C/Users/dev/a.txt' }, path);
    }
    assert.deepEqual(await machine.files.kindOf('C:\\Users'), { kind: 'ok', value: 'folder' });
    assert.deepEqual(accesses(), []);
  });

  const waysIn: Readonly<Record<string, () => string>> = {
    'a share': () => '\\\\wsl.localhost\\Ubuntu\\etc\\a.txt',
    'the old name of a share': () => '\\\\wsl$\\Ubuntu\\etc\\a.txt',
    'other case and slashes': () => '//WSL.LOCALHOST/ubuntu/etc/a.txt',
    'a path past Windows’ rules': () => '\\\\?\\UNC\\wsl.localhost\\Ubuntu\\etc\\a.txt',
    'a device path': () => '\\\\.\\UNC\\wsl$\\Ubuntu\\etc\\a.txt',
    'the real folder of a share': () => at('distros/Ubuntu/etc/a.txt'),
    'dots from a drive into a share': () => at('C/Users') + '/../../distros/Ubuntu/etc/a.txt',
    'dots within a share': () => '\\\\wsl.localhost\\Ubuntu\\usr\\..\\etc\\.\\a.txt',
    'dots that would leave the share': () => '\\\\wsl.localhost\\Ubuntu\\..\\..\\etc\\a.txt',
    'a relative path': () => relative(process.cwd(), at('distros/Ubuntu/etc/a.txt')),
    'doubled slashes': () => at('distros') + '//Ubuntu///etc/a.txt',
  };
  for (const [title, path] of Object.entries(waysIn)) {
    it(`in a stopped distro are not touched through ${title}`, async () => {
      assert.deepEqual(await machine.files.read(path()), { kind: 'wouldStart', distro: 'Ubuntu' });
      assert.deepEqual(accesses(), []);
      machine.gate.setRunning(['Ubuntu']);
      assert.deepEqual(await machine.files.read(path()), { kind: 'ok', value: 'distros/Ubuntu/etc/a.txt' });
      assert.equal(accesses().length, 1);
      assert.match(accesses()[0]!, /^Ubuntu:\/etc\/a\.txt$/i);
    });
  }

  it('of one distro do not open those of another whose name begins alike', async () => {
    machine.gate.setRunning(['Ubuntu']);
    for (const path of ['\\\\wsl.localhost\\Ubuntu-24.04\\etc\\a.txt', at('distros/Ubuntu-24.04/etc/a.txt')]) {
      assert.deepEqual(await machine.files.read(path), { kind: 'wouldStart', distro: 'Ubuntu-24.04' });
    }
    machine.gate.setRunning(['Ubuntu-24.04']);
    assert.equal((await machine.files.read(at('distros/Ubuntu/etc/a.txt'))).kind, 'wouldStart');
    assert.deepEqual(accesses(), []);
  });

  it('in a share that nobody described are not touched either', async () => {
    const path = '\\\\wsl.localhost\\Nobody\\etc\\a.txt';
    assert.deepEqual(await machine.files.read(path), { kind: 'wouldStart', distro: 'Nobody' });
  });

  const links: Readonly<Record<string, () => [path: string, target: string]>> = {
    'a link to a file': () => [at('C/link.txt'), at('distros/Ubuntu/etc/a.txt')],
    'a link to a folder': () => [at('C/linked'), at('distros/Ubuntu/etc')],
    'a relative link': () => [at('C/Users/near'), '../../distros/Ubuntu/etc'],
    'a link to a link': () => {
      symlinkSync(at('distros/Ubuntu'), at('C/first'));
      return [at('C/second'), 'first/etc'];
    },
  };
  for (const [title, make] of Object.entries(links)) {
    it(`behind ${title} that leads into a stopped distro are not touched`, async () => {
      const [link, target] = make();
      symlinkSync(target, link);
      const path = link.endsWith('.txt') ? link : join(link, 'a.txt');
      const user = path.replace(at('C'), 'C:').replaceAll('/', '\\');
      for (const each of [path, user]) {
        assert.deepEqual(await machine.files.read(each), { kind: 'wouldStart', distro: 'Ubuntu' });
        assert.equal((await machine.files.kindOf(each)).kind, 'wouldStart');
      }
      assert.equal((await findFiles(machine.files, link, () => true)).kind, 'wouldStart');
      assert.deepEqual(accesses(), []);
      assert.deepEqual(await machine.files.read(path, { wish: true }), {
        kind: 'ok',
        value: 'distros/Ubuntu/etc/a.txt',
      });
      assert.deepEqual(accesses(), ['Ubuntu:/etc/a.txt']);
    });
  }

  it('behind a folder that has become a link a moment ago are not touched', async () => {
    const path = at('C/moved/etc/a.txt');
    mkdirSync(at('C/moved/etc'), { recursive: true });
    writeFileSync(path, 'here');
    assert.deepEqual(await machine.files.read(path), { kind: 'ok', value: 'here' });
    rmSync(at('C/moved'), { recursive: true });
    symlinkSync(at('distros/Ubuntu'), at('C/moved'));
    await setTimeout(1100);
    assert.deepEqual(await machine.files.read(path), { kind: 'wouldStart', distro: 'Ubuntu' });
    assert.deepEqual(accesses(), []);
  });

  it('behind links that go in a circle or nowhere are a failure, told in time', async () => {
    symlinkSync('b', at('C/a'));
    symlinkSync('a', at('C/b'));
    symlinkSync('absent', at('C/nowhere'));
    const circle = await machine.files.read(at('C/a'));
    assert.ok(circle.kind === 'failed' && circle.code === 'ELOOP');
    const nowhere = await machine.files.read('C:\\nowhere');
    assert.ok(nowhere.kind === 'failed' && nowhere.code === 'ENOENT');
  });

  it('are found below a folder, without following links or looking into dependencies', async () => {
    for (const path of ['C/p/compose.yaml', 'C/p/.devcontainer/compose.yml', 'C/p/node_modules/x/compose.yaml']) {
      mkdirSync(at(path, '..'), { recursive: true });
      writeFileSync(at(path), '');
    }
    symlinkSync(at('distros/Ubuntu'), at('C/p/linked'));
    writeFileSync(at('distros/Ubuntu/compose.yaml'), '');
    assert.deepEqual(await findFiles(machine.files, 'C:\\p', (path) => /compose\.ya?ml$/.test(path)), {
      kind: 'ok',
      value: {
        files: ['.devcontainer/compose.yml', 'compose.yaml'],
        links: new Set(),
        ignored: [],
        closed: [],
        repositories: [],
      },
    });
    assert.deepEqual(accesses(), []);
  });

  it('that cannot be read say why in a sentence', async () => {
    const absent = await machine.files.read(at('C/absent.yaml'));
    assert.deepEqual(absent, { kind: 'failed', code: 'ENOENT', reason: 'absent.yaml does not exist.' });
    const below = await machine.files.read(at('C/Users/dev/a.txt/x'));
    assert.equal(below.kind === 'failed' && below.reason, 'x does not exist.');
    const isFolder = await machine.files.read(at('C/Users'));
    assert.deepEqual(isFolder, { kind: 'failed', code: 'EISDIR', reason: 'Users is a folder.' });
  });
});
