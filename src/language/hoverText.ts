import type { ClassifiedMount, Place } from '../mounts/mount';
import { nameOf } from '../mounts/slashPath';
import { parseWslShare } from '../text/location';
import { message, type Message } from '../text/message';
import { mountPointOf } from '../text/mountinfo';
import { printable } from '../text/printable';
import { twinOf } from './twinPath';

/** Nobody reads longer ones in a hover. */
const longestShown = 300;

/**
 * What is known of a mount, for people: where its source lives, by which file system it is reached, what that costs, and its
 * names on either side. The templates are Markdown of our own; what comes from files is set as code in their arguments.
 * @param written the source as it stands in the file
 */
export function hoverLines(mount: ClassifiedMount, place: Place, written: string): Message[] {
  return [
    where(mount, place),
    ...fileSystem(mount, place),
    ...cost(mount),
    ...names(mount, place),
    ...origin(mount, written),
  ];
}

function where({ class: kind, drive, source, type, side, resolved }: ClassifiedMount, place: Place): Message {
  switch (kind) {
    case 'windows-drive':
      return drive === null ? message('On a Windows drive') : message('On Windows drive {0}:', drive);
    case 'linux-fs': {
      const distro = parseWslShare(resolved ?? '')?.distro ?? distroOf(place);
      return distro === null
        ? message('In the Linux file system')
        : message('In the Linux file system of {0}', asCode(distro));
    }
    case 'docker-internal':
      return drive === null
        ? message("In Docker Desktop's own machine")
        : message("On Windows drive {0}:, by Docker Desktop's own name for it", drive);
    case 'named-volume':
      return message('In the volume {0} of Docker', asCode(source?.value ?? ''));
    case 'anonymous':
      return message('In a volume of Docker without a name');
    case 'wrong-side':
      return side === 'wsl'
        ? message('Nowhere: docker in a distro takes no path of Windows')
        : message('Nowhere: docker on Windows takes no path of a distro');
    case 'invalid':
      return message('Nowhere: Docker takes no such source');
    case 'unknown':
      return message('Where this leads is not known');
    case 'none':
      return type === 'tmpfs' ? message('In memory') : message('No folder of the host by way of WSL');
  }
}

function distroOf({ folder }: Place): string | null {
  return folder.kind === 'unc' ? folder.distro : folder.kind === 'distro' ? folder.name : null;
}

function fileSystem(mount: ClassifiedMount, { distro }: Place): Message[] {
  const { class: kind, resolved, drive } = mount;
  const isOnDrive = kind === 'windows-drive' || (kind === 'docker-internal' && drive !== null);
  if (!isOnDrive && kind !== 'linux-fs') return [];
  const seen = distro && resolved?.startsWith('/') ? (distro.realPath(resolved) ?? resolved) : null;
  const name = seen === null ? '' : (mountPointOf(seen, distro?.mountPoints ?? [])?.fileSystem ?? '');
  if (name !== '') return [message('File system: {0}', asCode(name))];
  return [
    isOnDrive
      ? message('File system: 9p or virtiofs; which of them cannot be seen from here')
      : message('File system: not known from here'),
  ];
}

function cost({ class: kind, slow }: ClassifiedMount): Message[] {
  if (slow) {
    return [
      message(
        "Each access leaves WSL's virtual machine: slow with many files. Edits on Windows reach no file watcher.",
      ),
    ];
  }
  if (kind === 'linux-fs') return [message('Full speed, and file watchers see every change.')];
  return kind === 'named-volume' || kind === 'anonymous'
    ? [message("Full speed, where it is a volume of Docker Desktop's own disk.")]
    : [];
}

function names({ resolved }: ClassifiedMount, place: Place): Message[] {
  if (resolved === null) return [];
  const twin = twinOf(resolved, place);
  const other =
    twin &&
    (twin.side === 'wsl'
      ? message('In a distro: {0}', asCode(twin.path))
      : message('On Windows: {0}', asCode(twin.path)));
  return [message('Path: {0}', asCode(resolved)), ...(other ? [other] : [])];
}

function origin(
  { source, origins, viaDefault, shadowedBy, target, confidence, class: kind }: ClassifiedMount,
  written: string,
): Message[] {
  const isFilledIn = source?.filledIn === true && source.unread === null && source.value !== written;
  return [
    ...(isFilledIn ? [message('{0} stands for {1}', asCode(written), asCode(source.value))] : []),
    ...origins.map(({ variable, path, line }) =>
      message('{0} is set in {1}, line {2}', asCode(variable), asCode(nameOf(path)), line),
    ),
    ...(viaDefault ? [message('This is the default of a variable, which may be set elsewhere.')] : []),
    ...(shadowedBy === null
      ? []
      : [message('Not mounted: {0} puts something else at {1}.', asCode(shadowedBy), asCode(target ?? ''))]),
    ...(confidence === 'assumed' && kind !== 'unknown'
      ? [message('Assumed: Docker may be called from another side or folder, and then this differs.')]
      : []),
  ];
}

/** A text from outside as code of Markdown, in which nothing but a longer fence than its own means anything. */
function asCode(text: string): string {
  const plain = printable(text);
  const shown = plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank at both ends is not shown, and keeps a backtick apart from the fence.
  return `${fence} ${shown} ${fence}`;
}
