import type { Written } from '../mount';
import { consistencyOfOption } from '../consistency';
import { parseShortVolume } from '../shortSyntax';
import { isDriveTarget, type MountText } from './mountText';
import type { ScalarText } from './scalarText';

/**
 * Reads an entry of `mounts` as the dev container tools hand it to Compose: cut at every comma and equals sign, and put
 * together again as `source:target`. Quotes, type and options are lost on the way.
 */
export function readMountAsVolume(text: ScalarText): MountText {
  const source = fieldOf(text.value, ['source', 'src']);
  const target = fieldOf(text.value, ['target', 'dst', 'destination']);
  const spec = [source?.value, target?.value].filter((part) => part !== undefined).join(':');
  const volume = parseShortVolume(spec);
  if (!target || !volume.ok) return { type: null, source: null, target: null, readOnly: false, exempt: false };
  const written = volume.source === null ? null : sourceIn(text, volume.source, source);
  return {
    // A folder whose path nobody has read does not look like one.
    type: written?.unread?.kind === 'folder' ? 'bind' : volume.type,
    source: written,
    target: volume.target,
    readOnly: false,
    exempt: volume.source !== null && isDriveTarget(volume.target),
    text,
    consistency: consistencyOfOption(text),
  };
}

interface Field {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Where colons cut the text differently than the commas did, the source has no place of its own. */
function sourceIn(text: ScalarText, value: string, field: Field | null): Written {
  if (field?.value === value) return text.part(field.start, field.end);
  return { ...text.part(0, text.value.length), value, write: () => null };
}

function fieldOf(text: string, keys: readonly string[]): Field | null {
  let found: Field | null = null;
  let start = 0;
  for (const field of text.split(',')) {
    const [key = '', value = ''] = field.split('=');
    const from = start + key.length + 1;
    if (keys.includes(key) && value !== '') found = { value, start: from, end: from + value.length };
    start += field.length + 1;
  }
  return found;
}
