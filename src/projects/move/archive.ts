import { pack, type Pack } from 'tar-stream';

/** What goes into an archive, in the order in which it is to be made. */
export type ArchiveEntry = {
  readonly name: string;
  readonly mode: number;
  readonly mtimeMs: number;
} & (
  | { readonly type: 'directory' }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'file'; readonly content: Uint8Array }
  /** One too large to be held; `pieces` has exactly `size` bytes. */
  | { readonly type: 'file'; readonly size: number; readonly pieces: AsyncIterable<Uint8Array> }
);

/** Small pieces would cost a call of the system each. */
const pieceSize = 256 * 1024;

/** The bytes of a tar archive with these entries, made as fast as they are taken. Times keep their fractions. */
export async function* archiveOf(
  entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
): AsyncGenerator<Buffer> {
  const archive = pack();
  let failure: unknown = null;
  const filled = fill(archive, entries).catch((error: unknown) => {
    failure = error;
    archive.destroy();
  });
  let held: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of archive as AsyncIterable<Buffer>) {
      held.push(piece);
      bytes += piece.length;
      if (bytes < pieceSize) continue;
      yield Buffer.concat(held, bytes);
      [held, bytes] = [[], 0];
    }
  } catch (error) {
    throw failure ?? error;
  } finally {
    // Whoever reads no further wants no more entries.
    archive.destroy();
    await filled;
  }
  if (failure !== null) throw failure instanceof Error ? failure : new Error('The archive could not be made.');
  if (bytes > 0) yield Buffer.concat(held, bytes);
}

async function fill(archive: Pack, entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const entry of entries) {
    if (archive.destroyed) return;
    await add(archive, entry);
  }
  archive.finalize();
}

function add(archive: Pack, entry: ArchiveEntry): Promise<void> {
  const { name, mode, mtimeMs, type } = entry;
  const header = { name, mode, mtime: new Date(mtimeMs), pax: { mtime: (mtimeMs / 1000).toFixed(6) } };
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (type === 'directory') archive.entry({ ...header, type }, done);
    else if (type === 'symlink') archive.entry({ ...header, type, linkname: entry.target }, done);
    else if ('content' in entry) archive.entry({ ...header, type }, asBuffer(entry.content), done);
    else {
      const sink = archive.entry({ ...header, type, size: entry.size }, done);
      void (async () => {
        for await (const piece of entry.pieces) {
          if (!sink.write(piece)) await drained(sink, archive);
        }
        sink.end(null);
      })().catch((error: unknown) => sink.destroy(error instanceof Error ? error : new Error(String(error))));
    }
  });
}

/** The same bytes, not a copy of them. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function drained(sink: ReturnType<Pack['entry']>, archive: Pack): Promise<void> {
  return new Promise<void>((resolve) => {
    // A large file waits thousands of times: what is listened to for one of them is let go with it.
    const go = (): void => {
      sink.off('drain', go);
      archive.off('close', go);
      resolve();
    };
    sink.on('drain', go);
    archive.on('close', go);
  });
}
