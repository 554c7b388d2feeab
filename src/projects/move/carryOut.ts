import type { Machine } from '../../machine/machine';
import { runCopy, type CopyEnd, type CopyProgress } from './copy';
import { forgetMove, keepMove } from './kept';
import type { MovePlan } from './plan';
import type { MoveRecord, Written } from './record';
import type { Copied } from './sender';

/** How a move ended; `isKept` says whether what it wrote is noted, so that it can be taken back. */
export type MoveEnd =
  Exclude<CopyEnd, { kind: 'done' }> | (Extract<CopyEnd, { kind: 'done' }> & { readonly isKept: boolean });

/** Copies what was planned, and notes what was written before it gets its name. The place is held by whoever calls. */
export async function carryOutMove(
  machine: Machine,
  plan: MovePlan,
  signal: AbortSignal,
  onProgress: (progress: CopyProgress) => void,
): Promise<MoveEnd> {
  const { request, include, mark, unfinished, place } = plan;
  const { distro, tree, source, destination } = request;
  const noted = { isKept: false };
  const onWhole = async (copied: Copied, inode: string): Promise<void> => {
    const kept = { record: recordOf(plan, inode, machine.now()), written: writtenOf(copied) };
    noted.isKept = await keepMove(machine, kept);
  };
  const way = { source, below: destination };
  const order = { distro, tree, way, include, mark, isBegun: unfinished !== null, onWhole };
  const end = await runCopy(machine, order, signal, onProgress);
  if (end.kind === 'done') return { ...end, ...noted };
  if (noted.isKept) await forgetMove(machine, place);
  return end;
}

function recordOf({ request, mark, place, wasThere }: MovePlan, inode: string, now: Date): MoveRecord {
  const { id, name } = request.distro;
  return {
    version: 1,
    distro: { id, name },
    folder: place.path,
    source: request.windowsPath,
    include: mark.include,
    moved: now.toISOString(),
    inode,
    made: mark.made,
    wasThere,
    undone: null,
  };
}

function writtenOf({ files, links, folders }: Copied): Written {
  return {
    files: new Map([...files].map(([path, { size, hash }]) => [path, { size, hash }])),
    links: new Map(links),
    folders: new Set([...folders].filter((path) => path !== '')),
  };
}
