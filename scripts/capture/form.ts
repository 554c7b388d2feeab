import { isMinusOne, type Output } from '../../src/machine/command';
import { decodeText } from '../../src/machine/decode';

/** How an answer looks, whatever it says. */
export interface AnswerForm {
  /** -1 as it is, however the system shows it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function formOf({ exitCode, stdout, stderr }: Output): AnswerForm {
  return {
    exitCode: isMinusOne(exitCode) ? -1 : exitCode,
    stdout: streamForm(stdout),
    stderr: streamForm(stderr),
  };
}

/** The encoding and the kinds of line ends of a stream. */
function streamForm(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'nothing';
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? ' with a mark' : '';
  const encoding = isUtf16(bytes) ? `UTF-16LE${mark}` : 'bytes';
  const ends = [...new Set(decodeText(bytes).match(/\r*\n/g) ?? [])].sort();
  return [encoding, ...ends.map((end) => end.replaceAll('\r', 'CR ').replace('\n', 'LF'))].join(', ');
}

/** A line end is written in each encoding in its own way, whatever the language of the line. */
function isUtf16(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('\n\0', 'latin1')) || (bytes.length > 1 && bytes[1] === 0);
}
