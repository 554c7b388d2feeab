import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { matchesGlob } from 'node:path/posix';
import { glob } from 'tinyglobby';
import { pathFromBase, wayToBase } from '../../../src/mounts/devcontainerFileNames';
import {
  fileKindOf,
  isMountFile,
  mountFilePatterns,
  mountFilePatternsInAnyCase,
  type FileKind,
} from '../../../src/mounts/mountFileNames';

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
  '.devcontainer/tool/devcontainer-feature.json': true,
  'k8s/pod.yaml': true,
  'run.sh': true,
  'a/Run.PS1': true,
  'b.cmd': true,
  'c.bash': true,
  'run.sh.bak': false,
  Makefile: true,
  GNUmakefile: true,
  'rules.mk': true,
  'Makefile.in': false,
  'package.json': true,
  'package-lock.json': false,
  '.vscode/tasks.json': true,
  '.vscode/extensions.json': false,
  'tasks.json': false,
  '.mcp.json': true,
  'a/claude_desktop_config.json': true,
  '.cursor/mcp.json': true,
  '.claude/settings.local.json': true,
  'settings.json': false,
  'README.md': false,
  Dockerfile: false,
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
      '/p/.devcontainer/tool/devcontainer-feature.json': ['../..', '.devcontainer/tool/devcontainer-feature.json'],
      '/p/features/tool/devcontainer-feature.json': ['', 'devcontainer-feature.json'],
      '/p/.vscode/tasks.json': ['..', '.vscode/tasks.json'],
      'C:\\p\\.cursor\\mcp.json': ['..', '.cursor/mcp.json'],
      '/p/.vscode/run.sh': ['', 'run.sh'],
      '/p/.mcp.json': ['', '.mcp.json'],
      'devcontainer.json': ['', 'devcontainer.json'],
      '/p/.devcontainer/compose.yaml': ['', 'compose.yaml'],
    };
    for (const [path, expected] of Object.entries(ways)) {
      assert.deepEqual([wayToBase(path), pathFromBase(path)], expected, path);
    }
  });
});

describe('the kind of a file that somebody names', () => {
  const kinds: Readonly<Record<string, FileKind | null>> = {
    'x/compose.yaml': 'compose',
    'values.yaml': 'yaml',
    'src/devcontainer.json': 'devcontainer',
    'C:\\p\\run.BAT': 'batch',
    'tasks.json': 'settings',
    '.vscode/mcp.json': 'settings',
    '.cursor/mcp.json': 'strict-settings',
    '.claude/settings.json': 'strict-settings',
    run: null,
    'notes.txt': null,
  };
  for (const [path, kind] of Object.entries(kinds)) {
    it(`${path} is ${kind ?? 'not told by its name'}`, () => assert.equal(fileKindOf(path), kind));
  }
});
