import type { Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import type { ClassifiedMount, Place } from '../mount';
import { useOf } from '../target';
import { relativePathFix } from '../fixes';
import type { Rule } from './rule';

/**
 * A bind mount of a Windows drive: every access leaves the Linux VM (5 to 40 times slower for many small files) and
 * changes made on Windows raise no file events (microsoft/WSL#4197, #4739).
 */
export const slowMount: Rule = {
  id: 'slow-mount',
  check(mount, place) {
    if (!mount.slow || !mount.source) return null;
    const severity = severityOf(mount);
    if (severity === null) return null;
    const fix = relativePathFix(mount, place);
    return {
      rule: 'slow-mount',
      severity,
      range: mount.source.range,
      anchor: mount.anchor,
      message: messageFor(mount, place),
      evidence: { source: mount.source.value, resolved: mount.resolved },
      fixes: fix ? [fix] : [],
    };
  },
};

/** Single files are read once and cost nothing worth a word. */
function severityOf(mount: ClassifiedMount): Severity | null {
  switch (useOf(mount)) {
    case 'file':
      return null;
    case 'tree':
      return mount.readOnly ? 'info' : 'warning';
    case 'other':
      return 'info';
  }
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
