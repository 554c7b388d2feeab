import assert from 'node:assert/strict';
import type { FileResult } from '../../../src/machine/files';
import { applyPlans, planFixes, type FixPlan, type FixableFile } from '../../../src/cli/applyFixes';

import type { ScannedText } from '../../../src/mounts/scan';
import type { Finding } from '../../../src/text/finding';
import { message } from '../../../src/text/message';
import { LineIndex } from '../../../src/text/range';

/** Each `x` of a text is a finding whose fix is a `y`. */
function scan(text: string): ScannedText {
  const fixable = [...text.matchAll(/x/g)].map(({ index }): Finding => {
    const range = { start: index, end: index + 1 };
    return {
      rule: 'no-x',
      severity: 'hint',
      range,
      anchor: index,
      message: message('x'),
      evidence: { source: 'x', resolved: null },
      fixes: () => [{ title: message('x'), safe: true, cures: true, edits: [{ range, newText: 'y' }] }],
    };
  });
  return {
    mounts: [],
    findings: fixable,
    fixable,
    ports: () => [],
    errors: [],
    lines: new LineIndex(text),
    wanted: new Set(),
  };
}

/** Files that are kept in a map, as a call would have read them. */
function filesOf(disk: Map<string, string>, changes: Partial<FixableFile> = {}): FixableFile[] {
  return [...disk].map(([file, text]) => ({
    ...scan(text),
    file,
    text,
    mark: '',
    isUnjudged: false,
    rescan: (other) => Promise.resolve(scan(other)),
    replace: (before, after): Promise<FileResult<void>> => {
      if (disk.get(file) !== before) return Promise.resolve({ kind: 'failed', code: 'changed', reason: 'changed' });
      disk.set(file, after);
      return Promise.resolve({ kind: 'ok', value: undefined });
    },
    ...changes,
  }));
}

const going = new AbortController().signal;

async function run(disk: Map<string, string>, look: () => readonly FixableFile[], signal = going) {
  const plans = await planFixes(filesOf(disk));
  const { outcomes, errors } = await applyPlans(plans, () => Promise.resolve(look()), signal);
  return { outcomes: plans.map((plan) => outcomes.get(plan)), errors };
}

describe('carrying out fixes', () => {
  it('plans nothing for a file without', async () => {
    assert.deepEqual(await planFixes(filesOf(new Map([['a', 'aaa']]))), []);
  });

  it('goes on until nothing is left to fix, and stops where that never is', async () => {
    const grows = (text: string): Promise<ScannedText> => Promise.resolve(scan(text.replaceAll('y', 'x')));
    const [plan] = await planFixes(filesOf(new Map([['a', 'xx']]), { rescan: grows }));
    assert.equal(plan?.text, 'yy');
    assert.equal(plan.applied.length, 20);
    assert.equal(plan.first.length, 2);
  });

  it('looks whether the findings are gone', async () => {
    const disk = new Map([
      ['a', 'xax'],
      ['b', 'b'],
    ]);
    assert.deepEqual(await run(disk, () => filesOf(disk)), { outcomes: ['fixed'], errors: [] });
    assert.deepEqual([...disk.values()], ['yay', 'b']);
  });

  it('puts a file back in which one is still there, or that cannot be read any more', async () => {
    const stubborn = (file: FixableFile, still: string): FixableFile => ({ ...file, ...scan(still), text: file.text });
    for (const still of ['x', 'xx']) {
      const disk = new Map([['a', 'xx']]);
      const look = () => filesOf(disk).map((file) => stubborn(file, still));
      assert.deepEqual(await run(disk, look), { outcomes: ['rolledBack'], errors: [] });
      assert.equal(disk.get('a'), 'xx');
    }
    const broken = new Map([['a', 'x']]);
    const errors = [{ offset: 0, reason: 'broken' }];
    const { outcomes } = await run(broken, () => filesOf(broken).map((file) => ({ ...file, errors })));
    assert.deepEqual([outcomes, broken.get('a')], [['rolledBack'], 'x']);
    const gone = new Map([['a', 'x']]);
    assert.deepEqual((await run(gone, () => [])).outcomes, ['rolledBack']);
  });

  it('leaves what somebody else has written', async () => {
    const disk = new Map([['a', 'x']]);
    const look = () => {
      disk.set('a', 'theirs');
      return filesOf(disk);
    };
    assert.deepEqual(await run(disk, look), { outcomes: ['failed'], errors: [{ file: 'a', message: 'changed' }] });
    assert.equal(disk.get('a'), 'theirs');
  });

  it('does not begin what was cancelled before', async () => {
    const disk = new Map([['a', 'x']]);
    assert.deepEqual((await run(disk, () => filesOf(disk), AbortSignal.abort())).outcomes, ['open']);
    assert.equal(disk.get('a'), 'x');
  });

  it('tells what could not be written, and goes on', async () => {
    const disk = new Map([
      ['a', 'x'],
      ['b', 'x'],
    ]);
    const plans = (await planFixes(filesOf(disk))).map((plan): FixPlan =>
      plan.file.file === 'a' ? { ...plan, file: { ...plan.file, text: 'older' } } : plan,
    );
    const { outcomes, errors } = await applyPlans(plans, () => Promise.resolve(filesOf(disk)), going);
    assert.deepEqual([...outcomes.values()], ['failed', 'fixed']);
    assert.deepEqual(errors, [{ file: 'a', message: 'changed' }]);
    assert.deepEqual([...disk.values()], ['x', 'y']);
  });
});
