import type { Comment } from '../../text/suppression';
import { sideOf } from '../locate';
import { mentionsDockerRun } from '../mentions';
import type { Mount, Place } from '../mount';
import type { PublishedPort } from '../publishedPort';
import { readCommands } from '../shell/commands';
import { batch, makefile, posix, powerShell, type Dialect } from '../shell/dialect';
import { findDockerRun } from '../shell/dockerRun';
import type { ReadFile } from './readFile';
import { contentsOfRun } from './runCommand';
import { asRead, type RunContents } from './runContents';
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
  return asRead(contentsOfCommands(plainText(source), dialect, place, 'docker run'));
}

/** The mounts and ports of all calls of `docker run` in a text. What several calls share is told once. */
export function contentsOfCommands(text: ScalarText, dialect: Dialect, place: Place, via: string): RunContents {
  const mounts = new Map<string, Mount>();
  const ports = new Map<string, PublishedPort>();
  for (const { words, folder, start } of readCommands(text, dialect, place)) {
    const found = findDockerRun(words, sideOf(place));
    if (!found) continue;
    const contents = contentsOfRun(found, { via, anchor: start, base: folder });
    for (const mount of contents.mounts) mounts.set(`${mount.range.start} ${mount.range.end}`, mount);
    for (const port of contents.ports) ports.set(`${port.range.start} ${port.range.end}`, port);
  }
  return {
    mounts: [...mounts.values()].sort((a, b) => a.range.start - b.range.start),
    ports: [...ports.values()],
  };
}

/** The comments of a script that have lines of their own: a mark in the middle of one may be anything. */
export function readScriptComments(text: string): Comment[] {
  return [...text.matchAll(/^([\t ]*(?:#|::|@?rem\b))(.*)$/gim)].map((match) => {
    const start = match.index + (match[1]?.length ?? 0);
    const comment = (match[2] ?? '').replace(/\r$/, '');
    return { text: comment, range: { start: match.index, end: start + comment.length } };
  });
}
