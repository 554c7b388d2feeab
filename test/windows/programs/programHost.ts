import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What lies beside NAME.exe as NAME.exe.json. */
export interface ProgramNote {
  /** The bundle it runs. */
  readonly script: string;
  /** What the bundle is given before the arguments of the call. */
  readonly args: readonly string[];
}

// The one script that is built into all our programs of Windows. They are one file under many names, as with wsl.exe, so a
// change of a bundle needs no new executable.
const note = JSON.parse(readFileSync(`${process.execPath}.json`, 'utf8')) as ProgramNote;
process.argv.splice(2, 0, ...note.args);
createRequire(note.script)(note.script);
