import { splitBatch } from './batch';
import { splitMakefile } from './makefile';
import { splitPosix } from './posix';
import { splitPowerShell } from './powershell';
import type { Quoting, Step } from './word';
import type { Notation } from './wordText';

/** A language in which commands are written. */
export interface Dialect extends Notation {
  readonly split: (text: string, start: number, end: number) => Step[];
  /** The language of a text that is a command by itself; absent where it is the same. */
  readonly inner?: Dialect;
}

/** Characters that mean nothing to any shell, wherever they stand. */
const plain = /^[\w./:@%+,=-]*$/;
const plainOnWindows = /^[\w./\\:@+,=-]*$/;

export const posix: Dialect = {
  split: (text, start, end) => splitPosix(text, start, end),
  write: writePosix,
};

/** The recipes of a makefile, where `$` has two readers. */
const recipe: Dialect = {
  split: (text, start, end) => splitPosix(text, start, end, 'make'),
  write: (value, quoting) => (/[$#]/.test(value) ? null : writePosix(value, quoting)),
};

export const makefile: Dialect = {
  split: splitMakefile,
  write: (value, quoting) => recipe.write(value, quoting),
  inner: recipe,
};

export const powerShell: Dialect = {
  split: (text, start, end) => splitPowerShell(text, start, end),
  write(value, quoting) {
    if (quoting === 'bare') return plainOnWindows.test(value) ? value : null;
    return quoting === 'literal' ? value.replace(/'/g, "''") : value.replace(/[`"$]/g, '`$&');
  },
};

export const batch: Dialect = {
  split: (text, start, end) => splitBatch(text, start, end),
  write(value, quoting) {
    if (quoting === 'bare') return plainOnWindows.test(value) ? value : null;
    return /["%!\r\n]/.test(value) ? null : value;
  },
};

function writePosix(value: string, quoting: Quoting): string | null {
  if (quoting === 'bare') return plain.test(value) ? value : null;
  if (quoting === 'literal') return value.includes("'") ? null : value;
  return value.replace(/[\\"$`]/g, '\\$&');
}

/**
 * The language of a line in a file that is called on either side (package.json, tasks.json): npm and VS Code take what
 * the system has, so the line itself has to tell.
 */
export function dialectOfLine(line: string): Dialect {
  const isBatch = /%(?:~dp0|\w+%)|(?:^|[\s"'=])[A-Za-z]:\\|\^\s*$/.test(line);
  if (/\$env:\w|\$\{env:\w|\$\(\s*Get-Location/i.test(line)) return powerShell;
  return isBatch ? batch : posix;
}
