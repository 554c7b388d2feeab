import { joinLocation, unknownLocation } from '../text/location';
import { isDockerSource, isUnresolved, locateSource, sideOf, type Located, type WrittenFor } from './locate';
import type { ClassifiedMount, Mount, MountClass, Place, Side } from './mount';
import { alone, type Related } from './related';

type Verdict = Pick<ClassifiedMount, 'class' | 'slow' | 'drive' | 'resolved'>;

/** Tells what a mount is in this place, and beside these files. */
export function classifyMount(read: Mount, place: Place, related: Related = alone): ClassifiedMount {
  const side = sideOf(place);
  const mount = { ...read, exempt: read.exempt || isInWindowsContainer(read, related) };
  const start = startOf(mount, place);
  const seen = verdict(mount, start, side);
  const isCertain = related.isComplete && !isAssumed(mount, start, seen);
  return {
    ...mount,
    ...seen,
    side,
    confidence: isCertain ? 'certain' : 'assumed',
    shadowedBy: isShadowed(mount, related) ? (related.override?.file ?? null) : null,
  };
}

/** The place with the folder at which the mount's relative sources start. */
function startOf({ base }: Mount, place: Place): Place {
  if (base === '') return place;
  return { ...place, folder: base === null ? unknownLocation : joinLocation(place.folder, base) };
}

function isInWindowsContainer({ services }: Mount, { windowsServices }: Related): boolean {
  return services.length > 0 && services.every((service) => windowsServices.has(service));
}

/** A mount that several services have is still there while one of them keeps it. */
function isShadowed({ services, target }: Mount, { override }: Related): boolean {
  return override !== null && services.length > 0 && services.every((service) => override.replaces(service, target));
}

/** Where nobody named the side and another one may be used, the verdict is an assumption if it would differ there. */
function isAssumed(mount: Mount, place: Place, seen: Verdict): boolean {
  if (place.side !== null || place.folder.kind === 'distro') return false;
  return (['windows', 'wsl'] as const).some((side) => verdict(mount, place, side).class !== seen.class);
}

function verdict(mount: Mount, place: Place, side: Side): Verdict {
  if (mount.exempt) return plain('none');
  switch (mount.type) {
    case null:
      return plain('invalid');
    case 'tmpfs':
    case 'image':
    case 'cluster':
      return plain('none');
    case 'volume':
      if (mount.source === null) return plain(isUnresolved(mount.target ?? '') ? 'unknown' : 'anonymous');
      return plain(isUnresolved(mount.source.value) ? 'unknown' : 'named-volume');
    case 'npipe':
      return plain(side === 'wsl' ? 'wrong-side' : 'none');
    case 'bind':
      if (mount.source === null) return plain('invalid');
      if (mount.resolver === 'docker' && !isDockerSource(mount.source.value)) return plain('invalid');
      return fromLocated(locateSource(mount.source.value, place, side), side);
  }
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
