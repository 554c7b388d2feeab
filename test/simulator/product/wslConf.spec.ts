import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../../src/state/ask';
import type { Parsed, WslProblem } from '../../../src/wsl/problem';
import type { Command } from '../../../src/machine/command';
import type { DistroAddress } from '../../../src/wsl/run';
import { readWslConf, writeWslConf, type WslConfWish } from '../../../src/wsl/wslConf';
import { useUserlands } from '../spec/userlands';
import { distroRootOf } from '../state/layout';
import { productMachine } from './product';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('/etc/wsl.conf of a distro', function () {
  this.timeout(60_000);
  const hostile = `x'; touch harm; $(reboot) 日本語`;
  const machine = useUserlands((state) => {
    state.distros.find(({ name }) => name === 'Debian')!.name = hostile;
  });
  /** The file as this computer sees it: an oracle beside the distro's own programs. */
  const etc = (name: string): string => join(distroRootOf(machine().folder, name), 'etc');
  const address = (name: string): DistroAddress => ({
    name,
    id: machine().state.distros.find((each) => each.name === name)!.guid,
  });

  async function answer<T>(command: Command<Parsed<T>> | WslProblem): Promise<T> {
    assert.ok(!('kind' in command), JSON.stringify(command));
    const answered = await ask(productMachine(machine()), command, 30_000);
    assert.ok(answered?.ok, JSON.stringify(answered));
    return answered.value;
  }
  const write = (name: string, before: string | null, after: string, change: Partial<WslConfWish> = {}) =>
    answer(
      writeWslConf(address(name), {
        before: before === null ? null : hash(before),
        bytes: bytes(after),
        after: hash(after),
        stamp: '20261129T100000Z',
        ...change,
      }),
    );

  for (const name of ['Ubuntu', hostile]) {
    it(`is made, read, and written over with a copy beside it, in ${name}`, async () => {
      const file = join(etc(name), 'wsl.conf');
      rmSync(file, { force: true });
      assert.deepEqual(await answer(readWslConf(address(name))), { kind: 'absent' });
      const first = `[boot]\nsystemd=true\n# $(reboot) '"\\ ä日本\n`;
      assert.deepEqual(await write(name, null, first), { kind: 'written' });
      assert.equal(readFileSync(file, 'utf8'), first);
      assert.equal(lstatSync(file).mode & 0o777, 0o644);
      const read = await answer(readWslConf(address(name)));
      assert.ok(read.kind === 'read');
      assert.equal(Buffer.from(read.bytes).toString('utf8'), first);
      assert.equal(read.modified, Math.floor(lstatSync(file).mtimeMs / 1000));

      const second = '[interop]\r\nenabled=true\r\n';
      assert.deepEqual(await write(name, first, second), { kind: 'written' });
      assert.equal(readFileSync(file, 'utf8'), second);
      assert.equal(readFileSync(`${file}.slipway-20261129T100000Z`, 'utf8'), first);
      assert.deepEqual(
        readdirSync(etc(name)).filter((each) => each.startsWith('wsl.conf')),
        ['wsl.conf', 'wsl.conf.slipway-20261129T100000Z'],
        'nothing half is left',
      );
      rmSync(`${file}.slipway-20261129T100000Z`);
    });
  }

  it('is not written over what somebody else wrote, or when not all of it arrived', async () => {
    const file = join(etc('Ubuntu'), 'wsl.conf');
    writeFileSync(file, 'theirs\n');
    assert.deepEqual(await write('Ubuntu', 'seen\n', 'mine\n'), { kind: 'changed' });
    assert.deepEqual(await write('Ubuntu', null, 'mine\n'), { kind: 'changed' });
    const torn = await write('Ubuntu', 'theirs\n', 'mine\n', { bytes: bytes('mi') });
    assert.equal(torn.kind, 'failed');
    assert.equal(readFileSync(file, 'utf8'), 'theirs\n');
    assert.deepEqual(
      readdirSync(etc('Ubuntu')).filter((each) => each.startsWith('wsl.conf')),
      ['wsl.conf'],
    );
  });

  it('keeps the newest copies of its own, and all that it has not made', async () => {
    const stampAt = (second: number): string => `20261129T1100${String(second).padStart(2, '0')}Z`;
    const file = join(etc('Ubuntu'), 'wsl.conf');
    const others = [
      'wsl.conf.slipway-mine',
      `wsl.conf.slipway-${stampAt(0)}.txt`,
      'wsl.conf.bak',
      'wsl.conf.slipway-2026',
    ];
    for (const name of others) writeFileSync(join(etc('Ubuntu'), name), 'theirs\n');
    // What has the form of a copy and is no file is nobody's to delete.
    symlinkSync('wsl.conf.bak', `${file}.slipway-${stampAt(0)}`);
    writeFileSync(file, '# 0\n');
    for (let second = 1; second <= 7; second += 1)
      await write('Ubuntu', `# ${second - 1}\n`, `# ${second}\n`, { stamp: stampAt(second) });
    const copies = readdirSync(etc('Ubuntu')).filter((name) => /^wsl\.conf\.slipway-\d{8}T\d{6}Z$/.test(name));
    assert.deepEqual(
      copies.sort(),
      [0, 3, 4, 5, 6, 7].map((second) => `wsl.conf.slipway-${stampAt(second)}`),
    );
    assert.equal(readFileSync(`${file}.slipway-${stampAt(7)}`, 'utf8'), '# 6\n');
    for (const name of others) assert.equal(readFileSync(join(etc('Ubuntu'), name), 'utf8'), 'theirs\n');
    for (const name of [...others, ...copies]) rmSync(join(etc('Ubuntu'), name));
  });

  it('keeps its rights, and is left alone where it is a link', async () => {
    const file = join(etc('Ubuntu'), 'wsl.conf');
    writeFileSync(file, 'a\n', { mode: 0o600 });
    rmSync(file);
    writeFileSync(file, 'a\n', { mode: 0o600 });
    assert.deepEqual(await write('Ubuntu', 'a\n', 'b\n'), { kind: 'written' });
    assert.equal(lstatSync(file).mode & 0o777, 0o600);
    // What only root may read is told as that, and not as if it were not there.
    assert.deepEqual(await answer(readWslConf(address('Ubuntu'))), { kind: 'unreadable' });

    rmSync(file);
    writeFileSync(join(etc('Ubuntu'), 'made.conf'), 'made\n');
    symlinkSync('made.conf', file);
    assert.deepEqual(await answer(readWslConf(address('Ubuntu'))), { kind: 'notPlain' });
    assert.deepEqual(await write('Ubuntu', 'made\n', 'mine\n'), { kind: 'notPlain' });
    assert.ok(lstatSync(file).isSymbolicLink());
    assert.equal(readFileSync(join(etc('Ubuntu'), 'made.conf'), 'utf8'), 'made\n');
    rmSync(file);
  });
});
