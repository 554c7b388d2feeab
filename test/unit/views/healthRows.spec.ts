import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Prerequisite } from '../../../src/state/prerequisites';
import { inEnglish, message } from '../../../src/text/message';
import { healthRows, type Health } from '../../../src/views/healthRows';

const quiet: Health = { problems: [], dismissed: 0, listed: true, prerequisites: null, restricted: false };

function rows(change: Partial<Health>) {
  return healthRows({ ...quiet, ...change }, inEnglish);
}

function answer(change: Partial<Prerequisite>): Prerequisite {
  return {
    id: 'wsl',
    verdict: 'met',
    found: message('WSL {0}', '2.6.1.0'),
    nextStep: null,
    page: 'https://aka.ms/wslinstall',
    evidence: 'WSL 2.6.1.0',
    ...change,
  };
}

describe('rows of what is wrong', () => {
  it('say that no problem was seen, and end with the prerequisites, which nobody has asked for', () => {
    const [first, last, ...more] = rows({});
    assert.deepEqual([first!.label, last!.label, more], ['No problem seen', 'Prerequisites', []]);
    assert.deepEqual([last!.open, last!.description, last!.children], ['collapsed', '', []]);
  });

  it('do not say so where the distros could not even be listed', () => {
    assert.deepEqual(
      rows({ listed: false }).map(({ label }) => label),
      ['Prerequisites'],
    );
  });

  it('show each problem with its next step and its evidence', () => {
    const problem = { kind: 'foreignEngine', name: 'Fedora', evidence: '$ docker version\nDocker Engine' } as const;
    const [row] = rows({ problems: [problem] });
    assert.match(row!.label, /^Fedora: /);
    assert.equal(row!.contextValue, 'problem');
    assert.equal(row!.subject.problem, problem);
    assert.deepEqual(row!.children.map(({ contextValue, label }) => [contextValue, label]).slice(1), [
      ['problem.evidence', '$ docker version'],
      ['problem.evidence', 'Docker Engine'],
    ]);
  });

  it('tell two problems of one kind apart', () => {
    const of = (name: string) => ({ kind: 'foreignEngine', name, evidence: '' }) as const;
    const ids = rows({ problems: [of('Fedora'), of('Debian')] }).map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
  });

  it('count what is hidden, so that it is never forgotten', () => {
    const row = rows({ dismissed: 2 }).find(({ contextValue }) => contextValue === 'dismissed');
    assert.equal(row!.label, 'Dismissed: 2');
    assert.equal(row!.command!.id, 'slipway.problem.showDismissed');
  });

  it('say first that the folder is restricted', () => {
    const [row] = rows({ restricted: true });
    assert.deepEqual([row!.id, row!.command!.id], ['restricted', 'slipway.trust.manage']);
  });
});

describe('rows of prerequisites', () => {
  function group(...prerequisites: Prerequisite[]) {
    return rows({ prerequisites }).at(-1)!;
  }

  it('say in words whether each is met, and what was found', () => {
    const { children } = group(
      answer({}),
      answer({ id: 'memory', verdict: 'notMet' }),
      answer({ id: 'windows', verdict: 'unknown' }),
    );
    assert.deepEqual(
      children.map(({ label, description }) => `${label}: ${description}`),
      ['WSL version: met · WSL 2.6.1.0', 'Memory: not met · WSL 2.6.1.0', 'Windows version: unknown · WSL 2.6.1.0'],
    );
    assert.equal(new Set(children.map(({ icon }) => icon!.name)).size, 3, 'colour is not the only sign');
  });

  it('are summed up on their group', () => {
    assert.equal(group(answer({})).description, 'all 1 met');
    const mixed = group(answer({ verdict: 'notMet' }), answer({ id: 'memory', verdict: 'unknown' }));
    assert.equal(mixed.description, 'not met: 1 · unknown: 1');
  });

  it('have the next step and the evidence below, and carry their page', () => {
    const [row] = group(answer({ verdict: 'notMet', nextStep: message('Run "wsl --update" in a terminal.') })).children;
    assert.deepEqual(
      row!.children.map(({ label }) => label),
      ['Run "wsl --update" in a terminal.', 'WSL 2.6.1.0'],
    );
    assert.equal(row!.subject.page, 'https://aka.ms/wslinstall');
  });
});
