import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../../src/machine/atomicWrite';
import { acquireLock } from '../../../src/machine/lockFile';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { replaceFile } from '../../../src/machine/replaceFile';
import { replaceOwnFile } from '../../../src/machine/ownFile';
import { writeSettings } from '../../../src/machine/writeSettings';
import { useFolder } from '../machine/temporary';

describe('links that are put in the way of a write', function () {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  // Before the folder goes.
  afterEach(() => assert.equal(readFileSync(victim(), 'utf8'), 'precious'));
  const folder = useFolder();
  const at = (name: string): string => join(folder(), name);
  const victim = (): string => at('victim');
  beforeEach(() => {
    mkdirSync(at('p'));
    writeFileSync(victim(), 'precious');
  });
  const { files } = openMachine(silentLog, {});

  it('in place of the file itself, after it was checked, are replaced and not followed', async () => {
    symlinkSync(victim(), at('p/compose.yaml'));
    await writeAtomically(at('p/compose.yaml'), 'new');
    assert.equal(readFileSync(at('p/compose.yaml'), 'utf8'), 'new');
    symlinkSync(victim(), at('p/state.json'));
    await replaceOwnFile(at('p/state.json'), 'new');
    assert.equal(readFileSync(at('p/state.json'), 'utf8'), 'new');
  });

  it('before it was checked, lead to a file that holds something else, which stays', async () => {
    symlinkSync(victim(), at('p/compose.yaml'));
    const result = await replaceFile(files, at('p/compose.yaml'), 'old', 'new');
    assert.equal(result.kind === 'failed' && result.code, 'changed');
  });

  it('while it is written, over and over, never lead a byte elsewhere', async function () {
    this.timeout(60_000);
    const path = at('p/compose.yaml');
    let written = 0;
    for (let round = 0; round < 60; round += 1) {
      rmSync(path, { force: true });
      writeFileSync(path, 'old');
      const writing = replaceFile(files, path, 'old', 'new');
      for (let turn = 0; turn < round % 12; turn += 1) await new Promise(setImmediate);
      // However slow the computer is, some links come when all is written.
      if (round % 12 === 11) await writing;
      rmSync(path, { force: true });
      symlinkSync(victim(), path);
      const result = await writing;
      if (result.kind === 'ok') written += 1;
      assert.equal(readFileSync(victim(), 'utf8'), 'precious', `round ${round}`);
      assert.deepEqual(readdirSync(at('p')), ['compose.yaml'], `round ${round}`);
    }
    assert.ok(written > 0, 'it was written at least where the link came late');
  });

  it('where a backup or a new settings file shall be, keep it from being written', async () => {
    writeFileSync(at('p/.wslconfig'), 'old');
    symlinkSync(victim(), at('p/.wslconfig.20260102T030405Z.bak'));
    const change = { before: 'old', after: 'new', stamp: '20260102T030405Z' };
    const result = await writeSettings(files, at('p/.wslconfig'), change);
    // As where another window makes its copy in the same second.
    assert.equal(result.kind === 'failed' && result.code, 'changed');
    assert.equal(readFileSync(at('p/.wslconfig'), 'utf8'), 'old');
    symlinkSync(at('absent'), at('p/new'));
    const made = await writeSettings(files, at('p/new'), { ...change, before: null });
    assert.equal(made.kind === 'failed' && made.code, 'changed');
    assert.ok(!existsSync(at('absent')));
  });

  it('where a lock shall be, are no lock and lead nowhere', async () => {
    symlinkSync(at('absent'), at('p/lock'));
    assert.equal(await acquireLock(at('p/lock'), { waitAtMost: 50, staleAfter: 60_000 }), null);
    assert.ok(!existsSync(at('absent')));
  });
});
