import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { packVsix } from '../../../scripts/packageVsix';
import { bundlesOfCommandLine } from '../cli/program';
import { readText, root } from './sources';

const budget = 350 * 1024;
const packageBudget = 500 * 1024;
/** What an editor reads of ours before it goes on. */
const doorBudget = 4 * 1024;

describe('package', function () {
  this.timeout(60_000);

  const place = mkdtempSync(join(tmpdir(), 'slipway-package-'));
  after(() => rmSync(place, { recursive: true, force: true }));

  before('builds the bundles', () => {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root });
  });

  for (const bundle of [
    'window',
    'commands',
    'mounts',
    'wslconf',
    'doctor',
    'move',
    'measure',
    'resources',
    'takeBack',
    'problems',
    'configStatus',
    'common',
    'cli',
  ]) {
    it(`keeps the bundle of the ${bundle} within its budget`, () => {
      const { size } = statSync(join(root, 'dist', `${bundle}.cjs`));
      assert.ok(size <= budget, `${size} bytes`);
    });
  }

  it('lets an editor that starts go on with next to nothing of ours loaded', () => {
    const door = readText('dist/extension.cjs');
    assert.ok(door.length <= doorBudget, `${door.length} characters`);
    const required = new Set([...door.matchAll(/require\(["'](.*?)["']\)/g)].map(([, name]) => name));
    assert.deepEqual([...required].sort(), ['./window.cjs', 'node:url', 'vscode']);
    assert.match(door, /then\(\(\)=>\w+\(require\("\.\/window\.cjs"\)/);
  });

  /** What a window has loaded of ours that nobody looks at. */
  const atStart = () => readText('dist/window.cjs') + readText('dist/common.cjs');

  it('reads no text before the extension meets one: it starts without what does', () => {
    const bundle = atStart();
    assert.match(bundle, /then\(\(\)=>\w+\(require\("\.\/mounts\.cjs"\)/);
    assert.equal(bundle.match(/mounts\.cjs/g)?.length, 1);
    assert.match(bundle, /then\(\(\)=>\w+\(require\("\.\/wslconf\.cjs"\)/);
    assert.equal(bundle.match(/wslconf\.cjs/g)?.length, 1);
    // What is told of a key.
    assert.doesNotMatch(bundle, /Makes ports that Linux programs open/);
    // What the parser of YAML says of a document that breaks off.
    assert.doesNotMatch(bundle, /BLOCK_AS_IMPLICIT_KEY/);
    assert.match(readText('dist/mounts.cjs'), /BLOCK_AS_IMPLICIT_KEY/);
  });

  it('calls no doctor before somebody does: it starts without one', () => {
    const bundle = atStart();
    assert.doesNotMatch(bundle, /doctor\.cjs/);
    assert.equal(readText('dist/commands.cjs').match(/doctor\.cjs/g)?.length, 1);
    // What only the doctor says.
    assert.doesNotMatch(bundle, /The link to docker leads somewhere/);
    assert.match(readText('dist/doctor.cjs'), /The link to docker leads somewhere/);
  });

  it('carries out no command before somebody calls one: it starts without what does', () => {
    const bundle = atStart();
    assert.match(bundle, /then\(\(\)=>\w+\(require\("\.\/commands\.cjs"\)/);
    // What only a command asks.
    assert.doesNotMatch(bundle, /Shut down all of WSL\?/);
    assert.match(readText('dist/commands.cjs'), /Shut down all of WSL\?/);
  });

  it('holds the extension and its texts, nothing of how it is made, and is within its budget', () => {
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/commands.cjs',
      'dist/doctor.cjs',
      'dist/extension.cjs',
      'dist/mounts.cjs',
      'dist/window.cjs',
      'dist/wslconf.cjs',
      'dist/move.cjs',
      'dist/measure.cjs',
      'dist/resources.cjs',
      'dist/takeBack.cjs',
      'dist/problems.cjs',
      'dist/configStatus.cjs',
      'dist/common.cjs',
      'dist/rulePages.br',
      'docs/schema/slipway.editor.schema.json',
      'l10n/bundle.l10n.ja.json',
      'languages/wsl-conf.tmLanguage.json',
      'languages/wsl-conf.language-configuration.json',
      'media/activity.svg',
      'media/icon.png',
      'media/walkthrough.svg',
      'package.json',
      'package.nls.ja.json',
      'package.nls.json',
    ];
    assert.deepEqual(listed.trim().split('\n').sort(), expected.sort());
    // As each is in the archive, with what the archive says of it, and with the two files that the packaging adds.
    const packed = expected.map(
      (path) => deflateRawSync(readFileSync(join(root, path))).length + 2 * path.length + 150,
    );
    const size = packed.reduce((sum, each) => sum + each, 0) + 2500;
    assert.ok(size <= packageBudget, `${size} bytes`);
  });

  it('is the same, byte for byte, whenever it is packed', () => {
    const first = readFileSync(packVsix(join(place, 'first.vsix')));
    for (const path of ['README.md', 'dist/extension.cjs']) utimesSync(join(root, path), new Date(), new Date());
    assert.ok(readFileSync(packVsix(join(place, 'second.vsix'))).equals(first));
    assert.ok(first.length <= packageBudget, `${first.length} bytes`);
  });

  it('is a package of npm with the command line alone, which runs without any other', () => {
    // A cache of its own: nothing of what somebody has installed helps along.
    const run = (...args: string[]): string =>
      execFileSync('npm', ['--cache', join(place, 'cache'), '--offline', ...args], { cwd: place, encoding: 'utf8' });
    const [packed] = JSON.parse(run('pack', root, '--json')) as [{ filename: string; files: { path: string }[] }];
    assert.deepEqual(
      packed.files.map(({ path }) => path).sort(),
      [
        ...bundlesOfCommandLine().map((name) => `dist/${name}.cjs`),
        'dist/THIRD-PARTY-NOTICES.txt',
        'CHANGELOG.md',
        'LICENSE',
        'README.ja.md',
        'README.md',
        'package.json',
      ].sort(),
    );
    const tarball = join(place, packed.filename);
    const explained = run('exec', '--yes', '--package', tarball, '--', 'slipway', 'explain', 'slow-mount');
    assert.equal(explained.trimEnd(), readText('docs/rules/slow-mount.md').trimEnd());
  });
});
