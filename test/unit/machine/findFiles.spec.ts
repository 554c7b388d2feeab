import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { findFiles, type FoundFiles } from '../../../src/machine/findFiles';
import { matcherOf } from '../../../src/machine/ignoreRules';
import { openMachine } from '../../../src/machine/machine';
import { silentLog } from '../../../src/machine/log';
import { useFolder } from './temporary';

const folder = useFolder();
const { files } = openMachine(silentLog, {});

function write(tree: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder(), path)), { recursive: true });
    writeFileSync(join(folder(), path), text);
  }
}

async function find(below = '.', isWanted = (path: string) => path.endsWith('.yaml')): Promise<FoundFiles> {
  const found = await findFiles(files, join(folder(), below), isWanted);
  assert.ok(found.kind === 'ok', JSON.stringify(found));
  return found.value;
}

describe('finding files', () => {
  it('leaves out what the .gitignore of each folder names, the nearest first', async () => {
    write({
      '.gitignore': 'out/\n/top.yaml\n*.local.yaml\n!keep.local.yaml\n',
      'top.yaml': '',
      'a.yaml': '',
      'a.local.yaml': '',
      'keep.local.yaml': '',
      'out/x.yaml': '',
      'sub/top.yaml': '',
      'sub/out/x.yaml': '',
      'sub/.gitignore': '!b.local.yaml\nkeep.local.yaml\n',
      'sub/b.local.yaml': '',
      'sub/keep.local.yaml': '',
    });
    assert.deepEqual(await find(), {
      files: ['a.yaml', 'keep.local.yaml', 'sub/b.local.yaml', 'sub/top.yaml'],
      links: new Set(),
      ignored: ['a.local.yaml', 'sub/keep.local.yaml', 'top.yaml'],
      closed: ['out', 'sub/out'],
      repositories: [],
    });
  });

  it('knows the rules above a folder of a repository, and none above the repository', async () => {
    write({
      '.gitignore': '*.yaml\n',
      'repo/.git/info/exclude': 'mine.yaml\n',
      'repo/.gitignore': 'a.yaml\nbuild/\n!b/\n',
      'repo/src/a.yaml': '',
      'repo/src/b.yaml': '',
      'repo/src/mine.yaml': '',
      'repo/build/c.yaml': '',
    });
    assert.deepEqual((await find('repo/src')).files, ['b.yaml']);
    assert.deepEqual((await find('repo')).files, ['src/b.yaml']);
    // Whoever names a folder wants to see into it.
    assert.deepEqual((await find('repo/build')).files, ['c.yaml']);
    assert.deepEqual(await find('.'), {
      files: ['repo/src/b.yaml'],
      links: new Set(),
      ignored: ['repo/src/a.yaml', 'repo/src/mine.yaml'],
      closed: ['repo/build'],
      repositories: ['repo'],
    });
  });

  it('follows no link to rules, and enters neither dependencies nor what it may not', async () => {
    write({ rules: '*.yaml\n', 'p/a.yaml': '', 'p/node_modules/b.yaml': '', 'p/.git/c.yaml': '', 'p/shut/d.yaml': '' });
    symlinkSync('../rules', join(folder(), 'p/.gitignore'));
    symlinkSync('shut', join(folder(), 'p/e.yaml'));
    chmodSync(join(folder(), 'p/shut'), 0);
    const found = await find('p');
    chmodSync(join(folder(), 'p/shut'), 0o700);
    assert.deepEqual(found.files.slice(0, 1), ['a.yaml']);
    assert.ok(!found.files.some((name) => /node_modules|\.git|^e/.test(name)));
  });

  it('says why a folder that was named cannot be read', async () => {
    const gone = await findFiles(files, join(folder(), 'gone'), () => true);
    assert.ok(gone.kind === 'failed' && gone.code === 'ENOENT');
  });

  it('stands patterns of every kind', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string({ minLength: 1 }), (patterns, path) => {
        assert.equal(typeof matcherOf(patterns)(path), 'boolean');
      }),
    );
    assert.equal(matcherOf(['legacy/**', '!legacy/keep.yaml'])('legacy/x/compose.yaml'), true);
    assert.equal(matcherOf(['legacy'])('legacy/x/compose.yaml'), true);
    assert.equal(matcherOf(['/legacy'])('a/legacy/compose.yaml'), false);
  });

  const isGitThere = spawnSync('git', ['--version']).status === 0;
  if (!isGitThere) return;
  it('finds what git lists', async function () {
    this.timeout(120_000);
    const name = fc.constantFrom('a', 'b', 'ab', 'a b', '.a');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.yaml`);
    const pattern = fc
      .tuple(
        fc.constantFrom('', '!', '/', '!/'),
        fc.array(
          fc.constantFrom('a', 'b', 'ab', 'a b', '.a', '*', '**', 'a*', '?', '[ab]', '*.yaml', 'a.yaml', 'b.yaml'),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        fc.constantFrom('', '/', ' ', '/*'),
      )
      .map(([mark, parts, end]) => mark + parts.join('/') + end)
      // The library wants a folder for the second of two `**` in a row, which nobody writes.
      .filter((each) => !each.includes('**/**'));
    const rules = fc
      .array(fc.oneof(pattern, fc.constantFrom('', '# a', '\\#a')), { maxLength: 4 })
      .map((all) => all.join('\n'));
    const tree = fc.record({
      files: fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
      rules: fc.record({ '': rules, 'a/': rules, 'b/': rules, '.git/info/': rules }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(tree, async (each) => {
        const root = `run${(run += 1)}`;
        write(Object.fromEntries(each.files.map((file) => [`${root}/${file}`, ''])));
        const git = (...args: string[]) =>
          spawnSync('git', ['-C', join(folder(), root), ...args], { encoding: 'utf8' });
        assert.equal(git('init', '-q').status, 0);
        for (const [where, text] of Object.entries(each.rules)) {
          write({ [`${root}/${where}${where.startsWith('.git/') ? 'exclude' : '.gitignore'}`]: text });
        }
        const listed = git('-c', 'core.excludesFile=/dev/null', 'ls-files', '-z', '--others', '--exclude-standard');
        const expected = listed.stdout.split('\0').filter((file) => file.endsWith('.yaml'));
        assert.deepEqual((await find(root)).files, expected.sort(), JSON.stringify(each));
      }),
      { numRuns: 60 },
    );
  });
});
