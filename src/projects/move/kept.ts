import { win32 } from 'node:path';
import type { Machine } from '../../machine/machine';
import { deleteOwnFile, namesIn, writeOwnText } from '../../machine/ownFiles';
import { keyOf, movesFolder, type Place } from './place';
import { readRecord, recordText, type KeptMove, type MoveRecord } from './record';

/** Hundreds of thousands of files. */
const longestRecord = 256 * 1024 * 1024;
const ending = '.jsonl';

/** Keeps what a move wrote, in place of what was kept of an earlier one to the same place. Whether it could be kept. */
export async function keepMove(machine: Machine, kept: KeptMove): Promise<boolean> {
  const { distro, folder: path } = kept.record;
  const file = await fileOf(machine, { distro, path });
  return file !== null && (await writeOwnText(machine.files, file, recordText(kept))).kind === 'ok';
}

/** What is kept of the move to a place; null where nothing is that can be read. */
export async function keptMove(machine: Machine, place: Place): Promise<KeptMove | null> {
  const file = await fileOf(machine, place);
  return file === null ? null : readKept(machine, file);
}

export async function forgetMove(machine: Machine, place: Place): Promise<void> {
  const file = await fileOf(machine, place);
  if (file !== null) await deleteOwnFile(machine.files, file);
}

/** Every move of which something is kept, the latest first. */
export async function listKept(machine: Machine): Promise<MoveRecord[]> {
  const folder = await movesFolder(machine);
  const names = folder === null ? null : await namesIn(machine.files, folder);
  if (folder === null || names?.kind !== 'ok') return [];
  const records: MoveRecord[] = [];
  for (const name of names.value) {
    const kept = name.endsWith(ending) ? await readKept(machine, win32.join(folder, name)) : null;
    if (kept) records.push(kept.record);
  }
  return records.sort((a, b) => b.moved.localeCompare(a.moved));
}

async function readKept({ files }: Machine, file: string): Promise<KeptMove | null> {
  const read = await files.readSteady(file, longestRecord);
  return read.kind === 'ok' ? readRecord(read.value) : null;
}

async function fileOf(machine: Machine, place: Place): Promise<string | null> {
  const folder = await movesFolder(machine);
  return folder === null ? null : win32.join(folder, `${keyOf(place)}${ending}`);
}
