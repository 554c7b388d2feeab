import type { Node } from 'jsonc-parser';
import { sideOf } from '../locate';
import type { Mount, Place } from '../mount';
import { holdsCommands } from '../shell/commands';
import { dialectOfLine } from '../shell/dialect';
import { findDockerRun } from '../shell/dockerRun';
import { rangeOf, type JsonDocument } from './jsonDocument';
import { mountsOfRun } from './runCommand';
import { mountsOfCommands } from './scriptFile';
import { nameOf } from '../slashPath';
import { scalarText, type ScalarText } from './scalarText';

/** What is known of a command in a JSON file, beside its text. */
export interface CommandContext {
  readonly via: string;
  readonly place: Place;
  /** The way to the folder in which it runs; null where nobody can tell. */
  readonly base: string | null;
  /** Fills in what the reader of the file fills in, before any shell sees it. */
  readonly fill: (text: ScalarText) => ScalarText;
}

/** The mounts of a command: a string is a line for a shell, a list is a program with its arguments. */
export function mountsOfCommandNode(node: Node | null, document: JsonDocument, context: CommandContext): Mount[] {
  if (node?.type === 'string') return mountsOfLine(document.text(node), context);
  const [program, ...words] = document.items(node);
  return program ? mountsOfProgram(document.text(program), words, document, context) : [];
}

/** The mounts of a line that some shell reads. */
export function mountsOfLine(text: ScalarText | null, { place, base, via, fill }: CommandContext): Mount[] {
  if (!text || !/docker/i.test(text.value)) return [];
  const line = fill(text);
  const mounts = mountsOfCommands(line, dialectOfLine(line.value), place, via);
  return mounts.map((mount) => ({ ...mount, ...from(base, mount.base) }));
}

/** The mounts of a program and its arguments. */
export function mountsOfProgram(
  program: ScalarText | null,
  args: readonly Node[],
  document: JsonDocument,
  { via, place, base, fill }: CommandContext,
): Mount[] {
  if (!program) return [];
  const words = args.map((node) => {
    const text = document.text(node) ?? document.text(document.member(node, 'value'));
    return text ? fill(text) : scalarText('', rangeOf(node), null, () => null);
  });
  const found = findDockerRun([program, ...words], sideOf(place));
  if (!found && holdsCommands.test(nameOf(program.value.replace(/\\/g, '/')))) {
    return words.flatMap((word) => mountsOfLine(word, { via, place, base, fill: (text) => text }));
  }
  return found ? mountsOfRun(found, { via, anchor: program.range.start, base }) : [];
}

function from(base: string | null, way: string | null): Pick<Mount, 'base'> {
  return { base: base === null || way === null ? null : [base, way].filter((part) => part !== '').join('/') };
}
