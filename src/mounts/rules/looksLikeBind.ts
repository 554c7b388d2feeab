import type { Finding } from '../../text/finding';
import { message, type Message } from '../../text/message';
import { asBindFix } from '../fixes/bind';
import type { ClassifiedMount } from '../mount';
import { isOneLetterVolume } from './oneLetterVolume';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/** A text that is meant as a folder of this machine, and is the name of a volume or a path in the container to Docker. */
export const looksLikeBind = mountRule('looks-like-bind', (mount, { place }): Finding | null => {
  const says =
    mount.class === 'named-volume'
      ? ofVolume(mount)
      : mount.class === 'anonymous'
        ? ofTarget(mount, place.automountRoot)
        : null;
  if (!says) return null;
  return findingAt(mount, 'looks-like-bind', byEvidence('hint', mount), says, {
    fix: () => asBindFix(mount),
    ...(mount.source || !mount.text ? {} : { range: mount.text.part(0, mount.text.value.length).range }),
  });
});

/** No volume can have a separator, a variable of cmd.exe or a blank in its name. */
function ofVolume({ source, kind }: ClassifiedMount): Message | null {
  // A blank before a path makes a name of it as well.
  const name = source?.value.trim() ?? '';
  if (/%[A-Za-z_]\w*%/.test(name)) {
    return message('Docker does not know {0} and refuses it as the name of a volume. Write a relative path.', name);
  }
  if (!/[\\/]/.test(name) || /[$`{}]/.test(name)) return null;
  return kind === 'compose-long' || /^(?:\.|~|[\\/]|[A-Za-z]:[\\/])/.test(name)
    ? message('Docker takes this for the name of a volume and refuses it. Use a mount of type "bind" for a folder.')
    : message('Docker takes this for the name of a volume and refuses it. Write ./{0} to mount the folder.', name);
}

/** Without a target, what stands there is one: an anonymous volume, empty at first. */
function ofTarget(mount: ClassifiedMount, automountRoot: string): Message | null {
  const { text } = mount;
  // What a variable holds may be meant for the container.
  if (!text || mount.source || isOneLetterVolume(mount) || text.part(0, text.value.length).filledIn) return null;
  const isPath =
    /^(?:\.{1,2}(?:[\\/]|$)|~|[A-Za-z]:[\\/]|\\\\)/.test(text.value) || isOnDrive(text.value, automountRoot);
  return isPath
    ? message(
        'Mounts no folder, only a new empty volume at a path of this name. Write the target behind it: {0}:/target',
        text.value,
      )
    : null;
}

/** `/mnt/c/Users/u`: no container has such a path of its own. */
function isOnDrive(path: string, automountRoot: string): boolean {
  return path.startsWith(automountRoot) && /^[a-z]\/./.test(path.slice(automountRoot.length)) && automountRoot !== '/';
}
