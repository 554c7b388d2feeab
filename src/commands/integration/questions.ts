import type { ChangePlan } from '../../docker/change/plan';
import { describeForeignEngine, describePlan } from '../../docker/change/texts';
import { message, type Message } from '../../text/message';
import { printable } from '../../text/printable';
import type { Question } from '../question';

/** What is asked before a change is made by hand: where to click, and what Slipway does meanwhile. */
export function gentleQuestion(
  { name, isDefault, on }: { readonly name: string; readonly isDefault: boolean; readonly on: boolean },
  canApply: boolean,
): Question<'show' | 'apply'> {
  const shown = printable(name);
  return {
    message: on
      ? message("Switch Docker Desktop's integration on for {0}?", shown)
      : message("Switch Docker Desktop's integration off for {0}?", shown),
    detail: [
      whereToSwitch(shown, isDefault, on),
      message('Slipway watches until that is set, and then looks in {0} for docker. Nothing is stopped.', shown),
      ...(canApply
        ? [message('"Apply for Me" stops Docker Desktop with its containers; what that means is shown first.')]
        : []),
    ],
    choices: [
      ['show', message('Show Docker Desktop')],
      ...(canApply ? [['apply', message('Apply for Me…')] as const] : []),
    ],
  };
}

/** Where it is switched in Docker Desktop's window. */
export function whereToSwitch(name: string, isDefault: boolean, on: boolean): Message {
  if (isDefault) {
    return on
      ? message(
          'In Docker Desktop, Settings > Resources > WSL Integration: check the box for the default distro ({0}), then Apply',
          name,
        )
      : message(
          'In Docker Desktop, Settings > Resources > WSL Integration: clear the box for the default distro and {0}, then Apply',
          name,
        );
  }
  return on
    ? message('In Docker Desktop, Settings > Resources > WSL Integration: switch {0} on, then Apply', name)
    : message('In Docker Desktop, Settings > Resources > WSL Integration: switch {0} off, then Apply', name);
}

/** Asks before Docker Desktop is stopped and its settings written. `foreign` names distros with an engine of their own. */
export function applyQuestion(
  plan: ChangePlan,
  title: Message,
  foreign: readonly string[],
): Question<'apply' | 'start'> {
  return {
    message: title,
    detail: [...foreign.map(describeForeignEngine), ...describePlan(plan, false)],
    choices: plan.isRunning
      ? [['apply', stopAndApply(plan)]]
      : [
          ['start', message('Apply and Start Docker Desktop')],
          ['apply', message('Apply Only')],
        ],
  };
}

function stopAndApply({ containers }: ChangePlan): Message {
  return containers === null || containers.length === 0
    ? message('Stop Docker Desktop and Apply')
    : message('Stop Docker Desktop and Apply (Containers: {0})', containers.length);
}

/** Asks before Docker Desktop is stopped for its old settings. */
export function restoreQuestion(containers: number | null): Question<'restore'> {
  return {
    message: message('Stop Docker Desktop to put its old settings back?'),
    detail: [
      containers === null
        ? message('All containers end; which ones run is not known, since the engine did not tell.')
        : message("Docker Desktop's engine ends. Containers that run on it now: {0}.", containers),
    ],
    choices: [['restore', message('Stop Docker Desktop and Restore')]],
  };
}
