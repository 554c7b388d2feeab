import type { Node } from 'jsonc-parser';
import { sideOf } from '../locate';
import type { Mount, Place } from '../mount';
import { holdsCommands } from '../shell/commands';
import { dialectOfLine } from '../shell/dialect';
import { findDockerRun } from '../shell/dockerRun';
import { rangeOf, type JsonDocument } from './jsonDocument';
import { contentsOfRun } from './runCommand';
import { noContents, together, type RunContents } from './runContents';
import { contentsOfCommands } from './scriptFile';
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

/** What a command runs: a string is a line for a shell, a list is a program with its arguments. */
export function contentsOfCommandNode(node: Node | null, document: JsonDocument, context: CommandContext): RunContents {
  if (node?.type === 'string') return contentsOfLine(document.text(node), context);
  const [program, ...words] = document.items(node);
  return program ? contentsOfProgram(document.text(program), words, document, context) : noContents;
}

/** What a line runs that some shell reads. */
export function contentsOfLine(text: ScalarText | null, { place, base, via, fill }: CommandContext): RunContents {
  if (!text || !/docker/i.test(text.value)) return noContents;
  const line = fill(text);
  const { mounts, ports } = contentsOfCommands(line, dialectOfLine(line.value), place, via);
  return { mounts: mounts.map((mount) => ({ ...mount, ...from(base, mount.base) })), ports };
}

/** What a program runs with its arguments. */
export function contentsOfProgram(
  program: ScalarText | null,
  args: readonly Node[],
  document: JsonDocument,
  { via, place, base, fill }: CommandContext,
): RunContents {
  if (!program) return noContents;
  const words = args.map((node) => {
    const text = document.text(node) ?? document.text(document.member(node, 'value'));
    return text ? fill(text) : scalarText('', rangeOf(node), null, () => null);
  });
  const found = findDockerRun([program, ...words], sideOf(place));
  if (!found && holdsCommands.test(nameOf(program.value.replace(/\\/g, '/')))) {
    return together(words.map((word) => contentsOfLine(word, { via, place, base, fill: (text) => text })));
  }
  return found ? contentsOfRun(found, { via, anchor: program.range.start, base }) : noContents;
}

function from(base: string | null, way: string | null): Pick<Mount, 'base'> {
  return { base: base === null || way === null ? null : [base, way].filter((part) => part !== '').join('/') };
}
