import { scanComposeText, type ScannedText } from '../mounts/scan';
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
  const files = read.sources.map(({ file, text, place }) => ({ file, ...scanComposeText(text, place) }));
  return { files, errors: [...read.errors, ...files.flatMap(parserErrors)], empty: read.empty };
}

/** The places where a parser stumbled, by line. */
function parserErrors({ file, errors, lines }: ScannedFile): ReadError[] {
  return errors.map(({ offset, reason }) => ({ file, line: lines.positionAt(offset).line, message: reason }));
}
