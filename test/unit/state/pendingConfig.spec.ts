import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  isVmSeenRunning,
  recordAfter,
  recordAfterWriting,
  type ConfigLook,
  type ConfigRecord,
} from '../../../src/state/pendingConfig';

const start = Date.UTC(2026, 0, 2, 9);
const old = { size: 10, mtimeMs: start - 1000 };
const fresh = { size: 12, mtimeMs: start + 30_000 };

/** A look so many seconds after the first one. */
function look(seconds: number, runs: boolean | null, stamp = old): ConfigLook {
  return { at: new Date(start + seconds * 1000).toISOString(), stamp, runs };
}

function after(...looks: (ConfigLook | 'wrote')[]): ConfigRecord | null {
  let record: ConfigRecord | null = null;
  let last = look(0, true);
  for (const each of looks) {
    if (each === 'wrote') record = recordAfterWriting({ ...last, stamp: fresh });
    else record = recordAfter(record, (last = each));
  }
  return record;
}

describe('a change of .wslconfig', () => {
  const waits = { since: new Date(start).toISOString(), isSure: true };

  it('of ours waits as long as WSL is seen running', () => {
    assert.deepEqual(after(look(0, true), 'wrote')?.pending, waits);
    assert.deepEqual(after(look(0, true), 'wrote', look(60, true, fresh), look(120, true, fresh))?.pending, waits);
    assert.deepEqual(after(look(0, true), 'wrote', look(60, null, fresh))?.pending, waits, 'nobody could tell');
  });

  it('is in force once WSL was seen off, or was off when it was made', () => {
    assert.equal(after(look(0, true), 'wrote', look(60, false, fresh), look(120, true, fresh))?.pending, null);
    assert.equal(after(look(0, false), 'wrote', look(60, true, fresh))?.pending, null);
  });

  it('may be in force where nobody has looked for long', () => {
    const long = after(look(0, true), 'wrote', look(3600, true, fresh), look(3660, true, fresh));
    assert.deepEqual(long?.pending, { ...waits, isSure: false });
  });

  it('of others may wait, where WSL was seen running before and behind it', () => {
    const since = new Date(fresh.mtimeMs).toISOString();
    assert.deepEqual(after(look(0, true), look(60, true, fresh))?.pending, { since, isSure: false });
  });

  it('of others is not spoken of where nobody knows what came first', () => {
    assert.equal(after(look(60, true, fresh))?.pending, null, 'the first look');
    assert.equal(after(look(0, false), look(60, true, fresh))?.pending, null, 'it was off meanwhile');
    assert.equal(after(look(0, null), look(60, null, fresh)), null);
  });

  it('is never called certain when the virtual machine was off at any look behind it', () => {
    const step = fc.record({
      gap: fc.integer({ min: 1, max: 600 }),
      runs: fc.option(fc.boolean()),
      changed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let record: ConfigRecord | null = recordAfterWriting(look(0, true));
        let at = 0;
        let wasOff = false;
        for (const { gap, runs, changed } of steps) {
          at += gap;
          wasOff ||= runs === false;
          record = recordAfter(record, look(at, runs, changed ? { size: at, mtimeMs: start + at } : old));
        }
        if (wasOff) assert.notEqual(record?.pending?.isSure, true);
      }),
    );
  });
});

describe('whether the virtual machine runs', () => {
  const distro = (state: 'running' | 'stopped' | 'converting', wslVersion: 1 | 2 = 2) => ({ state, wslVersion });
  const runs = (distros: ReturnType<typeof distro>[], staleSince: string | null = null) =>
    isVmSeenRunning({ distros, listed: true, staleSince });

  it('is told by the WSL 2 distros alone, and by no old list', () => {
    assert.equal(runs([distro('running'), distro('stopped')]), true);
    assert.equal(runs([distro('running', 1), distro('stopped')]), false);
    assert.equal(runs([distro('converting'), distro('stopped')]), null);
    assert.equal(runs([distro('running')], '2026-01-02T03:04:05.678Z'), null);
    assert.equal(isVmSeenRunning({ distros: [distro('running')], listed: false, staleSince: null }), null);
  });
});
