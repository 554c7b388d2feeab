import { gatherRelated } from '../mounts/related';
import { oncePerProject } from '../mounts/rules/slowProject';
import { scanText, type ScannedText } from '../mounts/scan';
import type { ReadError } from '../text/finding';
import type { CommandContext } from './context';
import { readSources, type Sources } from './sources';

/** What is known of a file that was read. */
export interface ScannedFile extends ScannedText {
  readonly file: string;
}

/** The files that a call names, read and scanned; what could not be read, in whole or in part, is in `errors`. */
export async function scanSources({
  invocation,
  machine,
}: CommandContext): Promise<Pick<Sources, 'errors' | 'empty'> & { readonly files: readonly ScannedFile[] }> {
  const read = await readSources(invocation, machine);
  const scanned: ScannedFile[] = [];
  // One after the other: a process may not hold any number of files open.
  for (const { file, text, place, path, files } of read.sources) {
    scanned.push({ file, ...scanText(text, place, await gatherRelated(path, files)) });
  }
  const files = oncePerProject(scanned);
  return { files, errors: [...read.errors, ...files.flatMap(parserErrors)], empty: read.empty };
}

/** The places where a parser stumbled, by line. */
function parserErrors({ file, errors, lines }: ScannedFile): ReadError[] {
  return errors.map(({ offset, reason }) => ({ file, line: lines.positionAt(offset).line, message: reason }));
}
