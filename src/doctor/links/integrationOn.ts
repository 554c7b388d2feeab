import { isShared } from '../../docker/probe';
import { message } from '../../text/message';
import { whyApart } from '../apart';
import type { Examination } from '../examination';
import { places, type Facts } from '../inside/facts';
import { trapsFor } from '../traps';
import { fail, ok, unknown, type Proof, type Verdict } from '../verdict';
import { blockedBy, type Link } from './link';

/**
 * Integration is on by Docker Desktop's settings or policy. Off is what somebody has chosen; only where the links of an
 * integration are still in the distro was it on before, and may have been lost (docker/for-win#13933).
 */
export const integrationOn: Link = {
  id: 'integration-on',
  needs: 'windows',
  async probe(examination) {
    const { distro, snapshot } = examination;
    if (!distro) return unknown(message('No distro was chosen.'), [], { ends: true });
    const { set, setBy } = distro.integration;
    const proof: Proof = {
      command: "Docker Desktop's settings",
      answer: 'value' in set ? `${set.value}${setBy ? ` by ${setBy}` : ''}` : 'they do not say',
    };
    const apart = whyApart(snapshot, distro);
    if (apart !== null) {
      const left = examination.mayEnter && distro.wslVersion === 2 ? await leftBehind(examination, proof) : null;
      return left ?? ok(apart, [proof], { ends: true, fix: { act: 'openDockerSettings' } });
    }
    if ('value' in set && set.value === 'on') return ok(message('It is.'), [proof]);
    const looked = await examination.facts();
    if ('blocked' in looked) return blockedBy(looked.blocked);
    if (looked.facts.proxy) {
      return ok(message('The settings do not say, and the proxy runs in the distro.'), [
        proof,
        proxyProof(looked.facts),
      ]);
    }
    return unknown(message('The settings do not say, and nothing of Docker Desktop runs in the distro.'), [proof], {
      ends: true,
      fix: { act: 'enableIntegration' },
    });
  },
};

const proxyProof = ({ proxy }: Facts): Proof => ({
  command: `pgrep -f ${places.proxy}`,
  answer: proxy ? String(proxy.id) : 'nothing',
});

/** What an integration that ended in order takes away. A proxy that still runs is one that is just being switched. */
async function leftBehind(examination: Examination, settings: Proof): Promise<Verdict | null> {
  const looked = await examination.facts();
  if ('blocked' in looked) return null;
  const { cli, cliTo, socket, socketTo, proxy } = looked.facts;
  if (proxy || !cli.has('link') || !isShared(cliTo) || !socket.has('link') || !isShared(socketTo)) return null;
  // While Docker Desktop does not run its links stay behind whatever is set.
  if (!looked.facts.shared.has('there')) return null;
  return fail(
    message('Integration is off, and its links are still in the distro: it was on, and may have been lost.'),
    [
      settings,
      { command: `readlink ${places.cli}`, answer: cliTo },
      { command: `readlink ${places.socket}`, answer: socketTo },
      proxyProof(looked.facts),
    ],
    {
      nextStep: message(
        'Switch it on for this distro by name: then it does not depend on which distro is the default.',
      ),
      fix: { act: 'enableIntegration' },
      traps: trapsFor(examination.dockerVersion, 'integration-lost'),
    },
  );
}
