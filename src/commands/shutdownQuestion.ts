import type { WindowDistro } from '../host/remote';
import { message, type Message } from '../text/message';
import { nameList, type Question } from './question';

/** What runs at the moment in which somebody wants to shut down all of WSL. */
export interface ShutdownFacts {
  /** The names of all that run, other products' distros included; null where WSL did not tell. */
  readonly running: readonly string[] | null;
  /** Whether Docker Desktop runs on WSL; null where nobody can tell. */
  readonly docker: boolean | null;
  /** How many containers run on it; null where the engine did not tell. */
  readonly containers: number | null;
  /** What the window this is asked in is connected to. */
  readonly window: WindowDistro;
}

/** Asks before WSL is shut down. Docker Desktop is never taken down by surprise: stopping it first is the default. */
export function shutdownQuestion(facts: ShutdownFacts): Question<'dockerFirst' | 'shutDown'> {
  const { running, docker } = facts;
  return {
    message: message('Shut down all of WSL?'),
    detail: [
      whatRuns(running),
      ...(running?.length === 0 ? [] : [message('Windows connected to a distro lose their connection.')]),
      ...(facts.window === null
        ? []
        : [message('This very window is connected to a distro and loses its connection.')]),
      ...dockerEnds(facts),
    ],
    choices:
      docker === true
        ? [
            ['dockerFirst', dockerFirst(running)],
            ['shutDown', message('Shut Down Only')],
          ]
        : [['shutDown', everything(running)]],
  };
}

function whatRuns(running: ShutdownFacts['running']): Message {
  if (running === null) return message('Which distros run is not known: WSL does not answer.');
  return running.length === 0
    ? message('No distro runs. The virtual machine of WSL ends and gives its memory back.')
    : message('All distros that run ({0}) end with their programs: {1}.', running.length, nameList(running));
}

function dockerFirst(running: ShutdownFacts['running']): Message {
  return running === null
    ? message('Stop Docker Desktop First, Then Shut Down All of WSL')
    : message('Stop Docker Desktop First, Then Shut Down (Distros: {0})', running.length);
}

function everything(running: ShutdownFacts['running']): Message {
  return running === null
    ? message('Shut Down All of WSL')
    : message('Shut Down All of WSL (Distros: {0})', running.length);
}

function dockerEnds({ docker, containers }: ShutdownFacts): Message[] {
  if (docker === false) return [];
  if (docker === null) return [message('Whether Docker Desktop runs is not known. If it does, its engine ends too.')];
  return [
    containers === null
      ? message("Docker Desktop's engine ends; how many containers run on it is not known.")
      : message("Docker Desktop's engine ends. Containers that run on it now: {0}.", containers),
    message('Stopped first, it ends in order. Otherwise it reports a crash and does not come back by itself.'),
  ];
}
