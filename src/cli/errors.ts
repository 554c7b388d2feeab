import { basename } from 'node:path';
import type { ReadError } from '../text/finding';
import type { CommandContext } from './context';

/** Says on stderr what could not be read. */
export function complainOf(errors: readonly ReadError[], context: CommandContext): void {
  for (const { file, line, message } of errors) {
    const name = basename(file);
    // Some sentences begin with the name of the file, which is then said once, with its way.
    const isAboutFile = line === undefined && message.startsWith(`${name} `);
    const place = line === undefined ? file : `${file}:${line}`;
    context.complain(isAboutFile ? `${file}${message.slice(name.length)}` : `${place}: ${message}`);
  }
}

/** Says on stderr below which folders there was nothing: whoever runs this unwatched must see that nothing was checked. */
export function complainOfEmpty(folders: readonly string[], context: CommandContext): void {
  for (const folder of folders) {
    const where = folder === '.' ? 'this folder' : folder;
    context.complain(`Nothing to check in ${where}: no compose file, devcontainer.json or call of docker run.`);
  }
}
