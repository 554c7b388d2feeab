import { isAbsolute, relative } from 'node:path';
import { slashed } from './sourceFiles';

/** The name under which a file is shown: its way from this folder where it lies below, else its path; with slashes. */
export function displayName(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return slashed(/^\.\.(?:[\\/]|$)/.test(fromHere) || isAbsolute(fromHere) ? path : fromHere);
}
