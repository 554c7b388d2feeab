import type { Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { isDrivePath, parseWslShare } from '../../text/location';
import { otherSideFix, relativePathFix } from '../fixes/paths';
import { sideOf } from '../locate';
import type { ClassifiedMount, Place } from '../mount';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/**
 * A path of the other side: a Windows path where the CLI runs in a distro, or a distro's path where it runs on Windows.
 * Docker refuses the one and silently mounts an empty folder for the other.
 */
export const wrongSide = mountRule('wrong-side', (mount, { place }) => {
  // What is left of a cut default is told by another rule.
  if (mount.class !== 'wrong-side' || !mount.source || mount.truncatedDefault) return null;
  if (isRightOnOneSide(mount, place)) return null;
  return findingAt(mount, 'wrong-side', byEvidence(severityOf(mount), mount), messageFor(mount), {
    fix: () => relativePathFix(mount, place) ?? otherSideFix(mount, place),
  });
});

/** Where both sides are used, the path is right on one of them. A cluster is the same machine for both. */
function isRightOnOneSide({ kind }: ClassifiedMount, place: Place): boolean {
  return sideOf(place) === 'either' && (kind !== 'host-path' || place.folder.kind === 'unknown');
}

/** In a distro a drive path or a share is no absolute path and Docker refuses it; the rest fails without a word. */
function severityOf(mount: ClassifiedMount): Severity {
  const source = mount.source?.value ?? '';
  return mount.kind !== 'host-path' && mount.side === 'wsl' && (isDrivePath(source) || source.startsWith('\\\\'))
    ? 'error'
    : 'warning';
}

function messageFor(mount: ClassifiedMount): Message {
  const source = mount.source?.value ?? '';
  if (mount.kind === 'host-path') {
    return message(
      "Mounts nothing of yours: the cluster runs in Docker Desktop's own machine, which has no such path.",
    );
  }
  if (mount.side === 'windows') {
    return message('Mounts an empty folder: Docker runs on Windows here, and this path exists only inside a distro.');
  }
  if (isDrivePath(source))
    return message('Docker refuses this path: it runs in a distro here, and this is a Windows path.');
  // With slashes at its start it is an absolute path to Linux.
  if (source.startsWith('\\\\')) {
    return parseWslShare(source)
      ? message('Docker refuses this path: it runs in a distro here, and this is a path of Windows into a distro.')
      : message('Docker refuses this path: it runs in a distro here, and this is a pipe of Windows.');
  }
  return message(
    'Mounts an empty folder: Docker runs in a distro here, and this path means something on Windows only.',
  );
}
