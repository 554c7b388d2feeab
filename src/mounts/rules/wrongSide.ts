import type { Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { isDrivePath, parseWslShare } from '../../text/location';
import { otherSideFix, relativePathFix } from '../fixes';
import { sideOf } from '../locate';
import type { ClassifiedMount } from '../mount';
import type { Rule } from './rule';

/**
 * A path of the other side: a Windows path where the CLI runs in a distro, or a distro's path where it runs on Windows.
 * Docker refuses the one and silently mounts an empty folder for the other.
 */
export const wrongSide: Rule = {
  id: 'wrong-side',
  check(mount, place) {
    // Where both sides are used, the path is right on one of them.
    if (mount.class !== 'wrong-side' || !mount.source || sideOf(place) === 'either') return null;
    const fix = relativePathFix(mount, place) ?? otherSideFix(mount, place);
    return {
      rule: 'wrong-side',
      severity: severityOf(mount),
      range: mount.source.range,
      anchor: mount.anchor,
      message: messageFor(mount),
      evidence: { source: mount.source.value, resolved: mount.resolved },
      fixes: fix ? [fix] : [],
    };
  },
};

/** In a distro a drive path or a share is no absolute path and Docker refuses it; the rest fails without a word. */
function severityOf(mount: ClassifiedMount): Severity {
  const source = mount.source?.value ?? '';
  return mount.side === 'wsl' && (isDrivePath(source) || source.startsWith('\\\\')) ? 'error' : 'warning';
}

function messageFor(mount: ClassifiedMount): Message {
  const source = mount.source?.value ?? '';
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
