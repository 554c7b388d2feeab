import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { runImport, type ImportEnd } from '../../../../src/commands/care/importJob';
import type { Output } from '../../../../src/machine/command';
import { FakeMachine, registry } from '../../state/fakeMachine';
import { printed } from '../../wsl/recordings';

/** Imports a distro into a folder, which reg.exe names in these bytes afterwards. */
function importInto(folder: string, bytes: string, imported: Output = printed('')): Promise<ImportEnd> {
  const text = Buffer.from(registry('Copy').stdout).toString().replace('C:\\wsl\\0', bytes);
  const registered: Output = { ...registry('Copy'), stdout: Buffer.from(text, 'latin1') };
  const machine = new FakeMachine({});
  machine.answer = ({ program }) => (program === 'reg' ? registered : imported);
  const wish = { name: 'Copy', folder, file: 'D:\\u.tar', as: { kind: 'archive', version: 2 } } as const;
  return runImport(machine, wish, new AbortController().signal);
}

describe('an import', () => {
  it('is done where its name is registered with its folder', async () => {
    assert.equal((await importInto('D:\\wsl\\copy', 'D:\\wsl\\copy')).kind, 'done');
    assert.equal((await importInto('D:\\wsl\\copy', 'D:\\wsl\\other')).kind, 'failed');
  });

  it('is not done where WSL says that the name or the folder is taken: another one has been quicker', async () => {
    for (const [code, kind] of [
      ['ERROR_ALREADY_EXISTS', 'nameTaken'],
      ['ERROR_FILE_EXISTS', 'folderTaken'],
    ]) {
      const refused = printed(`No.\r\nCode: Wsl/Service/RegisterDistro/${code}\r\n`, 255);
      const end = await importInto('D:\\wsl\\copy', 'D:\\wsl\\copy', refused);
      assert.equal(end.kind === 'failed' && end.problem?.kind, kind);
    }
  });

  it('is so in a folder beyond ASCII too, of which the registry gives the bytes of some code page', async () => {
    assert.equal((await importInto('D:\\Müller\\copy', 'D:\\M\x81ller\\copy')).kind, 'done', '850');
    assert.equal(
      (await importInto('D:\\表\\copy', 'D:\\\x95\x5c\\copy')).kind,
      'done',
      '932: its second byte is a backslash',
    );
    assert.equal((await importInto('D:\\Müller\\copy', 'D:\\M\x81ller\\other')).kind, 'failed');
  });
});
