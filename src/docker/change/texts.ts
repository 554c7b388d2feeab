import { win32 } from 'node:path';
import { message, type Message } from '../../text/message';
import { nameList } from '../../text/nameList';
import { printable } from '../../text/printable';
import type { SettingChange } from '../settingsEdit';
import type { ChangeStep } from './journal';
import type { ChangePlan } from './plan';
import type { InterruptedChange } from './recover';

/** What a change does, before it is made: a paragraph each. `start`: a Docker Desktop that does not run is started for it. */
export function describePlan(plan: ChangePlan, start: boolean): Message[] {
  return [
    ...whatStops(plan, start),
    ...plan.changes.map(describeSetting),
    message('That is written to {0}; a copy of the old file is kept beside it (.bak).', printable(plan.file)),
    ...plan.byFlag.map((name) =>
      message('{0} stays integrated as the default distro, by a setting of its own.', printable(name)),
    ),
    ...(plan.isRunning || start
      ? [message('If docker then does not do what you asked for, the old settings are put back.')]
      : []),
  ];
}

function whatStops({ isRunning, containers }: ChangePlan, start: boolean): Message[] {
  if (!isRunning) {
    return start
      ? [message('Docker Desktop is started to see whether it works.')]
      : [message('Docker Desktop does not run and is not started, so nobody looks whether it works.')];
  }
  return [
    message('Docker Desktop is stopped and started again: a running one would overwrite its settings.'),
    containers === null
      ? message('All containers end; which ones run is not known, since the engine did not tell.')
      : containers.length === 0
        ? message('No container runs on its engine now.')
        : message(
            'Containers of its Linux engine that end ({0}): {1}.',
            containers.length,
            nameList(containers.map(({ name }) => name)),
          ),
  ];
}

function describeSetting(change: SettingChange): Message {
  const key = printable(change.key);
  if (change.setting === 'list') {
    return change.added
      ? message('{0} is added to {1}.', printable(change.name), key)
      : message('{0} is taken out of {1}.', printable(change.name), key);
  }
  return change.value
    ? message('{0} is switched on: integration follows whichever distro is the default.', key)
    : message('{0} is switched off: whichever distro is the default is integrated no more by it.', key);
}

/** What is being done. */
export function describeStep(step: ChangeStep): Message {
  switch (step) {
    case 'stopping':
      return message('Stopping Docker Desktop.');
    case 'backingUp':
      return message('Copying its settings.');
    case 'writing':
      return message('Writing its settings.');
    case 'starting':
      return message('Starting Docker Desktop and waiting for its engine.');
    case 'verifying':
      return message('Looking whether docker does what was asked for.');
    case 'restoring':
      return message('Putting the old settings back.');
  }
}

/** How things stand behind a change that was broken off. */
export function describeInterrupted({ journal, settings, dockerRuns }: InterruptedChange): Message[] {
  const names = nameList(journal.distros.map(({ name }) => name));
  return [
    message("A change of Docker Desktop's integration was interrupted: {0}.", names),
    whatTheSettingsAre(settings),
    ...(journal.wasRunning && dockerRuns === false ? [message('Docker Desktop ran before and does not run now.')] : []),
    ...(journal.backup !== null && settings !== 'old'
      ? [message('The settings of before are in {0}.', printable(win32.basename(journal.backup)))]
      : []),
  ];
}

function whatTheSettingsAre(settings: InterruptedChange['settings']): Message {
  switch (settings) {
    case 'old':
      return message('Its settings are those of before.');
    case 'new':
      return message('Its settings are the changed ones.');
    case 'other':
      return message('Docker Desktop has written other settings since.');
    case 'unknown':
      return message('Its settings could not be read.');
  }
}

/** That an engine of the distro's own answers there, told before anything is stopped. */
export function describeForeignEngine(name: string): Message {
  return message(
    '{0} has a docker engine of its own: with the integration docker talks to that no more.',
    printable(name),
  );
}
