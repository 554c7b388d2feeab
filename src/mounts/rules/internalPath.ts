import { message } from '../../text/message';
import { internalPathFix } from '../fixes/paths';
import { isSharedByDocker } from '../locate';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/**
 * A path of Docker Desktop's own machine, written by hand. Where Docker is called in a distro it means nothing, which is
 * wrong-side's to say; where the engine itself resolves the path, in a manifest or a volume, there is no other name.
 */
export const internalPath = mountRule('internal-path', (mount, { place }) => {
  if (mount.class !== 'docker-internal' || !mount.source || mount.source.filledIn || mount.resolver === 'engine')
    return null;
  if (!isInternal(mount.source.value) && !isSharedByDocker(mount.resolved ?? '', place.automountRoot)) return null;
  return findingAt(
    mount,
    'internal-path',
    byEvidence('info', mount),
    message(
      "Works until Docker Desktop changes: this path is its own. Write the folder's path on Windows or in a distro.",
    ),
    { fix: () => internalPathFix(mount, place) },
  );
});

/** Of the names that a Linux machine may use as well, only those that go on with a drive. */
function isInternal(path: string): boolean {
  return /^\/{1,2}(?:run\/desktop\/mnt\/host\/|(?:mnt\/host|host_mnt)\/(?:[A-Za-z](?:\/|$)|wsl\/))/.test(path);
}
