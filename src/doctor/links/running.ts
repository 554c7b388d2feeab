import { backendPipe } from '../../docker/pipes';
import { findWaitingFacts } from '../../docker/waiting';
import { message } from '../../text/message';
import { askAboutVersions } from '../../state/about';
import { explainProblem } from '../../state/problem';
import { Cancelled, type Examination } from '../examination';
import { trapsFor } from '../traps';
import { fail, ok, unknown, type Proof, type Verdict } from '../verdict';
import type { Link } from './link';

/** Its own process is up: on Windows its pipe tells, elsewhere its own distro. */
export const running: Link = {
  id: 'docker-running',
  needs: 'windows',
  async probe(examination) {
    const { running: seen } = examination.snapshot.docker;
    if ('unknown' in seen) return unknown(seen.unknown);
    const byPipe = seen.source === 'pipes';
    const proof: Proof = {
      command: byPipe ? 'the pipes of Windows' : 'wsl.exe -l -v',
      answer: byPipe
        ? `${backendPipe}: ${seen.value ? 'there' : 'not there'}`
        : `docker-desktop: ${seen.value ? 'running' : 'stopped'}`,
    };
    return seen.value ? ok(message('It runs.'), [proof]) : judgeStopped(examination, proof);
  },
};

async function judgeStopped(examination: Examination, proof: Proof): Promise<Verdict> {
  const { machine, snapshot } = examination;
  const { settings } = snapshot.docker;
  const facts = await findWaitingFacts(machine, snapshot.docker);
  if (facts.settingsDamaged && settings.kind === 'read') {
    const issues = settings.settings.issues.map((issue) =>
      'key' in issue ? `${issue.kind} ${issue.key}` : issue.kind,
    );
    return fail(
      message('It does not run, and its settings are of a kind on which it refuses to start.'),
      [proof, { command: settings.file, answer: issues.join(', ') }],
      { nextStep: message('Restore the settings file from a backup, or correct what is named here; then start it.') },
    );
  }
  const about = await askAboutVersions(machine, examination.signal);
  if (about === null) throw new Cancelled();
  const [problem] = about.problems;
  if (about.versions === null && problem) {
    return fail(
      message('Docker Desktop does not run, and WSL does not tell its version, without which it may not start.'),
      [proof, { command: 'wsl.exe --version', answer: explainProblem(problem).evidence }],
      { fix: { act: 'updateWsl' }, traps: trapsFor(examination.dockerVersion, 'wsl-version-unreadable') },
    );
  }
  return fail(message('Docker Desktop does not run.'), [proof], { fix: { act: 'startDocker' } });
}
