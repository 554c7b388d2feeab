import type { Comment } from '../../text/suppression';
import { sideOf } from '../locate';
import { mentionsDockerRun } from '../mentions';
import type { Mount, Place } from '../mount';
import { readCommands } from '../shell/commands';
import { batch, makefile, posix, powerShell, type Dialect } from '../shell/dialect';
import { findDockerRun } from '../shell/dockerRun';
import type { ReadFile } from './readFile';
import { mountsOfRun } from './runCommand';
import { tooLong } from './tooLong';
import { plainText, type ScalarText } from './scalarText';

/** Reads a script of sh, bash or zsh. Like all readers of scripts it never throws, and finds no errors: a shell would. */
export function readPosixScript(source: string, place: Place): ReadFile {
  return readScript(source, posix, place);
}

export function readPowerShellScript(source: string, place: Place): ReadFile {
  return readScript(source, powerShell, place);
}

export function readBatchFile(source: string, place: Place): ReadFile {
  return readScript(source, batch, place);
}

export function readMakefile(source: string, place: Place): ReadFile {
  return readScript(source, makefile, place);
}

/** Reads a script whose name does not tell its language, if its first line names a shell. */
export function readShebangScript(source: string, place: Place): ReadFile {
  return isShellScript(source) ? readScript(source, posix, place) : { mounts: [], errors: [] };
}

/** Whether the first line of a file calls a shell to run it. */
export function isShellScript(source: string): boolean {
  return /^#!.*\b(?:ba|z|da|k)?sh\b/.test(source);
}

function readScript(source: string, dialect: Dialect, place: Place): ReadFile {
  const problem = tooLong(source);
  if (problem) return { mounts: [], errors: [problem] };
  if (!mentionsDockerRun(source)) return { mounts: [], errors: [] };
  return { mounts: mountsOfCommands(plainText(source), dialect, place, 'docker run'), errors: [] };
}

/** The mounts of all calls of `docker run` in a text. What several calls share is told once. */
export function mountsOfCommands(text: ScalarText, dialect: Dialect, place: Place, via: string): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const { words, folder, start } of readCommands(text, dialect, place)) {
    const found = findDockerRun(words, sideOf(place));
    if (!found) continue;
    for (const mount of mountsOfRun(found, { via, anchor: start, base: folder })) {
      mounts.set(`${mount.range.start} ${mount.range.end}`, mount);
    }
  }
  return [...mounts.values()].sort((a, b) => a.range.start - b.range.start);
}

/** The comments of a script that have lines of their own: a mark in the middle of one may be anything. */
export function readScriptComments(text: string): Comment[] {
  return [...text.matchAll(/^([\t ]*(?:#|::|@?rem\b))(.*)$/gim)].map((match) => {
    const start = match.index + (match[1]?.length ?? 0);
    const comment = (match[2] ?? '').replace(/\r$/, '');
    return { text: comment, range: { start: match.index, end: start + comment.length } };
  });
}
