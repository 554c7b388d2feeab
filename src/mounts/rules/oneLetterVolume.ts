import { message } from '../../text/message';
import { longerNameFix } from '../fixes/names';
import type { ClassifiedMount } from '../mount';
import { findingAt, mountRule } from './rule';
import { byEvidence } from '../severity';

/**
 * A volume with a name of one letter: the loader reads `a:` as a drive, so that all of the entry becomes a path in the
 * container (compose-go, format/volume.go).
 */
export const oneLetterVolume = mountRule('one-letter-volume', (mount, file) => {
  const { text } = mount;
  if (!text || !isOneLetterVolume(mount)) return null;
  return findingAt(
    mount,
    'one-letter-volume',
    byEvidence('warning', mount),
    message(
      'Mounts no volume "{0}": a single letter is read as a drive. Give the volume a longer name.',
      text.value.charAt(0),
    ),
    { fix: () => longerNameFix(mount, file), range: text.part(0, 1).range },
  );
});

/** Folders at the root of Linux containers. What follows the colon of a drive may look alike, but begins otherwise. */
const containerFolder =
  /^(?:app|bitnami|cache|code|config|conf|data|db|etc|home|lib|log|logs|media|mnt|opt|root|run|src|srv|storage|tmp|usr|var|work|workspace|www)(?:\/|$)/;

/** Whether an entry is meant as a volume at a target; `C:/work` is meant as a folder of Windows. */
export function isOneLetterVolume({ class: mountClass, text, source }: ClassifiedMount): boolean {
  if (mountClass !== 'anonymous' || source || !text || text.part(0, text.value.length).filledIn) return false;
  const match = /^(\p{L}):\/(?!\/)(.+)$/u.exec(text.value);
  if (!match) return false;
  return !/^[A-Z]$/.test(match[1] ?? '') && (!/^[c-z]$/.test(match[1] ?? '') || containerFolder.test(match[2] ?? ''));
}
