import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findFiles } from '../../../src/machine/findFiles';
import { silentLog } from '../../../src/machine/log';
import { openMachine } from '../../../src/machine/machine';
import { SeenNames } from '../../../src/machine/seenNames';
import { useFolder } from './temporary';

const folder = useFolder();

describe('the names that a walk has seen', () => {
  it('tell what is there, what is not, and where nobody looked', async () => {
    for (const path of ['.gitignore', 'a/Dockerfile', 'a/été.txt', 'out/x', 'node_modules/y', 'a/sub/z']) {
      mkdirSync(dirname(join(folder(), path)), { recursive: true });
      writeFileSync(join(folder(), path), path === '.gitignore' ? 'out/\n*.log\n' : '');
    }
    symlinkSync('Dockerfile', join(folder(), 'a', 'link'));
    const seen = new SeenNames();
    const found = await findFiles(openMachine(silentLog, {}).files, folder(), () => false, {}, seen);
    assert.equal(found.kind, 'ok');
    const told = (ways: readonly string[]): string[] => ways.filter((way) => way !== '').map((way) => seen.at(way));
    assert.deepEqual(told(['a/Dockerfile', '.gitignore', 'a/sub/z']), ['file', 'file', 'file']);
    assert.deepEqual(told(['Dockerfile', 'a/ockerfil', 'a/none/x', 'none/x/y']), Array(4).fill('absent'));
    // A link may lead anywhere, a folder is no file, what was left out was not looked into.
    assert.deepEqual(told(['a/link', 'a', 'a/sub', 'out/x', 'node_modules/y', 'out/none']), Array(6).fill('unknown'));
    // Another case is the same file on Windows; so may be what is written with an accent, a dot at its end, or as a short name.
    assert.deepEqual(told(['a/dockerfile', 'A/none', 'a/ete\u0301.txt', 'a/none.', 'a/DOCKER~1', '../x', 'a/../x', 'a/']), Array(8).fill('unknown')); // prettier-ignore
  });
});
