import type { Severity } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { driveForm, folderOnDrive, isInside } from '../drivePath';
import { relativePathFix } from '../fixes/paths';
import { fasterVolumeFixes } from '../fixes/volumes';
import { driveOf, isRelativeSource } from '../locate';
import type { ClassifiedMount, Place } from '../mount';
import { findingAt, mountRule, type FileFacts } from './rule';
import { byEvidence, lowered } from '../severity';

/**
 * A bind mount of a Windows drive: every access leaves the Linux VM (5 to 40 times slower for many small files) and
 * changes made on Windows raise no file events (microsoft/WSL#4197, #4739).
 */
export const slowMount = mountRule('slow-mount', (mount, file) => {
  const { place } = file;
  // A dev container's own mount is the project itself.
  if (!mount.source || mount.kind === 'devcontainer-default') return null;
  const severity = slowMountSeverity(mount, file);
  if (severity === null) return null;
  // One cause is one notice: the project's.
  return findingAt(mount, 'slow-mount', file.isOfSlowProject(mount) ? 'hint' : severity, messageFor(mount, place), {
    fix: () => [relativePathFix(mount, place), ...fasterVolumeFixes(mount, file)],
  });
});

/**
 * How much a slow mount hurts; null where it is not worth a word: single files are read once. Of a database something worse
 * than slowness is to be said.
 */
export function slowMountSeverity(mount: ClassifiedMount, file: FileFacts): Severity | null {
  if (!mount.slow) return null;
  const severity = severityByUse(mount, file);
  return severity && byEvidence(file.place.isSlownessAccepted ? lowered(severity) : severity, mount);
}

function severityByUse(mount: ClassifiedMount, { useOf }: FileFacts): Severity | null {
  // Nobody wrote it, so the file itself is not at fault.
  if (mount.kind === 'devcontainer-default') return 'info';
  switch (useOf(mount)) {
    case 'file':
    case 'database':
      return null;
    case 'sources':
    case 'dependencies':
      return mount.readOnly ? 'info' : 'warning';
    case 'other':
      return 'info';
  }
}

/** Tells whether a mount is slow because its project lies on a Windows drive, and moves with it. */
export function slowWithProject({ project, folder, automountRoot }: Place): (mount: ClassifiedMount) => boolean {
  if (driveOf(project, automountRoot) === null) return () => false;
  const both = project === folder ? [folder] : [project, folder];
  const own = both.flatMap((location) => folderOnDrive(location, automountRoot)?.toLowerCase() ?? []);
  return ({ slow, source, resolved }) =>
    slow && source !== null && (isRelativeSource(source.value) || isInside(driveForm(resolved, automountRoot), own));
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
