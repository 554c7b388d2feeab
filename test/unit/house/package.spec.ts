import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { root } from './sources';

const budget = 350 * 1024;

describe('package', function () {
  this.timeout(60_000);

  before('builds the bundles', () => {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root });
  });

  for (const bundle of ['extension', 'cli']) {
    it(`keeps the bundle of the ${bundle} within its budget`, () => {
      const { size } = statSync(join(root, 'dist', `${bundle}.cjs`));
      assert.ok(size <= budget, `${size} bytes`);
    });
  }

  it('holds the extension and its texts, and nothing of how it is made', () => {
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
    assert.deepEqual(listed.trim().split('\n').sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/extension.cjs',
      'docs/rules/slow-mount.md',
      'docs/rules/slow-project.md',
      'docs/rules/unused-suppression.md',
      'docs/rules/wrong-side.md',
      'l10n/bundle.l10n.ja.json',
      'media/activity.svg',
      'media/icon.png',
      'package.json',
      'package.nls.ja.json',
      'package.nls.json',
    ]);
  });
});
