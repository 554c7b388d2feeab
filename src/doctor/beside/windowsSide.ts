import { healthProblems } from '../../state/health';
import { explainProblem, type Problem } from '../../state/problem';
import { message } from '../../text/message';
import { knownValue } from '../../text/observed';
import type { BesideId } from '../checks';
import { fail, ok, type Verdict } from '../verdict';
import type { Beside } from './beside';

const isOfSettings = ({ kind }: Problem): boolean => /^docker(?:Settings|Policy)/.test(kind);

/**
 * Settings on which Docker Desktop will not start the next time, and a default distro that is nobody's to work in. Where
 * Docker Desktop does not run, its link tells of its settings.
 */
export const windowsSide: Beside = {
  probe({ snapshot }) {
    const problems = healthProblems(snapshot);
    const verdicts = new Map<BesideId, Verdict>();
    if (knownValue(snapshot.docker.running) === true) {
      const damaged = problems.find(isOfSettings);
      verdicts.set('docker-settings', damaged ? ofProblem(damaged) : ok(message('They can.')));
    }
    const foreign = problems.find(({ kind }) => kind === 'engineDistroIsDefault');
    if (foreign) verdicts.set('default-distro', ofProblem(foreign));
    else if (snapshot.staleSince === null && snapshot.distros.some(({ isDefault }) => isDefault)) {
      verdicts.set('default-distro', ok(message('It is.')));
    }
    return Promise.resolve(verdicts);
  },
};

function ofProblem(problem: Problem): Verdict {
  const { message: text, nextStep, evidence } = explainProblem(problem);
  return fail(text, evidence === '' ? [] : [{ command: problem.kind, answer: evidence }], {
    nextStep,
    fix: problem.kind === 'engineDistroIsDefault' ? { act: 'setDefaultDistro' } : null,
  });
}
