import { gatherCompose, type ComposeSubject } from './compose/gather';
import type { ComposeSurroundings } from './compose/surroundings';
import { Look, type KnownFiles } from './files';
import { folderOf, pathBetween } from './slashPath';

/** What the files around a file say about it. */
export interface Related {
  /** The way from the file's own folder to the one at which its relative sources start; null when it is its own. */
  readonly base: string | null;
  /** What takes part in the meaning of a compose file; null for a file of another kind, or one by itself. */
  readonly compose: ComposeSurroundings | null;
  /** Whether all that might say something could be read. */
  readonly isComplete: boolean;
}

/** A file by itself. */
export const alone: Related = { base: null, compose: null, isComplete: true };

/**
 * Reads the files that have a say in what a file means. They depend on its text, so it is done again when that changes;
 * `known` keeps what was read until one of the files does.
 */
export async function gatherRelated(subject: ComposeSubject, known: KnownFiles): Promise<Related> {
  const { path } = subject;
  if (!/\.ya?ml$/i.test(path)) return alone;
  const look = new Look(known);
  const compose = await gatherCompose(subject, look);
  return {
    base: pathBetween(folderOf(path), compose.project?.folder ?? folderOf(path)) || null,
    compose,
    isComplete: look.isComplete,
  };
}
