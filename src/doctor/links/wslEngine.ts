import { describeWaiting, findWaitingFacts } from '../../docker/waiting';
import { message } from '../../text/message';
import { knownValue } from '../../text/observed';
import type { Examination } from '../examination';
import { sameName } from '../names';
import { fail, ok, unknown, type Proof, type Verdict } from '../verdict';
import type { Link } from './link';

/** The engine for distros lives in a distro of Docker Desktop's own. */
export const wslEngine: Link = {
  id: 'wsl-engine',
  needs: 'windows',
  async probe(examination) {
    const { docker, distros, listed, staleSince } = examination.snapshot;
    const backend = knownValue(docker.backend);
    if (backend === 'hyperv') {
      return ok(message('It is on the Hyper-V engine, as set.'), [
        { command: "Docker Desktop's settings", answer: 'WslEngineEnabled: false' },
      ]);
    }
    if (!listed || staleSince !== null) return unknown(message('WSL did not list its distros.'));
    const own = distros.find(({ name }) => sameName(name, 'docker-desktop'));
    const proof: Proof = {
      command: 'wsl.exe -l -v',
      answer: own ? `docker-desktop ${own.state}` : 'no docker-desktop',
    };
    if (own?.state === 'running') return ok(message('It runs.'), [proof]);
    if (own && own.state !== 'stopped') return unknown(message('Whether its own distro runs is not known.'), [proof]);
    // Without an entry in the settings it may be on Hyper-V, which needs none.
    if (!own && backend === null) return unknown(message('Its settings do not say which engine it uses.'), [proof]);
    return judgeStopped(examination, proof, own !== undefined);
  },
};

async function judgeStopped(examination: Examination, proof: Proof, isThere: boolean): Promise<Verdict> {
  const { machine, snapshot } = examination;
  const facts = await findWaitingFacts(machine, snapshot.docker);
  const [, reason] = describeWaiting(facts, 0);
  const isWaiting = facts.signInDemanded || facts.termsNotAccepted || facts.settingsDamaged;
  return fail(
    isThere
      ? message('Docker Desktop runs, and its own distro does not: it was stopped underneath, or it is not ready yet.')
      : message('Docker Desktop runs, and its own distro is not registered.'),
    [proof],
    { fix: { act: 'restartDocker' }, nextStep: isWaiting && reason ? reason : null },
  );
}
