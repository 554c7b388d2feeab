import type { Machine } from '../../machine/machine';
import type { TreeEntry } from '../../machine/sourceTree';
import type { Location } from '../../text/location';
import { linkInDistro } from './links';
import { linuxPath, whyNotCopied, type NotCopiedReason } from './names';

/** What becomes of an entry of the project: its path in the copy, or why it is not copied. */
export type Judged =
  | { readonly kind: 'file' | 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'none'; readonly reason: NotCopiedReason };

/** Where a project comes from and goes to. */
export interface Way {
  readonly source: Location;
  /** The folder in the distro that becomes the project. */
  readonly below: string;
}

/** The plan and the copy judge alike. */
export function judge(entry: TreeEntry, way: Way, machine: Pick<Machine, 'platform' | 'locate'>): Judged {
  const path = linuxPath(entry.path, machine.platform);
  const reason = whyNotCopied(entry, path, way.below);
  if (reason !== null) return { kind: 'none', reason };
  if (entry.kind !== 'link') return { kind: entry.kind === 'folder' ? 'folder' : 'file', path };
  const target = linkInDistro(entry.path, entry.target, way.source, machine);
  return target === null ? { kind: 'none', reason: 'linkOutside' } : { kind: 'link', path, target };
}
