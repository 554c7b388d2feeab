import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askIsFolder, askLinuxPath, findSidePath, type WindowsFolder } from '../../../src/commands/sidePath';
import type { Output } from '../../../src/machine/command';
import { parseLocation } from '../../../src/text/location';
import { FakeMachine, hangs, type Answer } from '../state/fakeMachine';
import { minusOne, printed } from '../wsl/recordings';

const debian = { id: '{0a0b0c0d-1111-4222-8333-444455556666}', name: 'Debian' };
const never = new AbortController().signal;

function folderAt(path: string): WindowsFolder {
  const location = parseLocation(path);
  assert.ok(location?.kind === 'unc' || location?.kind === 'windows');
  return location;
}

const missing = (program: string): Output => ({
  ...printed('', 127),
  stderr: Buffer.from(`timeout: failed to run command '${program}': No such file or directory\n`),
});

/** A distro with these folders, in which wslpath gives this. */
class DistroMachine extends FakeMachine {
  constructor(
    private readonly wslpath: Answer,
    private readonly folders: readonly string[],
  ) {
    super({});
    this.answer = ({ args }) => {
      const [program, ...rest] = args.slice(8);
      if (program === 'wslpath') return this.wslpath;
      return printed('', this.folders.includes(rest[1] ?? '') ? 0 : 1);
    };
  }
}

const find = (machine: FakeMachine, path: string) => findSidePath(machine, debian, folderAt(path), never);

describe('the Linux side of a folder', () => {
  it('of a drive is where the distro says that it has it', async () => {
    const machine = new DistroMachine(printed('/windows/c/Users/dev/my 店\n'), ['/windows/c/Users/dev/my 店']);
    assert.deepEqual(await find(machine, 'c:/Users/dev/my 店'), { ok: true, value: '/windows/c/Users/dev/my 店' });
    const run = `wsl ${debian.id} --cd / -e timeout -s KILL 20`;
    assert.deepEqual(machine.calls, [
      `${run} wslpath -u C:\\Users\\dev\\my 店`,
      `${run} test -d /windows/c/Users/dev/my 店`,
    ]);
  });

  it('of a share is the path in its distro, which needs no translation', async () => {
    const machine = new DistroMachine(missing('wslpath'), ['/home/dev/my shop', '/']);
    const share = '\\\\wsl.localhost\\Debian\\home\\dev\\my shop';
    assert.deepEqual(await find(machine, share), { ok: true, value: '/home/dev/my shop' });
    assert.deepEqual(await find(machine, '\\\\wsl$\\Debian'), { ok: true, value: '/' });
    assert.ok(machine.calls.every((call) => !call.includes('wslpath')));
  });

  it('is none where the distro has no such folder, whoever says so', async () => {
    const none = { ok: true, value: null };
    assert.deepEqual(await find(new DistroMachine(printed('/mnt/c/x\n'), []), 'C:\\x'), none);
    assert.deepEqual(await find(new DistroMachine(missing('wslpath'), []), 'C:\\x'), none);
    assert.deepEqual(await find(new DistroMachine(printed('', 1), ['/mnt/c/x']), 'C:\\x'), none, 'no guess then');
    assert.deepEqual(await find(new DistroMachine(printed(''), []), '\\\\wsl$\\Debian\\x'), none);
  });

  for (const [path, usual] of [
    ['C:\\Users\\dev\\店', '/mnt/c/Users/dev/店'],
    ['d:/x', '/mnt/d/x'],
    ['C:\\', '/mnt/c'],
  ] as const) {
    it(`without wslpath is where drives mostly are, if that is there: ${path}`, async () => {
      const machine = new DistroMachine(missing('wslpath'), [usual]);
      assert.deepEqual(await find(machine, path), { ok: true, value: usual });
    });
  }

  it('is a problem where WSL fails, and nothing when cancelled', async () => {
    const gone = printed('No.\r\nCode: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n', minusOne);
    const failed = await find(new DistroMachine(gone, []), 'C:\\x');
    assert.ok(failed && !failed.ok && failed.problem.kind === 'distroNotFound');
    assert.deepEqual(await find(new DistroMachine(hangs, []), 'C:\\x'), { ok: false, problem: hangs });
    assert.equal(await find(new DistroMachine('cancelled', []), 'C:\\x'), null);
    const blanks = await findSidePath(new FakeMachine({}), { id: null, name: 'a b' }, folderAt('C:\\x'), never);
    assert.deepEqual(blanks, { ok: false, problem: { kind: 'nameHasBlanks', name: 'a b' } });
  });

  it('takes nothing but a clear answer for one', () => {
    const path = askLinuxPath(debian, 'C:\\x');
    const is = askIsFolder(debian, '/x');
    assert.ok('args' in path && 'args' in is);
    for (const output of [printed('oops\n'), printed(''), printed('/mnt/c/x\n', 2)]) assert.ok(!path.parse(output).ok);
    for (const output of [missing('test'), printed('', 2), printed('', 126)]) assert.ok(!is.parse(output).ok);
    assert.deepEqual(path.parse(printed('/mnt/c/\n')), { ok: true, value: { kind: 'path', path: '/mnt/c' } });
  });
});
