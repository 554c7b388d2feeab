import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { matchesGlob } from 'node:path/posix';
import { glob } from 'tinyglobby';
import { pathFromBase, wayToBase } from '../../../src/mounts/devcontainerFileNames';
import { isMountFile, mountFilePatterns, mountFilePatternsInAnyCase } from '../../../src/mounts/mountFileNames';

const paths: Readonly<Record<string, boolean>> = {
  'compose.yaml': true,
  'a/Docker-Compose.Prod.YML': true,
  'compose.json': false,
  '.devcontainer.json': true,
  '.devcontainer/devcontainer.json': true,
  '.devcontainer/api/devcontainer.json': true,
  '.DevContainer/DevContainer.json': true,
  'packages/a/.devcontainer/devcontainer.json': true,
  '.devcontainer/api/deep/devcontainer.json': false,
  'devcontainer.json': false,
  'src/devcontainer.json': false,
  '.devcontainer/.devcontainer.json.bak': false,
  '.devcontainer/devcontainer-lock.json': false,
};

describe('the files that hold mounts', () => {
  for (const [path, expected] of Object.entries(paths)) {
    it(`${expected ? 'include' : 'do not include'} ${path}, by all three definitions`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'slipway-names-'));
      try {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), '');
        const found = await glob(
          mountFilePatterns.map((pattern) => `**/${pattern}`),
          { cwd: folder, caseSensitiveMatch: false, dot: true },
        );
        assert.deepEqual(found, expected ? [path] : [], 'the globs of the command line');
      } finally {
        rmSync(folder, { recursive: true });
      }
      assert.equal(isMountFile(`/p/${path}`), expected, 'the path alone');
      const inEditor = mountFilePatternsInAnyCase.some((pattern) => matchesGlob(`/p/${path}`, `**/${pattern}`));
      assert.equal(inEditor, expected, 'the globs of the editor');
    });
  }
});

describe('the folder of a dev container', () => {
  it('is the one above .devcontainer', () => {
    const ways: Readonly<Record<string, [way: string, file: string]>> = {
      '/p/.devcontainer/devcontainer.json': ['..', '.devcontainer/devcontainer.json'],
      'C:\\p\\.devcontainer\\devcontainer.json': ['..', '.devcontainer/devcontainer.json'],
      '/p/.devcontainer/api/devcontainer.json': ['../..', '.devcontainer/api/devcontainer.json'],
      '/p/.devcontainer.json': ['', '.devcontainer.json'],
      'devcontainer.json': ['', 'devcontainer.json'],
      '/p/.devcontainer/compose.yaml': ['', 'compose.yaml'],
    };
    for (const [path, expected] of Object.entries(ways)) {
      assert.deepEqual([wayToBase(path), pathFromBase(path)], expected, path);
    }
  });
});
