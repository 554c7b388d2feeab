import { joinLocation, unknownLocation } from '../text/location';
import {
  isDockerSource,
  isUnresolved,
  locateEngineSource,
  locateHostPath,
  locateSource,
  locateUserFolder,
  sideOf,
  type Located,
  type WrittenFor,
} from './locate';
import type { ClassifiedMount, Mount, MountClass, Place, Side, Written } from './mount';
import { alone, type Related } from './related';

type Verdict = Pick<ClassifiedMount, 'class' | 'slow' | 'drive' | 'resolved'>;

/** Tells what a mount is in this place, and beside these files. */
export function classifyMount(mount: Mount, place: Place, related: Related = alone): ClassifiedMount {
  const side = sideOf(place);
  const start = startOf(mount, place);
  const seen = verdict(mount, start, side);
  const { class: mountClass, slow, drive, resolved } = seen;
  const isCertain = related.isComplete && mount.startsAssumed !== true && !isAssumed(mount, start, seen);
  const confidence = isCertain ? 'certain' : 'assumed';
  return { ...mount, class: mountClass, slow, drive, resolved, side, confidence };
}

/** The place with the folder at which the mount's relative sources start. */
function startOf({ base }: Mount, place: Place): Place {
  return { ...place, folder: base === null ? unknownLocation : joinLocation(place.folder, base) };
}

/** Where nobody named the side and another one may be used, the verdict is an assumption if it would differ there. */
function isAssumed(mount: Mount, place: Place, seen: Verdict): boolean {
  if (place.side !== null || place.folder.kind === 'distro') return false;
  return (['windows', 'wsl'] as const).some((side) => verdict(mount, place, side).class !== seen.class);
}

function verdict(mount: Mount, place: Place, side: Side): Verdict {
  if (mount.exempt) return plain('none');
  const { source } = mount;
  switch (mount.type) {
    case null:
      return plain('invalid');
    case 'tmpfs':
    case 'image':
    case 'cluster':
      return plain('none');
    case 'volume':
      if (source === null) return plain(hasUnreadTarget(mount) ? 'unknown' : 'anonymous');
      return plain(source.unread === null ? 'named-volume' : 'unknown');
    case 'npipe':
      return plain(side === 'wsl' ? 'wrong-side' : 'none');
    case 'bind':
      if (source === null) return plain('invalid');
      // Another engine has other ways to the files, or other files.
      if (place.engine !== undefined && place.engine !== 'wsl2')
        return plain(place.engine === 'windows' ? 'none' : 'unknown');
      return bindVerdict(mount, source, place, side);
  }
}

function bindVerdict({ kind, resolver }: Mount, { value, unread }: Written, place: Place, side: Side): Verdict {
  if (unread?.kind === 'variable') return plain('unknown');
  if (unread?.kind === 'folder') return fromLocated(locateUserFolder(unread.of, place, side), side);
  if (kind === 'host-path') {
    const located = locateHostPath(value, place);
    return located === null ? plain('wrong-side') : fromLocated(located, side);
  }
  if (resolver === 'engine') return fromLocated(locateEngineSource(value, place, side), side);
  if (resolver === 'docker' && !isDockerSource(value)) return plain('invalid');
  return fromLocated(locateSource(value, place, side), side);
}

function hasUnreadTarget({ target, text }: Mount): boolean {
  return isUnresolved(target ?? '') || (text !== undefined && text.part(0, text.value.length).unread !== null);
}

function fromLocated(located: Located, side: Side): Verdict {
  switch (located.kind) {
    case 'unknown':
      return plain('unknown');
    case 'invalid':
      return plain('invalid');
    case 'windowsPipe':
      return plain(side === 'wsl' ? 'wrong-side' : 'none');
    case 'drive':
      if (isForOtherSide(located.writtenFor, side)) return { ...plain('wrong-side'), drive: located.drive };
      return { class: 'windows-drive', slow: true, drive: located.drive, resolved: located.path };
    case 'dockerInternal':
      if (isForOtherSide(located.writtenFor, side)) return plain('wrong-side');
      return {
        class: 'docker-internal',
        slow: located.drive !== null,
        drive: located.drive,
        resolved: located.path,
      };
    case 'linux':
      if (isForOtherSide(located.writtenFor, side) || (located.writtenFor === 'wsl' && side === 'either')) {
        return plain('wrong-side');
      }
      return { ...plain('linux-fs'), resolved: located.path };
  }
}

function isForOtherSide(writtenFor: WrittenFor, side: Side): boolean {
  return side !== 'either' && writtenFor !== 'both' && writtenFor !== side;
}

function plain(mountClass: MountClass): Verdict {
  return { class: mountClass, slow: false, drive: null, resolved: null };
}
