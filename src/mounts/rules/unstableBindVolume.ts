import { message, type Message } from '../../text/message';
import type { Severity } from '../../text/finding';
import { isRelativeSource } from '../locate';
import type { ClassifiedMount, Place } from '../mount';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/**
 * A named volume that binds a folder: it keeps the path by which Docker Desktop reached the folder when the volume was made,
 * and that is gone after a restart (docker/for-win#10060, #12406, #14924).
 */
export const unstableBindVolume = mountRule('unstable-bind-volume', (mount, { place }) => {
  if (mount.kind !== 'compose-volume-device' || !mount.source) return null;
  const says = statementFor(mount, place);
  return says && findingAt(mount, 'unstable-bind-volume', byEvidence(says[0], mount), says[1]);
});

function statementFor(mount: ClassifiedMount, { folder }: Place): [Severity, Message] | null {
  if (mount.class === 'windows-drive') return ['warning', gone()];
  if (mount.class === 'linux-fs') {
    // Outside of a distro it may be a folder of a server.
    return folder.kind === 'distro' || folder.kind === 'unc' ? ['info', gone()] : null;
  }
  if (mount.class !== 'invalid') return null;
  return [
    'warning',
    isRelativeSource(mount.source?.value ?? '')
      ? message('Docker cannot mount this: the path stays relative unless "driver: local" and "o: bind" are written.')
      : message('Docker cannot mount this: its engine has no such path. Mount the folder in the services instead.'),
  ];
}

function gone(): Message {
  return message(
    'May be missing after Docker Desktop restarts: the volume keeps a path of it. Mount the folder in the services.',
  );
}
