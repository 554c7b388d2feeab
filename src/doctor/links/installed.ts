import { message } from '../../text/message';
import { knownValue } from '../../text/observed';
import type { Examination } from '../examination';
import { fail, ok, unknown, type Proof, type Verdict } from '../verdict';
import { blockedBy, type Link } from './link';

const proofOf = (answer: string): Proof => ({
  command: 'reg.exe query …\\Uninstall\\Docker Desktop, and the folders it takes by default',
  answer,
});

/** Docker Desktop is where its installer says, or where it is put by default. */
export const installed: Link = {
  id: 'docker-installed',
  needs: 'windows',
  async probe(examination) {
    const { install } = examination.snapshot.docker;
    if ('unknown' in install) return unknown(install.unknown);
    const found = install.value;
    if (found === null) return judgeAbsent(examination);
    const proof = proofOf(`${found.folder}\n${found.version ?? 'no version'}`);
    return found.version === null
      ? ok(message('It is installed.'), [proof])
      : ok(message('Version {0} is installed.', found.version), [proof]);
  },
};

/** Whoever uses another engine needs none. */
async function judgeAbsent(examination: Examination): Promise<Verdict> {
  const { distro, snapshot } = examination;
  const proof = proofOf('nothing');
  const other = snapshot.distros.find(({ kind }) => kind === 'podman' || kind === 'rancher');
  if (other) return ok(message('It is not installed; {0} is there instead.', other.name), [proof], { ends: true });
  if (knownValue(snapshot.docker.otherEngine) === true) {
    const pipe = { command: 'the pipes of Windows', answer: 'docker_engine' };
    return ok(message('It is not installed; another engine is there instead.'), [proof, pipe], { ends: true });
  }
  if (distro && !examination.mayEnter) {
    return unknown(
      message(
        'It is not installed. Whether {0} has an engine of its own is not known: looking would start it.',
        distro.name,
      ),
      [proof],
      { ends: true, fix: { act: 'installDocker' } },
    );
  }
  if (distro) {
    const looked = await examination.facts();
    if ('blocked' in looked) return blockedBy(looked.blocked);
    if (looked.facts.engine) {
      const engine = { command: 'pgrep -x dockerd', answer: String(looked.facts.engine.id) };
      return ok(message('It is not installed; the distro has an engine of its own.'), [proof, engine], { ends: true });
    }
  }
  return fail(message('Docker Desktop is not installed.'), [proof], { fix: { act: 'installDocker' } });
}
