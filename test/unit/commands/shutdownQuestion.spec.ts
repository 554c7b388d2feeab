import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shutdownQuestion, type ShutdownFacts } from '../../../src/commands/shutdownQuestion';
import { asked } from './questions';

const facts: ShutdownFacts = {
  running: ['Ubuntu', 'Fedora', 'docker-desktop'],
  docker: true,
  containers: 2,
  window: null,
};
const ask = (given: Partial<ShutdownFacts>) => asked(shutdownQuestion({ ...facts, ...given }));

describe('asking before WSL is shut down', () => {
  it('lists everything that runs, and the containers', () => {
    const { detail } = ask({});
    assert.match(detail, /\(3\) end with their programs: Ubuntu, Fedora, docker-desktop\./);
    assert.match(detail, /Docker Desktop's engine ends\. Containers that run on it now: 2\./);
    assert.match(detail, /reports a crash and does not come back by itself/);
  });

  it('offers to stop Docker Desktop first, where it runs, and that is the first choice', () => {
    assert.deepEqual(ask({}).buttons, ['Stop Docker Desktop First, Then Shut Down (Distros: 3)', 'Shut Down Only']);
    assert.deepEqual(shutdownQuestion(facts).choices[0]?.[0], 'dockerFirst');
  });

  it('says nothing of Docker Desktop where it does not run', () => {
    const { detail, buttons } = ask({ docker: false });
    assert.doesNotMatch(detail, /Docker/);
    assert.deepEqual(buttons, ['Shut Down All of WSL (Distros: 3)']);
  });

  it('says what is not known', () => {
    assert.match(ask({ containers: null }).detail, /how many containers run on it is not known/);
    const unknown = ask({ docker: null });
    assert.match(unknown.detail, /Whether Docker Desktop runs is not known/);
    assert.equal(unknown.buttons.length, 1);
  });

  it('goes on where WSL does not answer, which a shutdown is for, and counts nothing then', () => {
    const hanging = ask({ running: null, containers: null });
    assert.match(hanging.detail, /^Which distros run is not known: WSL does not answer\.\nWindows connected/);
    assert.deepEqual(hanging.buttons, ['Stop Docker Desktop First, Then Shut Down All of WSL', 'Shut Down Only']);
    assert.deepEqual(ask({ running: null, docker: false }).buttons, ['Shut Down All of WSL']);
  });

  it('says that this window ends, and what a shutdown does where nothing runs', () => {
    assert.match(ask({ window: { name: null } }).detail, /This very window/);
    const { detail, buttons } = ask({ running: [], docker: false });
    assert.match(detail, /^No distro runs\./);
    assert.deepEqual(buttons, ['Shut Down All of WSL (Distros: 0)']);
  });
});
