import type { Command } from '../machine/command';

/**
 * A command as its user would type it into any terminal of Windows. Null where an argument would have to be quoted, which
 * each shell does in its own way.
 */
export function commandLine({ program, args }: Command<unknown>): string | null {
  return args.every((arg) => /^[\w.-]+$/.test(arg)) ? [program, ...args].join(' ') : null;
}
