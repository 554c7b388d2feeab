import { message } from '../../text/message';
import { fail, ok } from '../verdict';
import { blockedBy, type Link } from './link';

/** Compose is a plugin, found through links of its own. */
export const compose: Link = {
  id: 'compose',
  needs: 'distro',
  async probe(examination) {
    const call = await examination.dockerCall('compose', 'version', '--short');
    const asked = await examination.ask(call, 'docker compose version --short');
    if (asked.kind === 'hangs') return fail(message('docker compose does not answer.'), [asked.proof]);
    if (asked.kind !== 'ran') return blockedBy(asked);
    if (asked.run.status === 0) return ok(message('It does.'), [asked.proof]);
    return fail(message('docker works in the distro, and docker compose does not.'), [asked.proof], {
      nextStep: message('Look for links that lead nowhere in ~/.docker/cli-plugins and remove them.'),
    });
  },
};
