import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { runMove, type MoveEnd } from '../../../../src/commands/care/moveJob';
import type { Output, RunFailure } from '../../../../src/machine/command';
import { Files } from '../../../../src/machine/files';
import { realPlaces } from '../../../../src/machine/places';
import { FakeMachine, noRegistry, registry } from '../../state/fakeMachine';
import { printed } from '../../wsl/recordings';

const id = '{00000000-1111-4222-8333-444455556666}';
const gone = { kind: 'failed', code: 'ENOENT', reason: 'gone' } as const;
const late: RunFailure = { kind: 'timeout', program: 'wsl', command: 'wsl.exe -l -q', seconds: 15 };

/** Moves a distro that does not run, where wsl.exe and reg.exe answer like this. */
function move(moved: Output | 'cancelled', names: Output | RunFailure, registered: Output): Promise<MoveEnd> {
  const machine = new FakeMachine({});
  machine.answer = ({ program, args }) => (program === 'reg' ? registered : args[0] === '--manage' ? moved : names);
  const target = { folder: 'D:\\moved', was: 'empty' } as const;
  const wish = { id, name: 'Ubuntu', disk: 'C:\\wsl\\0\\ext4.vhdx', isRunning: false, target };
  return runMove(machine, wish, new AbortController().signal);
}

describe('where a distro is after a move that came to nothing', () => {
  const where = async (...args: Parameters<typeof move>): Promise<unknown> => {
    const end = await move(...args);
    return end.kind === 'done' ? 'done' : [end.kind, end.where, end.left];
  };

  it('may still be on its way where WSL answers nobody', async () => {
    assert.deepEqual(await where('cancelled', late, registry('Ubuntu')), ['cancelled', 'moving', null]);
  });

  it('is not known where the registry does not answer, or its disk is not where that says', async () => {
    assert.deepEqual(await where('cancelled', printed('Ubuntu\r\n'), noRegistry), ['cancelled', 'unknown', null]);
    assert.deepEqual(await where(printed(''), printed('Ubuntu\r\n'), registry('Ubuntu')), ['failed', 'unknown', null]);
  });

  it('is where it was where WSL answers with an error and its disk lies nowhere else', async () => {
    const broken = printed('No.\r\nCode: Wsl/Service/ERROR_DISK_FULL\r\n', 255);
    const machine = new FakeMachine({});
    machine.answer = ({ program }) => (program === 'reg' ? registry('Ubuntu') : broken);
    const disks = new Set(['C:\\wsl\\0\\ext4.vhdx']);
    machine.files.sizeOf = (path) => Promise.resolve(disks.has(path) ? { kind: 'ok', value: 1 } : gone);
    const target = { folder: 'D:\\moved', was: 'empty' } as const;
    const wish = { id, name: 'Ubuntu', disk: 'C:\\wsl\\0\\ext4.vhdx', isRunning: false, target };
    const end = async (): Promise<unknown> => {
      const ended = await runMove(machine, wish, new AbortController().signal);
      return ended.kind === 'failed' && [ended.problem?.kind, ended.where, ended.left];
    };
    assert.deepEqual(await end(), ['diskFull', 'before', null]);
    disks.add('D:\\moved\\ext4.vhdx');
    assert.deepEqual(await end(), ['diskFull', 'unknown', null], 'where it lies in both');
  });

  it('is where it was where somebody has made its new folder meanwhile, and that is told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-moved-'));
    try {
      const machine = new FakeMachine({});
      const places = { ...realPlaces('windows', null), realPath: () => folder };
      Object.assign(machine, { files: new Files(places, machine.gate) });
      const wish = {
        id,
        name: 'Ubuntu',
        disk: '',
        isRunning: false,
        target: { folder: 'D:\\moved', was: 'new' },
      } as const;
      const end = await runMove(machine, wish, new AbortController().signal);
      assert.ok(end.kind === 'failed' && end.problem?.kind === 'folderNotMade' && end.problem.isThere);
      assert.deepEqual(machine.calls, []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is not in doubt where its new folder is named in letters beyond ASCII, which the registry gives damaged', async () => {
    const machine = new FakeMachine({});
    const text = Buffer.from(registry('Ubuntu').stdout).toString().replace('C:\\wsl\\0', 'D:\\M\x81ller');
    const registered: Output = { ...registry('Ubuntu'), stdout: Buffer.from(text, 'latin1') };
    machine.answer = ({ program }) => (program === 'reg' ? registered : printed(''));
    const disks = new Set(['D:\\Müller\\ext4.vhdx']);
    machine.files.sizeOf = (path) =>
      Promise.resolve(disks.has(path) ? { kind: 'ok', value: 1 } : { kind: 'failed', code: 'ENOENT', reason: 'gone' });
    const target = { folder: 'D:\\Müller', was: 'empty' } as const;
    const wish = { id, name: 'Ubuntu', disk: 'C:\\wsl\\0\\ext4.vhdx', isRunning: false, target };
    const signal = new AbortController().signal;
    assert.deepEqual(await runMove(machine, wish, signal), { kind: 'done', disk: 'D:\\Müller\\ext4.vhdx' });
    disks.clear();
    assert.equal((await runMove(machine, wish, signal)).kind, 'failed', 'where the disk is not there');
  });
});
