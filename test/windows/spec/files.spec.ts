import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { writeAtomically } from '../../../src/machine/atomicWrite';
import { findFiles } from '../../../src/machine/findFiles';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { replaceFile } from '../../../src/machine/replaceFile';
import { ownProgram, underWine, useFolder } from './place';

const machine = openMachine(silentLog);

describe('files of Windows', () => {
  const folder = useFolder();

  /** A folder whose path is longer than the 260 characters of old programs, with names of several scripts. */
  function deepFolder(): string {
    const deep = join(
      folder(),
      ...Array.from({ length: 6 }, (_, level) => `ein langer Ördner ${level} 日本語 ${'x'.repeat(30)}`),
    );
    mkdirSync(deep, { recursive: true });
    assert.ok(deep.length > 300);
    return deep;
  }

  it('are on a drive, whatever the case of its letter, the slashes, and a prefix before it', () => {
    const expected = { kind: 'windows', path: 'C:\\Users\\é x' };
    for (const path of ['C:\\Users\\é x', 'c:\\Users\\é x', 'C:/Users/é x', '\\\\?\\C:\\Users\\é x']) {
      const { kind, ...rest } = machine.locate(path);
      assert.equal(kind, 'windows', path);
      assert.equal(JSON.stringify({ kind, ...rest }).toLowerCase(), JSON.stringify(expected).toLowerCase(), path);
    }
    const { kind } = machine.locate('\\\\wsl.localhost\\Ubuntu\\home');
    assert.equal(kind, 'unc');
  });

  it('are read, found and replaced where paths are long and names not of ASCII', async () => {
    const file = join(deepFolder(), 'compose 作業.yaml');
    const before = '\uFEFFservices: {}\r\n# é\r\n';
    writeFileSync(file, before);
    assert.deepEqual(await machine.files.read(file), { kind: 'ok', value: before });
    assert.deepEqual(await machine.files.kindOf(file), { kind: 'ok', value: 'file' });
    const found = await findFiles(machine.files, folder(), (way) => way.endsWith('.yaml'));
    assert.ok(found.kind === 'ok');
    assert.deepEqual(
      found.value.files.map((way) => basename(way)),
      ['compose 作業.yaml'],
    );
    const after = before.replace('é', '日本');
    assert.deepEqual(await replaceFile(machine.files, file, before, after), { kind: 'ok', value: undefined });
    assert.equal(readFileSync(file, 'utf8'), after);
    assert.deepEqual(readdirSync(deepFolder()), ['compose 作業.yaml']);
  });

  it('are left alone where somebody has made them read-only', async () => {
    const file = join(folder(), 'compose.yaml');
    writeFileSync(file, 'a');
    chmodSync(file, 0o444);
    const result = await replaceFile(machine.files, file, 'a', 'b');
    assert.ok(result.kind === 'failed' && result.code === 'readOnly', JSON.stringify(result));
    assert.equal(readFileSync(file, 'utf8'), 'a');
    chmodSync(file, 0o666);
  });

  it('that are held open are replaced once they are let go', async () => {
    const file = join(folder(), 'compose.yaml');
    writeFileSync(file, 'a');
    const held = openSync(file, 'r');
    const started = performance.now();
    setTimeout(() => closeSync(held), 300);
    await writeAtomically(file, 'b');
    assert.equal(readFileSync(file, 'utf8'), 'b');
    assert.deepEqual(readdirSync(folder()), ['compose.yaml']);
    // Later Windows renames over a file that its holder shares for deletion; Wine, as the earlier ones, does not.
    if (underWine) assert.ok(performance.now() - started >= 290, 'it was replaced while it was open');
  });

  it('that stay in use are as they were, nothing is left beside them, and the error says what it was', async () => {
    const program = join(folder(), 'in use.exe');
    copyFileSync(ownProgram('family'), program);
    copyFileSync(`${ownProgram('family')}.json`, `${program}.json`);
    const running = spawn(program, [folder(), 'child'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => running.once('exit', resolve));
    try {
      await new Promise((resolve) => running.once('spawn', resolve));
      await assert.rejects(writeAtomically(program, 'b'), (error: NodeJS.ErrnoException) =>
        ['EPERM', 'EACCES', 'EBUSY'].includes(error.code ?? ''),
      );
      assert.deepEqual(
        readdirSync(folder()).filter((name) => name.includes('.tmp')),
        [],
      );
      assert.ok(statSync(program).size > 1_000_000);
    } finally {
      running.kill();
      await ended;
    }
  });

  it('tell how much room there is on their drive', async () => {
    const room = await machine.files.freeSpaceAt(folder());
    assert.ok(room.kind === 'ok' && room.value > 1024 ** 2, JSON.stringify(room));
  });

  it('that are not there are said to be not there, and so are names that Windows does not allow', async () => {
    for (const name of ['nothing.yaml', 'no such folder\\x', 'a?b*.yaml', 'a|b']) {
      const result = await machine.files.read(join(folder(), name));
      assert.ok(result.kind === 'failed', name);
      assert.ok(['ENOENT', 'EINVAL'].includes(result.code), `${name}: ${result.code}`);
    }
  });
});
