import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { DistroState } from '../../wsl/list';
import type { Registration } from './importJob';
import type { Whereabouts } from './moveJob';

/** What is told behind something that was broken off: a sentence after the other, and a file that may be deleted. */
export interface AfterState {
  readonly sentences: readonly Message[];
  /** An unfinished file that is ours and nobody's any more. */
  readonly left: string | null;
}

/** Where the distro stands after an export that came to nothing; null where WSL did not answer. */
export function afterExport(name: string, state: DistroState | null, left: string | null): AfterState {
  const shown = printable(name);
  // What is still being written is no leftover.
  if (state === 'exporting') {
    return { sentences: [message('WSL still shows {0} as exporting: wait until that is over.', shown)], left: null };
  }
  const standing =
    state === null
      ? message('Whether WSL goes on with it is not known: it did not answer.')
      : message('{0} is registered as before, and can be used.', shown);
  return withLeftover(standing, state === null ? null : left);
}

/** What the registry says of a name after an import that came to nothing. */
export function afterImport(name: string, registration: Registration, left: string | null): AfterState {
  const shown = printable(name);
  switch (registration) {
    case 'none':
      return withLeftover(message('No distro named {0} is registered.', shown), left);
    case 'installing':
      return {
        sentences: [
          message('WSL has {0} registered as installing: half of it is there, and it cannot be used.', shown),
        ],
        left: null,
      };
    case 'complete':
    case 'unknown':
      return { sentences: [message('What WSL has registered as {0} could not be told.', shown)], left: null };
  }
}

/** Where the disk of a distro is after a move that came to nothing. */
export function afterMove(
  name: string,
  where: Exclude<Whereabouts, 'moved'>,
  { disk, left }: { readonly disk: string; readonly left: string | null },
): AfterState {
  const shown = printable(name);
  switch (where) {
    case 'before':
      return withLeftover(message('{0} is where it was: {1}.', shown, printable(disk)), left);
    case 'moving':
      return {
        sentences: [message('WSL answers nobody, so it may still be moving {0}: wait, then refresh the list.', shown)],
        left: null,
      };
    case 'unknown':
      return {
        sentences: [message('Where the disk of {0} is now could not be told: look before you start it.', shown)],
        left: null,
      };
  }
}

function withLeftover(standing: Message, left: string | null): AfterState {
  if (left === null) return { sentences: [standing], left };
  return { sentences: [standing, message('An unfinished file is left: {0}.', printable(left))], left };
}
