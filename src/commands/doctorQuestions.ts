import { message } from '../text/message';
import { printable } from '../text/printable';
import { nameList, type Question } from './question';

/** Asks before a distro is started to be looked into. */
export function doctorStartQuestion(distro: string): Question<'start' | 'windows'> {
  const name = printable(distro);
  return {
    message: message('Start {0} to look into it?', name),
    detail: [message('It does not run. Without it only the links on the side of Windows can be looked at.')],
    choices: [
      ['start', message('Start {0}', name)],
      ['windows', message('Look at Windows Only')],
    ],
  };
}

/** Asks before Docker Desktop is restarted. `containers` run now; null where the engine did not tell. */
export function restartDockerQuestion(containers: readonly string[] | null): Question<'restart'> {
  return {
    message: message('Restart Docker Desktop?'),
    detail: [
      message('It is stopped in order, started again, and waited for until its engine answers.'),
      containers === null
        ? message('Which containers run is not known: the engine did not tell. Those that run stop.')
        : containers.length === 0
          ? message('No container runs.')
          : message(
              'Running containers stop, and come back where their restart policy says so ({0}): {1}.',
              containers.length,
              nameList(containers),
            ),
    ],
    choices: [['restart', message('Restart Docker Desktop')]],
  };
}

/** Asks before the current context of a distro's user is changed. */
export function useDefaultContextQuestion(distro: string): Question<'use'> {
  const name = printable(distro);
  return {
    message: message('Use the default context in {0}?', name),
    detail: [
      message('This runs "docker context use default" in {0} as its default user. No context is removed.', name),
      message('docker then calls the engine at the socket of the distro, unless a variable says otherwise.'),
    ],
    choices: [['use', message('Use the Default Context')]],
  };
}
