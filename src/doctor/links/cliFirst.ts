import { isShared } from '../../docker/probe';
import { message } from '../../text/message';
import { places } from '../inside/facts';
import { fail, ok } from '../verdict';
import { blockedBy, seen, type Link } from './link';

const usual: readonly string[] = [places.cli, '/bin/docker'];

/** The docker that a shell of this user finds first. Another one than Docker Desktop's may be there on purpose: it has to work. */
export const cliFirst: Link = {
  id: 'cli-first',
  needs: 'distro',
  async probe(examination) {
    const login = await examination.login();
    if ('blocked' in login) return blockedBy(login.blocked);
    const { clis, path } = login.facts;
    const [first] = clis;
    const found = seen('which -a docker', clis.join('\n') || 'nothing');
    if (first === undefined) {
      return fail(message('The PATH of your login shell leads to no docker.'), [found, seen('echo $PATH', path)], {
        nextStep: message('Add /usr/bin to the PATH again: a start file of the shell replaces it.'),
      });
    }
    const looked = await examination.facts();
    // At that place there may be one of the distro's own.
    const isDesktops = !('facts' in looked) || isShared(looked.facts.cliEnd);
    if (usual.includes(first) && isDesktops) return ok(message('It is the one of Docker Desktop.'), [found]);
    const asked = await examination.ask(['env', `PATH=${path}`, first, '--version'], `${first} --version`);
    if (asked.kind !== 'ran') return blockedBy(asked);
    return asked.run.status === 0
      ? ok(message('It is {0}, and it works.', first), [found, asked.proof])
      : fail(message('{0} comes first on the PATH, and it does not work.', first), [found, asked.proof], {
          nextStep: message('Remove it, or put /usr/bin before its folder in the PATH.'),
        });
  },
};
