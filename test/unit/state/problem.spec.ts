import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { programNames, type ProgramName } from '../../../src/machine/command';
import { explainProblem, type Problem } from '../../../src/state/problem';
import { inEnglish } from '../../../src/text/message';
import { manyNames, specialSamples, sampleProblems, sampleRegistration as id } from '../../../scripts/problemSamples';

/** Their evidence is empty: nothing was run. */
const nothingRun = new Set<Problem['kind']>([
  'nameHasBlanks',
  'distroGone',
  'notWindows',
  'otherAccount',
  'interopOff',
  'distroNotRunning',
  'versionUnchanged',
  'dockerNotInstalled',
  'engineDistroIsDefault',
  'integrationFromInside',
  'engineNotAnswering',
  'dockerStillRuns',
]);

describe('what people are told of a problem', () => {
  for (const problem of [...sampleProblems.values()].flat()) {
    it(`${problem.kind}: ${inEnglish(explainProblem(problem).message)}`, () => {
      const { message: what, nextStep, evidence: shown } = explainProblem(problem);
      for (const sentence of [inEnglish(what), inEnglish(nextStep)]) {
        assert.match(sentence, /^[A-Z].*\.$/);
        assert.doesNotMatch(sentence, /\{\d\}|undefined|null|\{…\}/);
      }
      assert.ok(inEnglish(what).length < 140, `${inEnglish(what).length} characters`);
      assert.equal(shown === '', nothingRun.has(problem.kind));
      if ('output' in problem) {
        assert.ok(shown.includes('wsl.exe -l -v') && shown.includes('what it printed'));
        assert.equal(shown.includes('exit 255'), problem.exitCode !== null);
      }
    });
  }

  it('names what the problem names', () => {
    const told = (problem: Problem): string => inEnglish(explainProblem(problem).message);
    assert.ok(told(specialSamples.brokenRegistration[0]!).includes(id));
    assert.ok(told(specialSamples.startFailed[0]!).includes('wsl'));
    assert.ok(told(specialSamples.distroGone[0]!).includes('Ubuntu'));
    assert.ok(told(specialSamples.timeout[0]!).includes('15 seconds'));
    assert.ok(told(specialSamples.outputTooLarge[0]!).includes('wsl.exe'));
    assert.ok(told(specialSamples.unexpectedExit[0]!).includes('255'));
    assert.ok(told(specialSamples.emptyListDisagrees[0]!).includes('Ubuntu, Debian.'));
    assert.ok(told(specialSamples.emptyListDisagrees[1]!).includes('distro-0, distro-1, '));
    assert.equal(explainProblem(specialSamples.emptyListDisagrees[1]!).evidence, manyNames.join(', '));
  });

  it('says of a program what there is to do about that program', () => {
    const told = (problem: Problem): string => {
      const { message: what, nextStep } = explainProblem(problem);
      return `${inEnglish(what)} ${inEnglish(nextStep)}`;
    };
    const of = (program: ProgramName): readonly Problem[] => [
      { kind: 'timeout', program, command: '', seconds: 15 },
      { kind: 'programMissing', program, command: '' },
    ];
    for (const problem of of('wsl')) assert.match(told(problem), /^WSL .*(?:restart Windows|wsl --install)/);
    for (const program of ['docker', 'dockerDesktop'] as const) {
      for (const problem of of(program)) {
        assert.match(told(problem), /Docker Desktop .*(?:docker|Docker Desktop)\.exe/);
        assert.doesNotMatch(told(problem), /WSL|Windows/);
      }
    }
    for (const program of programNames.filter((name) => !/^(?:wsl|docker)/.test(name))) {
      for (const problem of of(program)) {
        assert.ok(told(problem).includes(program), told(problem));
        assert.doesNotMatch(told(problem), /WSL|Docker/);
      }
    }
  });
});
