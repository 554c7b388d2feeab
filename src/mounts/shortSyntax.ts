/**
 * The short syntax of a volume, `[SOURCE:]TARGET[:OPTIONS]`, as Compose's own loader reads it (compose-go,
 * format/volume.go): a colon after a field of one letter belongs to a Windows drive.
 */
export type ShortVolume =
  | {
      readonly ok: true;
      readonly type: 'bind' | 'volume';
      /** Null for an anonymous volume. The source always stands at the start of the text. */
      readonly source: string | null;
      readonly target: string;
      readonly readOnly: boolean;
    }
  | { readonly ok: false; readonly reason: 'emptyField' | 'tooManyColons' };

/** Reads one entry. Variables may still stand in it: the colons between their braces do not split. */
export function parseShortVolume(spec: string): ShortVolume {
  // The loader takes a text of up to two bytes for a target, so "." and "./" are no binds.
  if (/^[^\x80-\uffff]{1,2}$/.test(spec))
    return { ok: true, type: 'volume', source: null, target: spec, readOnly: false };

  const fields = splitFields(spec);
  const [source, target, options] = fields;
  if (fields.length > 3) return { ok: false, reason: 'tooManyColons' };
  if (source === undefined || fields.some((field) => field === '')) return { ok: false, reason: 'emptyField' };
  if (target === undefined) return { ok: true, type: 'volume', source: null, target: source, readOnly: false };
  return {
    ok: true,
    type: isBindSource(source) ? 'bind' : 'volume',
    source,
    target,
    readOnly: readsOnly(options),
  };
}

/** The last of `ro` and `rw` counts; unknown options (`cached`, `delegated`) are dropped without a word. */
function readsOnly(options: string | undefined): boolean {
  return (
    options
      ?.split(',')
      .filter((option) => option === 'ro' || option === 'rw')
      .at(-1) === 'ro'
  );
}

function splitFields(spec: string): string[] {
  const fields: string[] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index < spec.length; index += 1) {
    const character = spec[index];
    if (character === '{' && spec[index - 1] === '$') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === ':' && depth === 0) {
      const isDriveColon = /^\p{L}$/u.test(spec.slice(start, index));
      if (isDriveColon) continue;
      fields.push(spec.slice(start, index));
      start = index + 1;
    }
  }
  fields.push(spec.slice(start));
  return fields;
}

/** Whether the loader takes the source for a path; anything else is the name of a volume. */
function isBindSource(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}
