import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CopyProgress } from '../../../../src/projects/move/copy';
import type { Survey } from '../../../../src/projects/move/survey';
import { progressText, shareOf } from '../../../../src/projects/move/words';
import { inEnglish } from '../../../../src/text/message';

const megabyte = 1024 * 1024;
/** A tree of small files: each was told of in a tenth of a millisecond. */
const survey = { files: 10_000, bytes: 10 * megabyte, milliseconds: 1_000 } as Survey;

function at(files: number, bytes: number, milliseconds: number, before = 0): CopyProgress {
  return { phase: 'copying', files: files + before, bytes, sent: { files, bytes, milliseconds } };
}

const told = (progress: CopyProgress, of = survey): string => inEnglish(progressText(progress, { survey: of }, 'en'));

describe('how far a move is', () => {
  it('has no time left as long as what was sent says nothing of it', () => {
    assert.equal(told(at(1, 6, 1_900)), '6 byte of 10 MB, 1 of 10,000 files');
    assert.equal(told(at(0, 0, 60_000)), '0 byte of 10 MB, 0 of 10,000 files');
  });

  it('goes by the number of small files and by the size of large ones', () => {
    // A tenth of the files in ten seconds, in which there was nothing: the rest takes nine times as long.
    assert.match(told(at(1_000, 0, 10_000)), /0 byte per second, 1:3\d left$/);
    assert.ok(Math.abs(shareOf({ files: 1_000, bytes: 0 }, { survey }) - 0.1) < 0.02);
    const large = { files: 2, bytes: 4096 * megabyte, milliseconds: 1 } as Survey;
    assert.match(told(at(1, 1024 * megabyte, 10_000), large), /102 MB per second, 0:30 left$/);
  });

  it('counts what had arrived before as done, and not as sent now', () => {
    assert.match(told(at(1_000, 0, 10_000, 8_000)), /, 9,000 of 10,000 files, .* 0:1\d left$/);
  });

  it('tells hours as a clock does', () => {
    assert.match(told(at(100, megabyte / 10, 60_000)), /1:39:00 left$/);
  });
});
