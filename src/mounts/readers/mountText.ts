import { consistencyOfOption, consistencyOfVolume } from '../consistency';
import { parseMountOption } from '../mountOption';
import type { Mount } from '../mount';
import { parseShortVolume } from '../shortSyntax';
import type { ScalarText } from './scalarText';

/** What the text of one mount says, whatever file it stands in. */
export type MountText = Pick<Mount, 'type' | 'source' | 'target' | 'readOnly' | 'exempt' | 'text' | 'consistency'>;

const refused: MountText = { type: null, source: null, target: null, readOnly: false, exempt: false };

/** Reads `[SOURCE:]TARGET[:OPTIONS]`, of a compose file or of `-v`. */
export function readVolumeText(text: ScalarText): MountText {
  const volume = parseShortVolume(text.shape ?? text.value);
  if (!volume.ok) return refused;
  const targetStart = volume.source === null ? 0 : volume.source.length + 1;
  const source = volume.source === null ? null : text.part(0, volume.source.length);
  const target = text.value.slice(targetStart, targetStart + volume.target.length);
  return {
    // A folder whose path nobody has read does not look like one.
    type: source?.unread?.kind === 'folder' ? 'bind' : volume.type,
    source,
    target,
    readOnly: volume.readOnly,
    // A lone `C:\x` is a target as well, but most likely meant as a source: it says nothing of the container.
    exempt: source !== null && isForWindows(target, source),
    text,
    consistency: volume.source === null ? null : consistencyOfVolume(text, `${volume.source}:${volume.target}:`.length),
  };
}

/** Reads the value of `--mount`. */
export function readMountOptionText(text: ScalarText): MountText {
  const option = parseMountOption(text.shape ?? text.value);
  if (!option.ok) return refused;
  const { type, readOnly } = option;
  const shown = text.shape === undefined ? option : parseMountOption(text.value);
  const target = shown.ok ? shown.target : option.target;
  const source = sourceOf(option.source, text);
  return {
    type,
    source,
    target,
    readOnly,
    exempt: isForWindows(target, source),
    text,
    consistency: consistencyOfOption(text),
  };
}

/** The source within its string: written back, it goes through the quotes of the record and then those of the file. */
function sourceOf(
  source: Extract<ReturnType<typeof parseMountOption>, { ok: true }>['source'],
  text: ScalarText,
): Mount['source'] {
  if (source === null) return null;
  const part = text.part(source.start, source.end);
  return {
    ...part,
    value: text.shape === undefined ? source.value : part.value,
    write(value) {
      const inRecord = source.write(value);
      return inRecord === null ? null : part.write(inRecord);
    },
  };
}

/**
 * Whether a target exists in Windows containers only. In `$PWD:$PWD` the drive is that of the shell which fills it in, and nobody
 * wrote it for the container.
 */
function isForWindows(target: string, source: Mount['source']): boolean {
  return isDriveTarget(target) && !(source?.filledIn === true && target.startsWith(source.value));
}

/** A container path with a drive letter exists in Windows containers only. */
export function isDriveTarget(target: string | null): boolean {
  return target !== null && /^[A-Za-z]:/.test(target);
}
