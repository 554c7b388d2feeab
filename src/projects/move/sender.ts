import { createHash, hash as hashOf } from 'node:crypto';
import type { Machine } from '../../machine/machine';
import type { SourceTree, SteadyRead, TreeEntry } from '../../machine/sourceTree';
import { ahead } from './ahead';
import type { ArchiveEntry } from './archive';
import type { FileRecord, JournalWriter } from './journal';
import { judge, type Judged, type Way } from './judge';
import type { LeftOutReason } from './leftOut';
import { whyClosed } from './survey';

/** What was copied, or is there from an earlier run. All paths are those of the copy. */
export interface Copied {
  readonly files: Map<string, FileRecord>;
  readonly links: Map<string, string>;
  readonly folders: Set<string>;
}

/** What kept files from being copied. */
export interface Troubles {
  readonly unreadable: Map<string, string>;
  readonly changed: Set<string>;
}

/** What is sent of a project. */
export interface Sending {
  readonly machine: Pick<Machine, 'platform' | 'locate'>;
  readonly tree: SourceTree;
  readonly way: Way;
  readonly include: ReadonlySet<string>;
  readonly copied: Copied;
  readonly troubles: Troubles;
  readonly journal: JournalWriter;
  readonly signal: AbortSignal;
  /** Called for each file that was read, or piece of one. */
  readonly onBytes: (bytes: number, files: number) => void;
}

/** Larger files are passed on piece by piece. */
const largest = 4 * 1024 * 1024;

type Item = { readonly entry: TreeEntry; readonly judged: Exclude<Judged, { kind: 'none' }> };
type Prepared = Item & { readonly read: SteadyRead | 'large' | null };

/** All that is not copied yet, as the entries of an archive: what is sent is noted in `copied` and in the journal. */
export async function* entriesOf(sending: Sending): AsyncGenerator<ArchiveEntry> {
  const { copied, troubles, journal, onBytes } = sending;
  const prepared = ahead(itemsOf(sending), (item) => prepare(item, sending), weightOf);
  for await (const { entry, judged, read } of prepared) {
    const name = judged.path === '' ? 'files' : `files/${judged.path}`;
    const { mtimeMs } = entry;
    if (judged.kind === 'folder') {
      copied.folders.add(judged.path);
      yield { type: 'directory', name, mode: 0o755, mtimeMs };
    } else if (judged.kind === 'link') {
      copied.links.set(judged.path, judged.target);
      yield { type: 'symlink', name, mode: 0o777, mtimeMs, target: judged.target };
    } else if (read === 'large') {
      yield* largeFile({ name, path: judged.path, entry }, sending);
    } else if (read === null || read.kind === 'failed') {
      troubles.unreadable.set(entry.path, read?.code ?? 'unknown');
    } else if (read.kind === 'changed') {
      troubles.changed.add(entry.path);
    } else {
      const { content } = read;
      yield { type: 'file', name, mode: modeOf(entry, content), mtimeMs: read.mtimeMs, content };
      const hash = hashOf('sha256', content, 'hex');
      note(sending, judged.path, { size: content.length, mtimeMs: read.mtimeMs, hash });
      onBytes(content.length, 1);
    }
    if (journal.isFull) yield* journalPiece(journal, mtimeMs);
  }
  yield* journalPiece(journal, 0);
}

/** Drive files have no modes, but for whether they may be written: what a program is made of says whether it may be run. */
export function modeOf({ isReadOnly }: Pick<TreeEntry, 'isReadOnly'>, head: Uint8Array): number {
  const isProgram =
    (head[0] === 0x23 && head[1] === 0x21) ||
    (head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46);
  return (isProgram ? 0o755 : 0o644) & (isReadOnly ? 0o555 : 0o777);
}

/** What there is in the project now that is to be in the copy. */
export async function* judgedEntries({
  machine,
  tree,
  way,
  include,
  signal,
}: Pick<Sending, 'machine' | 'tree' | 'way' | 'include' | 'signal'>): AsyncGenerator<Item> {
  for await (const entry of tree.walk<LeftOutReason>(whyClosed(include), signal)) {
    if (entry.closed !== undefined) continue;
    const judged = judge(entry, way, machine);
    if (judged.kind !== 'none') yield { entry, judged };
    // That it is there is known: what may not be read is no reason to call a copy whole.
    else if (judged.reason === 'unreadable') yield { entry, judged: { kind: 'file', path: entry.path } };
  }
}

/** Whether a file is in the copy as it is now. */
export function isCopied(record: FileRecord | undefined, { size, mtimeMs }: TreeEntry): boolean {
  return record?.size === size && record.mtimeMs === mtimeMs;
}

async function* itemsOf(sending: Sending): AsyncGenerator<Item> {
  for await (const item of judgedEntries(sending)) {
    const { entry, judged } = item;
    if (judged.kind === 'file' && isCopied(sending.copied.files.get(judged.path), entry)) continue;
    yield item;
  }
}

function weightOf({ entry }: Item): number {
  return entry.size > largest ? 0 : entry.size;
}

async function prepare(item: Item, { tree, signal }: Sending): Promise<Prepared> {
  const { entry, judged } = item;
  if (judged.kind !== 'file' || signal.aborted) return { ...item, read: null };
  if (entry.kind === 'unreadable') return { ...item, read: { kind: 'failed', code: entry.code } };
  return { ...item, read: entry.size > largest ? 'large' : await tree.readSteady(entry.path, entry) };
}

async function* largeFile(
  { name, path, entry }: { readonly name: string; readonly path: string; readonly entry: TreeEntry },
  sending: Sending,
): AsyncGenerator<ArchiveEntry> {
  const file = await sending.tree.open(entry.path);
  if ('code' in file) return void sending.troubles.unreadable.set(entry.path, file.code);
  const hash = createHash('sha256');
  // An archive says beforehand how long a file is: what is filled up is never taken for the file.
  const sent = { bytes: 0 };
  const pieces = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const piece of file.pieces()) {
        if (sending.signal.aborted) return;
        hash.update(piece);
        sent.bytes += piece.length;
        sending.onBytes(piece.length, 0);
        yield piece;
      }
    } catch (error) {
      sending.troubles.unreadable.set(entry.path, (error as NodeJS.ErrnoException).code ?? 'unknown');
    }
    for (let left = file.size - sent.bytes; left > 0; left -= Math.min(left, filler.length))
      yield filler.subarray(0, Math.min(left, filler.length));
  };
  try {
    const head = await file.head();
    yield { type: 'file', name, mode: modeOf(entry, head), mtimeMs: file.mtimeMs, size: file.size, pieces: pieces() };
    if (sending.signal.aborted || sending.troubles.unreadable.has(entry.path)) return;
    if (sent.bytes < file.size || !(await file.isSteady())) return void sending.troubles.changed.add(entry.path);
    note(sending, path, { size: file.size, mtimeMs: file.mtimeMs, hash: hash.digest('hex') });
    sending.onBytes(0, 1);
  } finally {
    await file.close();
  }
}

const filler = Buffer.alloc(64 * 1024);

function note({ copied, journal, troubles }: Sending, path: string, record: FileRecord): void {
  copied.files.set(path, record);
  troubles.changed.delete(path);
  journal.add(path, record);
}

function* journalPiece(journal: JournalWriter, mtimeMs: number): Generator<ArchiveEntry> {
  const piece = journal.take();
  if (piece) yield { type: 'file', name: `journal/${piece.name}`, mode: 0o644, mtimeMs, content: piece.content };
}
