import type { WindowDistro } from '../host/remote';
import { message, type Message } from '../text/message';
import { printable } from '../text/printable';
import { nameList, type Question } from './question';

/** What hangs on a distro at the moment in which somebody wants to stop it. */
export interface DistroEnd {
  readonly name: string;
  readonly isRunning: boolean;
  /** Whether Docker Desktop runs and is integrated with it, so that its proxy ends as well. */
  readonly isIntegrated: boolean;
  /** Running containers with binds from its files, by name; null where the engine did not tell. */
  readonly containers: readonly string[] | null;
  /** What the window this is asked in is connected to. */
  readonly window: WindowDistro;
}

/** What ends with a distro, for the modal that asks before it is stopped or converted. */
export function whatEnds({ name, isRunning, isIntegrated, containers, window }: DistroEnd): Message[] {
  const own = printable(name);
  return [
    ...(isRunning
      ? [message('All programs and terminals in {0} end, and windows connected to it lose their connection.', own)]
      : []),
    ...windowEnds(name, window),
    ...(isRunning && isIntegrated
      ? [message("Docker Desktop's proxy in it ends too. Docker Desktop may show a dialog, which can start it again.")]
      : []),
    ...containersFail(containers),
  ];
}

function windowEnds(name: string, window: WindowDistro): Message[] {
  if (window === null) return [];
  if (window.name === null) return [message('If this very window is connected to it, it loses its connection.')];
  return window.name.toLowerCase() === name.toLowerCase()
    ? [message('This very window is connected to it and loses its connection.')]
    : [];
}

function containersFail(containers: readonly string[] | null): Message[] {
  if (containers === null)
    return [message('Which running containers use its files is not known: the engine did not tell.')];
  if (containers.length === 0) return [];
  return [
    message('Running containers that use its files ({0}) may fail: {1}.', containers.length, nameList(containers)),
  ];
}

/** Asks before a distro is stopped. */
export function stopQuestion(end: DistroEnd): Question<'stop'> {
  const name = printable(end.name);
  return {
    message: message('Stop {0}?', name),
    detail: whatEnds(end),
    choices: [['stop', message('Stop {0}', name)]],
  };
}
