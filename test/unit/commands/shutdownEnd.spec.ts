import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ProblemError } from '../../../src/commands/context';
import { describeEnd, runningNow, type ShutdownEnd } from '../../../src/commands/shutdownEnd';
import type { Problem } from '../../../src/state/problem';
import { inEnglish } from '../../../src/text/message';
import { hangs } from '../state/fakeMachine';
import { at, distro, snapshot } from '../views/snapshots';

const evidence = { command: 'wsl.exe -l -v', exitCode: 1, output: '' };
const ends: readonly ShutdownEnd[] = [
  { kind: 'ended', running: [] },
  { kind: 'ended', running: ['docker-desktop'] },
  { kind: 'ended', running: null },
  { kind: 'failed', error: new ProblemError(hangs) },
];

describe('the end of a shutdown of WSL', () => {
  it('offers Docker Desktop again wherever it was stopped first, and nowhere else', () => {
    for (const end of ends) {
      assert.match(inEnglish(describeEnd(end, true).offer!), /Docker Desktop was stopped for/);
      assert.equal(describeEnd(end, false).offer, null);
    }
  });

  it('is told as done only when nothing was seen to run after it', () => {
    const done = ends.map((end) => describeEnd(end, false).done && inEnglish(describeEnd(end, false).done!));
    assert.deepEqual(done, ['All of WSL is shut down.', null, null, null]);
    const offers = ends.map((end) => inEnglish(describeEnd(end, true).offer!).startsWith('WSL is shut down.'));
    assert.deepEqual(offers, [true, false, false, false]);
  });

  it('names what runs again, and says when nobody could see it', () => {
    const warnings = ends.map((end) => describeEnd(end, true).warning && inEnglish(describeEnd(end, true).warning!));
    assert.equal(warnings[0], null);
    assert.match(warnings[1] ?? '', /these run: docker-desktop\./);
    assert.match(warnings[2] ?? '', /did not answer when asked to confirm/);
    assert.equal(warnings[3], null, 'the failure is told by itself');
  });
});

describe('what runs before a shutdown', () => {
  const distros = [distro(), distro({ name: 'Debian', state: 'stopped' })];

  it('is what the list says', () => {
    assert.deepEqual(runningNow(snapshot({ distros })), ['Ubuntu']);
    assert.deepEqual(runningNow(snapshot({ distros: [] })), []);
  });

  it('is not known where WSL hangs or cannot list, whatever was seen before', () => {
    assert.equal(runningNow(snapshot({ distros, staleSince: at, problems: [hangs] })), null);
    assert.equal(runningNow(snapshot({ listed: false, problems: [hangs] })), null);
    const broken: Problem = { kind: 'brokenRegistration', id: null, property: null, ...evidence };
    assert.equal(runningNow(snapshot({ distros, problems: [broken] })), null);
  });

  it('is a problem of its own where there is no WSL', () => {
    for (const problem of [
      { kind: 'wslNotInstalled', ...evidence },
      { kind: 'programMissing', program: 'wsl', command: 'wsl' },
      { kind: 'notWindows' },
    ] as const) {
      assert.throws(
        () => runningNow(snapshot({ listed: false, problems: [problem] })),
        (error) => error instanceof ProblemError && error.problem === problem,
      );
    }
  });
});
