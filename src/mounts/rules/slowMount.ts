import type { Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { isInside } from '../drivePath';
import { relativePathFix } from '../fixes';
import { driveOf, isRelativeSource } from '../locate';
import type { ClassifiedMount, Place } from '../mount';
import { useOf } from '../target';
import type { Rule } from './rule';

/**
 * A bind mount of a Windows drive: every access leaves the Linux VM (5 to 40 times slower for many small files) and
 * changes made on Windows raise no file events (microsoft/WSL#4197, #4739).
 */
export const slowMount: Rule = {
  id: 'slow-mount',
  check(mount, place) {
    // A dev container's own mount is the project itself.
    if (!mount.source || mount.kind === 'devcontainer-default') return null;
    const severity = slowMountSeverity(mount, place);
    if (severity === null) return null;
    const fix = relativePathFix(mount, place);
    return {
      rule: 'slow-mount',
      // One cause is one notice: the project's.
      severity: isOfSlowProject(mount, place) ? 'hint' : severity,
      range: mount.source.range,
      anchor: mount.anchor,
      message: messageFor(mount, place),
      evidence: { source: mount.source.value, resolved: mount.resolved },
      fixes: fix ? [fix] : [],
    };
  },
};

/** How much a slow mount hurts; null where it is not worth a word: single files are read once. */
export function slowMountSeverity(mount: ClassifiedMount, place: Place): Severity | null {
  if (!mount.slow) return null;
  // Nobody wrote it, so the file itself is not at fault.
  if (mount.kind === 'devcontainer-default') return 'info';
  switch (useOf(mount, place)) {
    case 'file':
      return null;
    case 'tree':
      return mount.readOnly ? 'info' : 'warning';
    case 'other':
      return 'info';
  }
}

/** Whether a mount is slow because its project lies on a Windows drive, and moves with it. */
export function isOfSlowProject(mount: ClassifiedMount, { project, folder, automountRoot }: Place): boolean {
  if (!mount.slow || !mount.source || driveOf(project, automountRoot) === null) return false;
  return (
    isRelativeSource(mount.source.value) ||
    [project, folder].some((location) => isInside(mount.resolved, location, automountRoot))
  );
}

function messageFor(mount: ClassifiedMount, place: Place): Message {
  if (mount.drive === null) {
    return message(
      'Slow and without file events: your Windows profile is not on the Linux file system. Keep the files in a distro.',
    );
  }
  if (place.folder.kind === 'windows' && mount.side === 'either' && mount.resolved?.startsWith(place.automountRoot)) {
    return message(
      'Works only from a WSL shell, and slow there: this is Windows drive {0}:. Keep the files in a distro.',
      mount.drive,
    );
  }
  return message(
    'Slow and without file events: this is on Windows drive {0}:. Keep the files in the Linux file system.',
    mount.drive,
  );
}
