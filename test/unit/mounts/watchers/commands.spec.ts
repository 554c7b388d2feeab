import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { CommandLine, Container } from '../../../../src/mounts/mount';
import { commandsOf, splitShell } from '../../../../src/mounts/watchers/commands';

const container = (command: CommandLine | null, entrypoint: CommandLine | null = null): Container => ({
  service: 'web',
  image: null,
  isBuilt: false,
  build: null,
  command,
  entrypoint,
  environment: new Map(),
  hasEnvFiles: false,
  user: null,
  platform: null,
  isWatched: false,
});
const shell = (text: string): CommandLine => ({ form: 'shell', text });
const words = (...all: readonly string[]): CommandLine => ({ form: 'words', words: all });

function lines(
  command: CommandLine | null,
  entrypoint: CommandLine | null = null,
  scripts: Record<string, string> = {},
): string[] {
  return commandsOf(container(command, entrypoint), (name) => scripts[name] ?? null).map((found) =>
    found.words.join(' '),
  );
}

describe('the programs that a container runs', () => {
  it('are found through shells and through programs that start others', () => {
    for (const [command, expected] of [
      [shell('npm ci && exec node a.js'), ['node a.js']],
      [words('bash', '-lc', 'cd /x; yarn vite --host'), ['cd /x', 'vite --host']],
      [words('tini', '--', 'sh', '-c', 'A=1 npx tsc -w | cat'), ['tsc -w', 'cat']],
      [words('/entrypoint.sh', 'nodemon'), ['nodemon']],
      [words('sh', '-e', '/entrypoint.sh', 'nodemon', '-w', 'src'), ['nodemon -w src']],
      [shell('bash start.sh'), []],
      [shell('bash air'), []],
      [shell('python -m gunicorn app'), ['gunicorn app']],
      [shell('poetry run uvicorn x'), ['uvicorn x']],
      [shell('npx --yes nodemon@3'), ['nodemon']],
      [shell('npx concurrently -k "a b" "c"'), ['a b', 'c']],
      [shell('./node_modules/.bin/vite.js'), ['vite']],
      [shell(''), []],
    ] as const)
      assert.deepEqual(lines(command), expected, JSON.stringify(command));
  });

  it('are those of the entrypoint with the command', () => {
    assert.deepEqual(lines(words('dev'), words('node', '--watch')), ['node --watch dev']);
    assert.deepEqual(lines(words('dev'), shell('node a')), ['node a']);
    assert.deepEqual(lines(null, words('node')), ['node']);
    assert.deepEqual(lines(null), []);
  });

  it('are found through scripts, with what is added to them', () => {
    const scripts = { dev: 'vite', 'dev:all': 'run-p dev css', css: 'sass --watch a' };
    assert.deepEqual(lines(shell('npm run dev -- --host'), null, scripts), ['vite --host']);
    assert.deepEqual(lines(shell('pnpm --filter web dev'), null, scripts), ['vite']);
    assert.deepEqual(lines(shell('yarn dev:all'), null, scripts), ['vite', 'sass --watch a']);
    assert.deepEqual(lines(shell('npm run nothing'), null, scripts), []);
    assert.deepEqual(lines(shell('npm run a'), null, { a: 'npm run b', b: 'npm run a' }), []);
    assert.deepEqual(lines(shell('npm run a'), null, { a: 'npm run a & '.repeat(1000) }), []);
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('npm', 'run', 'a', '"', "'", '&&', '$(', '\\', 'sh', '-c', ' '), { maxLength: 12 }), (text, parts) => {
        for (const each of [text, parts.join(''), parts.join(' ')]) {
          lines(shell(each), null, { a: each });
          lines(words(...each.split(' ')), shell(each));
        }
      }),
    ); // prettier-ignore
  });
});

describe('splitShell', () => {
  it('splits words as a shell does', () => {
    const word = fc.array(fc.constantFrom('a', 'b-c', '=', "'x y'", '"p q"', "\\'", '"\\""', '/', '.', "''z"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')); // prettier-ignore
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (all) => {
        const text = all.join(' ');
        const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
        assert.deepEqual(splitShell(text), [stdout.split('\0').slice(0, -1)], text);
      }),
      { numRuns: 60 },
    );
  });

  it('ends a command where the shell does', () => {
    assert.deepEqual(splitShell('a && b || c; d | e & f\ng "x && y"'), [
      ['a'],
      ['b'],
      ['c'],
      ['d'],
      ['e'],
      ['f'],
      ['g', 'x && y'],
    ]);
  });

  it('takes no more time for a long text than it must', () => {
    const start = performance.now();
    for (const text of [
      '"'.repeat(50_000),
      "'".repeat(50_001),
      '\\'.repeat(50_001),
      '"a'.repeat(25_000),
      'a'.repeat(100_000),
    ])
      splitShell(text);
    assert.ok(performance.now() - start < 5_000);
  });
});
