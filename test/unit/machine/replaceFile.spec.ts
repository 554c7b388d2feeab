import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { replaceFile } from '../../../src/machine/replaceFile';
import { writeMachine } from './standIn';
import { useFolder } from './temporary';

const folder = useFolder();
const at = (name: string): string => join(folder(), name);

async function refusal(name: string, before: string): Promise<string> {
  const left = readFileSync(at(name));
  const { files } = openMachine(silentLog, {});
  const result = await replaceFile(files, at(name), before, 'new');
  assert.deepEqual(readFileSync(at(name)), left);
  assert.deepEqual(
    readdirSync(folder()).filter((each) => each.endsWith('.tmp')),
    [],
  );
  return result.kind === 'failed' ? result.reason : result.kind;
}

describe('replacing the text of a file', () => {
  it('writes what is behind a link, with its mode', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real/a'), 'old', { mode: 0o640 });
    symlinkSync('real/a', at('link'));
    const { files } = openMachine(silentLog, {});
    assert.equal((await replaceFile(files, at('link'), 'old', '\uFEFFnew\r\n')).kind, 'ok');
    assert.deepEqual(readFileSync(at('real/a')), Buffer.from('\uFEFFnew\r\n'));
    assert.ok(lstatSync(at('link')).isSymbolicLink());
    if (process.platform !== 'win32') assert.equal(statSync(at('real/a')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(at('real')), ['a']);
  });

  it('takes it for done where the new text is there already', async () => {
    writeFileSync(at('a'), 'new', { mode: 0o644 });
    const { files } = openMachine(silentLog, {});
    assert.equal((await replaceFile(files, at('a'), 'old', 'new')).kind, 'ok');
  });

  it('leaves the file to its owner', async () => {
    // Only root gives files away.
    if (process.getuid?.() !== 0) return;
    writeFileSync(at('a'), 'old', { mode: 0o644 });
    chownSync(at('a'), 12345, 54321);
    const { files } = openMachine(silentLog, {});
    assert.equal((await replaceFile(files, at('a'), 'old', 'new')).kind, 'ok');
    assert.deepEqual([statSync(at('a')).uid, statSync(at('a')).gid], [12345, 54321]);
  });

  it('leaves alone what was changed since, is read-only or no UTF-8', async () => {
    writeFileSync(at('changed'), 'newer');
    assert.equal(await refusal('changed', 'old'), 'changed was changed by somebody else in the meantime.');
    writeFileSync(at('bytes'), Buffer.of(0x61, 0xff));
    assert.equal(await refusal('bytes', 'a\uFFFD'), 'bytes holds bytes that are not UTF-8.');
    writeFileSync(at('shut'), 'old');
    chmodSync(at('shut'), 0o444);
    assert.equal(await refusal('shut', 'old'), 'shut is read-only.');
  });

  it('says that a file is gone, or would start a distro', async () => {
    const { files } = openMachine(silentLog, { SLIPWAY_MACHINE: writeMachine(folder()) });
    const gone = await replaceFile(files, at('gone'), '', '');
    assert.equal(gone.kind === 'failed' && gone.reason, 'gone does not exist.');
    const path = '\\\\wsl.localhost\\Ubuntu\\etc\\a.txt';
    const text = readFileSync(at('distros/Ubuntu/etc/a.txt'), 'utf8');
    assert.deepEqual(await replaceFile(files, path, text, 'new'), { kind: 'wouldStart', distro: 'Ubuntu' });
    assert.equal(readFileSync(at('gate.log'), 'utf8'), '');
    assert.equal((await replaceFile(files, path, text, 'new', { wish: true })).kind, 'ok');
    assert.equal(readFileSync(at('distros/Ubuntu/etc/a.txt'), 'utf8'), 'new');
  });
});
