import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFiles } from '../../../src/machine/findFiles';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { besideOtherWork, oneAfterTheOther, type ManyFiles } from '../../../src/machine/manyFiles';
import { useFolder } from './temporary';

const folder = useFolder();

describe('reading many files', () => {
  const ways: Readonly<Record<string, ManyFiles>> = { besideOtherWork, oneAfterTheOther };
  for (const [name, many] of Object.entries(ways)) {
    it(`finds and reads what is there, and says what is not: ${name}`, async () => {
      const { files } = openMachine(silentLog, {}, many);
      mkdirSync(join(folder(), 'b', 'deep'), { recursive: true });
      writeFileSync(join(folder(), 'a.yaml'), '\uFEFFa: ä\r\n');
      writeFileSync(join(folder(), 'b', 'deep', 'c.yaml'), 'c');
      symlinkSync('a.yaml', join(folder(), 'link.yaml'));
      const found = await findFiles(files, folder(), (path) => path.endsWith('.yaml'));
      assert.ok(found.kind === 'ok');
      assert.deepEqual(found.value.files, ['a.yaml', 'b/deep/c.yaml', 'link.yaml']);
      assert.deepEqual(found.value.links, new Set(['link.yaml']));

      const read = await files.readBelow(folder(), ['a.yaml', 'gone.yaml', 'b', 'b/deep/c.yaml']);
      assert.ok(read.kind === 'ok');
      assert.deepEqual(read.value, [
        { kind: 'ok', value: '\uFEFFa: ä\r\n' },
        { kind: 'failed', code: 'ENOENT', reason: 'gone.yaml does not exist.' },
        { kind: 'failed', code: 'EISDIR', reason: 'b is a folder.' },
        { kind: 'ok', value: 'c' },
      ]);
      const missing = await findFiles(files, join(folder(), 'nowhere'), () => true);
      assert.ok(missing.kind === 'failed' && missing.code === 'ENOENT');
    });
  }

  it('lets other work go on where a process has some', async () => {
    writeFileSync(join(folder(), 'a'), 'a');
    const order: string[] = [];
    const waited = async (many: ManyFiles): Promise<void> => {
      setImmediate(() => order.push('other work'));
      for (let times = 0; times < 50; times += 1) await many.read(join(folder(), 'a'));
      order.push('read');
    };
    await waited(besideOtherWork);
    await waited(oneAfterTheOther);
    assert.deepEqual(order, ['other work', 'read', 'read']);
  });
});
