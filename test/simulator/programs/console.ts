import type { State } from '../state/model';
import type { Output } from './output';
import { encodeForConsole } from './reg/code-page';

/** Writes text as console programs of Windows do: CR LF, in the code page of the console. */
export function consoleWriter(output: Output, { oemCodePage }: State): (descriptor: 1 | 2, text: string) => void {
  return (descriptor, text) => output.write(descriptor, encodeForConsole(text.replace(/\n/g, '\r\n'), oemCodePage));
}
