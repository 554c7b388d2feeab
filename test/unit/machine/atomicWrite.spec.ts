import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { writeAtomically } from '../../../src/machine/atomicWrite';
import { endOf, firstWord, startScript } from './scripts';
import { useFolder } from './temporary';

const folder = useFolder();
const file = (): string => join(folder(), 'state.json');
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('writing a file as a whole', () => {
  it('makes a new one, text or bytes', async () => {
    await writeAtomically(file(), 'new ß');
    assert.equal(readFileSync(file(), 'utf8'), 'new ß');
    await writeAtomically(file(), Uint8Array.of(0, 0xff));
    assert.deepEqual([...readFileSync(file())], [0, 0xff]);
    assert.deepEqual(readdirSync(folder()), ['state.json']);
  });

  it('keeps the mode of the old one, whatever the umask', async function () {
    if (process.platform === 'win32') this.skip();
    for (const mode of [0o600, 0o666, 0o755]) {
      writeFileSync(file(), 'old');
      chmodSync(file(), mode);
      await writeAtomically(file(), 'new');
      assert.equal(modeOf(file()), mode);
    }
  });

  it('leaves the old one and nothing else where it fails', async () => {
    mkdirSync(file());
    writeFileSync(join(file(), 'inside'), 'old');
    await assert.rejects(writeAtomically(file(), 'new'));
    assert.deepEqual(readdirSync(folder()), ['state.json']);
    assert.equal(readFileSync(join(file(), 'inside'), 'utf8'), 'old');
    await assert.rejects(writeAtomically(join(folder(), 'absent', 'x'), 'new'), { code: 'ENOENT' });
  });

  it('leaves the old one where the folder may not be written', async function () {
    if (process.platform === 'win32') this.skip();
    // Root may write everywhere but here.
    if (process.getuid?.() === 0) return assert.rejects(writeAtomically('/proc/slipway', 'new'));
    writeFileSync(file(), 'old');
    chmodSync(folder(), 0o500);
    try {
      await assert.rejects(writeAtomically(file(), 'new'), { code: 'EACCES' });
      assert.deepEqual(readdirSync(folder()), ['state.json']);
      assert.equal(readFileSync(file(), 'utf8'), 'old');
    } finally {
      chmodSync(folder(), 0o700);
    }
  });

  it('never shows a reader a part, with many writers at once', async () => {
    const content = (letter: string): string => letter.repeat(200_000);
    await writeAtomically(file(), content('a'));
    const writing = new AbortController();
    const seen = new Set<string>();
    const reading = (async () => {
      while (!writing.signal.aborted) {
        const text = readFileSync(file(), 'utf8');
        assert.equal(text, content(text.charAt(0)));
        seen.add(text.charAt(0));
        await new Promise(setImmediate);
      }
    })();
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(['a', 'b', 'c', 'd'].map((letter) => writeAtomically(file(), content(letter))));
    }
    writing.abort();
    await reading;
    assert.ok(seen.size > 0);
    assert.deepEqual(readdirSync(folder()), ['state.json']);
  });

  it('never shows a part when the writer is killed', async function () {
    this.timeout(20_000);
    writeFileSync(file(), 'old');
    const writer = startScript(
      folder(),
      `import { writeAtomically } from from('atomicWrite');
       console.log('ready');
       for (let n = 0; ; n += 1) await writeAtomically(process.argv[2], String(n % 10).repeat(3_000_000));`,
      [file()],
    );
    await firstWord(writer);
    while (readFileSync(file(), 'utf8') === 'old') await new Promise(setImmediate);
    writer.kill('SIGKILL');
    await endOf(writer);
    const text = readFileSync(file(), 'utf8');
    assert.ok(text === text.charAt(0).repeat(3_000_000));
  });
});
