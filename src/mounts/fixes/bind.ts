import type { Fix } from '../../text/finding';
import { message } from '../../text/message';
import type { ClassifiedMount, MountKind } from '../mount';

/** Where a source that begins with a dot is a folder. */
const shortKinds: ReadonlySet<MountKind> = new Set(['compose-short', 'run-volume', 'devcontainer-run-arg']);

/**
 * The folder that was meant by what is the name of a volume now. Not safe: Docker refuses the one, and would make the other
 * where it is missing.
 */
export function asBindFix({ kind, source }: ClassifiedMount): Fix | null {
  if (!source || source.filledIn || !shortKinds.has(kind)) return null;
  const path = asPath(source.value.trim());
  const newText = path === null ? null : source.write(path);
  if (path === null || newText === null) return null;
  return {
    title: message('Write {0}, a folder', path),
    safe: false,
    cures: true,
    edits: [{ range: source.range, newText }],
  };
}

function asPath(name: string): string | null {
  const slashed = name.replace(/\\/g, '/');
  const here = /^%cd%(\/.*)?$/i.exec(slashed);
  if (here) return `.${here[1] ?? ''}`;
  if (/[%:]/.test(name)) return null;
  if (/^(?:\.{1,2}(?:\/|$)|[/~])/.test(slashed)) return slashed;
  return `./${slashed}`;
}
