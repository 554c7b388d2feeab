import assert from 'node:assert/strict';
import type { ComposeProject } from '../../../src/mounts/compose/references';
import { KnownFiles, noFiles, type Files, type FileText } from '../../../src/mounts/files';
import { gatherRelated } from '../../../src/mounts/related';
import { scanText, type ScannedText } from '../../../src/mounts/scan';
import { places } from './places';

/** Files by path; `closed` stands for one that may not be looked at. */
export class Folder implements Files {
  readonly reads: string[] = [];

  constructor(private readonly texts: Readonly<Record<string, string | { readonly closed: true }>>) {}

  read(path: string): Promise<FileText> {
    this.reads.push(path);
    const text = this.texts[path];
    if (text === undefined) return noFiles.read(path);
    return Promise.resolve(typeof text === 'string' ? { kind: 'text', text } : { kind: 'closed' });
  }
}

export const closed = { closed: true } as const;

/** Scans a file of a folder together with those around it. */
export async function scan(
  path: string,
  files: Folder,
  place = places.B,
  project: ComposeProject | null = null,
): Promise<ScannedText> {
  const read = await files.read(path);
  assert.equal(read.kind, 'text');
  const subject = { path, text: read.text, variables: place.variables, project };
  const related = await gatherRelated(subject, new KnownFiles(files));
  return scanText(read.text, { ...place, file: path.slice(path.lastIndexOf('/') + 1) }, related);
}
