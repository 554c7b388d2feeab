import { isDockerDesktop } from '../../docker/engine';
import { message } from '../../text/message';
import type { Examination } from '../examination';
import type { Facts, Process } from '../inside/facts';
import { fail, ok, warn } from '../verdict';
import { blockedBy, seen, type Link } from './link';

/** What the engine behind the distro's socket says of itself; null where it said nothing. */
async function platformOf(examination: Examination): Promise<string | null> {
  const asked = await examination.server();
  if (asked.kind !== 'ran' || asked.run.status !== 0) return null;
  const [line = ''] = Buffer.from(asked.run.stdout)
    .toString('utf8')
    .trim()
    .split(/[\r\n]/);
  return line;
}

const isDocker = (platform: string | null): boolean => platform !== null && isDockerDesktop(platform);

/**
 * The command that ends an engine for good; null where it belongs to another user, who alone can end it. One without root
 * (`dockerd-rootless.sh`) is a service of its user, and that of a snap is named by the snap.
 */
function stopCommand(engine: Process, { uid, init }: Facts): string | null {
  const isRoots = engine.uid === 0 || engine.uid === null;
  if (!isRoots && engine.uid !== uid) return null;
  if (engine.words.some((word) => word.startsWith('/snap/'))) return 'sudo snap stop --disable docker';
  if (init !== 'systemd') return isRoots ? 'sudo service docker stop' : `kill ${engine.id}`;
  return `${isRoots ? 'sudo systemctl' : 'systemctl --user'} disable --now docker.service docker.socket`;
}

/** An engine of the distro's own and an integration are in each other's way; without integration it is its user's choice. */
export const ownEngine: Link = {
  id: 'own-engine',
  needs: 'distro',
  async probe(examination) {
    const looked = await examination.facts();
    if ('blocked' in looked) return blockedBy(looked.blocked);
    const { engine } = looked.facts;
    const found = seen('pgrep -x dockerd', engine ? String(engine.id) : 'nothing');
    if (!engine) return ok(message('None does.'), [found]);
    const asked = await examination.server();
    const evidence = [found, asked.proof];
    const line = stopCommand(engine, looked.facts);
    const rest = {
      nextStep: message("Stop the distro's own engine, or switch the integration off for this distro."),
      fix: line === null ? null : ({ act: 'typeCommand', line } as const),
    };
    return isDocker(await platformOf(examination))
      ? warn(
          message("An engine of the distro's own runs beside Docker Desktop's, which answers for now."),
          evidence,
          rest,
        )
      : fail(message("An engine of the distro's own has taken the place of Docker Desktop's."), evidence, rest);
  },
};

/** The engine behind the distro's own socket is Docker Desktop's. */
export const server: Link = {
  id: 'server',
  needs: 'distro',
  async probe(examination) {
    const asked = await examination.server();
    if (asked.kind === 'hangs') {
      return fail(message('docker does not answer in the distro.'), [asked.proof], { fix: { act: 'restartDocker' } });
    }
    if (asked.kind !== 'ran') return blockedBy(asked);
    const platform = await platformOf(examination);
    if (platform === null) {
      return fail(message('docker fails in the distro.'), [asked.proof], { fix: { act: 'restartDocker' } });
    }
    if (isDocker(platform)) return ok(message('{0} answers.', platform), [asked.proof]);
    return fail(message('Another engine answers in this distro: {0}.', platform || 'Docker Engine'), [asked.proof], {
      nextStep: message(
        'Something has put its own socket in the place of the link: remove it, restart Docker Desktop.',
      ),
      fix: { act: 'restartDocker' },
    });
  },
};
