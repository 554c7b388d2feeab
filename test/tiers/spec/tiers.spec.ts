import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../vscode/harness/paths';
import { judge, succeeded, type TierCounts, totalLine } from '../count';

const good: TierCounts = { passed: 3, failed: [], skipped: [], retried: [] };
const skipping: TierCounts = { passed: 1, failed: [], skipped: ['later'], retried: [] };

describe('the count of a tier', () => {
  it('is what its reporter wrote', () => {
    assert.deepEqual(judge(good, 0, false), good);
    const failing = { passed: 1, failed: ['a', 'b'], skipped: ['c'], retried: [] };
    assert.deepEqual(judge(failing, 2, false), failing);
  });

  it('is one failure when it ended before it had counted', () => {
    assert.equal(totalLine([judge(undefined, 137, false)]), '0 passed, 1 failed, 0 skipped');
  });

  it('has one more failure when it was ended at its limit or exited badly afterwards', () => {
    assert.equal(totalLine([judge(undefined, 143, true)]), '0 passed, 1 failed, 0 skipped');
    assert.equal(totalLine([judge(good, 1, false)]), '3 passed, 1 failed, 0 skipped');
  });

  it('is one failure when there is no test', () => {
    assert.equal(
      totalLine([judge({ passed: 0, failed: [], skipped: [], retried: [] }, 0, false)]),
      '0 passed, 1 failed, 0 skipped',
    );
  });

  it('adds up over the tiers, and forgives a skip only where skips are allowed', () => {
    assert.equal(totalLine([good, skipping]), '4 passed, 0 failed, 1 skipped');
    assert.deepEqual([succeeded([good, skipping], true), succeeded([good, skipping], false)], [true, false]);
    assert.equal(succeeded([good, judge(undefined, 1, false)], true), false);
  });
});

describe('the reporter of a tier', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'slipway-tier-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function counts(spec: string): TierCounts | undefined {
    const file = join(folder, 'some.spec.cjs');
    const counted = join(folder, 'counts.json');
    writeFileSync(file, spec);
    const mocha = join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const reporter = join(projectRoot, 'test', 'tiers', 'reporter.cjs');
    const args = [mocha, '--no-config', '--reporter', reporter, file];
    spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, SLIPWAY_COUNTS: counted } });
    try {
      return JSON.parse(readFileSync(counted, 'utf8')) as TierCounts;
    } catch {
      return undefined;
    }
  }

  it('counts, and names what did not pass and why', () => {
    const spec = `describe('s', () => { it('a', () => {}); it('b', () => { throw new Error('\\n no\\nmore'); }); it.skip('c', () => {});
      describe('h', () => { before(() => { throw new Error('no'); }); it('d', () => {}); }); });`;
    assert.deepEqual(counts(spec), {
      passed: 1,
      failed: ['s b: no more', 's h "before all" hook for "d": no'],
      skipped: ['s c'],
      retried: [],
    });
  });

  it('names what needed a second try', () => {
    const spec = `let tries = 0; it('a', function () { this.retries(1); if (tries++ === 0) throw new Error('no'); });`;
    assert.deepEqual(counts(spec), { passed: 1, failed: [], skipped: [], retried: ['a: no'] });
  });

  it('leaves no count when the run is cut short', () => {
    assert.equal(counts(`it('ends all', () => process.exit(0));`), undefined);
    assert.equal(counts(`throw new Error('while loading');`), undefined);
  });
});
