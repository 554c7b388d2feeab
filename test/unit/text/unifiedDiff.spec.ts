import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { unifiedDiff } from '../../../src/text/unifiedDiff';
import { useFolder } from '../machine/temporary';

const folder = useFolder();

interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder(), path)), { recursive: true });
  writeFileSync(join(folder(), path), text);
}

/** Applies a diff with a program, and gives what that left in the files. */
function applied(program: readonly [string, ...string[]], changes: readonly Change[]): string[] {
  for (const { path, before } of changes) write(path, before);
  const diff = changes.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
  const [name, ...args] = program;
  const { status, stderr, error } = spawnSync(name, args, { cwd: folder(), input: diff, encoding: 'utf8' });
  if (error) throw error;
  assert.equal(status, diff === '' ? status : 0, `${stderr}\n${diff}`);
  return changes.map(({ path }) => readFileSync(join(folder(), path), 'utf8'));
}

const git = ['git', 'apply', '--whitespace=nowarn', '-'] as const;
const patch = ['patch', '-p1', '--binary', '-s', '-f'] as const;

const line = fc.constantFrom(
  'a',
  'b',
  'c',
  '',
  '  - x',
  '--- a/x',
  '+++ b/x',
  '@@ -1 +1 @@',
  '\\ No newline',
  'ä値\r',
  '\r',
  '\t',
  '\uFEFFq',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''))
  // A file without a byte is there all the same, but patch takes it away.
  .filter((each) => each !== '');
/** A text, and what some edits make of it. */
const edited = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat(3), line), { maxLength: 4 }))
  .map(([before, edits]) => {
    const lines = before.split('\n');
    for (const [at, removed, added] of edits) lines.splice(at % (lines.length + 1), removed, added);
    return [before, lines.join('\n') || 'left'] as const;
  });

describe('unifiedDiff', () => {
  it('shows what changes with three lines around', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
    assert.equal(
      unifiedDiff('a/b.yaml', before, before.replace('5', 'five')),
      '--- a/a/b.yaml\n+++ b/a/b.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
    assert.equal(
      unifiedDiff('x', 'a', 'b'),
      '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
    );
    assert.equal(unifiedDiff('x', '', 'a\n'), '--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n');
    assert.equal(unifiedDiff('x', before, before), '');
  });

  it('tells little changes in a long text apart, and gives up on a text that is another', () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index}`);
    const before = lines.join('\n');
    const after = lines.map((each, index) => (index % 10_000 === 5 ? 'new' : each)).join('\n');
    assert.equal(unifiedDiff('x', before, after).match(/^@@/gm)?.length, 5);
    const other = lines.map((each) => `${each}!`).join('\n');
    assert.equal(unifiedDiff('x', before, other).match(/^@@/gm)?.length, 1);
  });

  for (const [name, program] of Object.entries({ git, patch })) {
    // What reads a diff need not be on a machine that runs the tests.
    const isHere = spawnSync(name, ['--version']).status === 0;

    it(`is what ${name} makes the new text of, whatever was edited`, function () {
      if (!isHere) return this.skip();
      this.timeout(60_000);
      fc.assert(
        fc.property(fc.array(edited, { minLength: 1, maxLength: 40 }), (texts) => {
          const changes = texts.map(([before, after], index) => ({ path: `d/${index}.yaml`, before, after }));
          assert.deepEqual(
            applied(program, changes),
            changes.map(({ after }) => after),
          );
        }),
        { numRuns: 25 },
      );
    });

    it(`names files so that ${name} finds them`, function () {
      if (!isHere) return this.skip();
      const names = [
        'with blank.yaml',
        'a b/c d.yaml',
        'ä 値.yaml',
        "o'clock.yaml",
        'sub/.env',
        '2020-01-01 10:00:00.yaml',
      ];
      if (process.platform !== 'win32')
        names.push('tab\there.yaml', 'quote".yaml', 'back\\slash.yaml', 'line\nend.yaml');
      for (const path of names)
        assert.deepEqual(applied(program, [{ path, before: 'a\n', after: 'b\n' }]), ['b\n'], path);
    });
  }
});
