import type { ChangePlan } from '../docker/change/plan';
import type { ChangeEnd } from '../docker/change/run';
import { describeStep } from '../docker/change/texts';
import { explainProblem, type Problem } from '../state/problem';
import { inEnglish } from '../text/message';
import { printable } from '../text/printable';
import type { ExitCode } from './context';

/** What a call came to; `end` is null where nothing was begun. */
export interface ChangeResult {
  readonly name: string;
  readonly on: boolean;
  readonly plan: ChangePlan | null;
  readonly problem: Problem | null;
  readonly end: ChangeEnd | null;
}

type Outcome = 'verified' | 'set' | 'unchanged' | 'rolledBack' | 'cancelled' | 'notRestored' | 'notStarted';

function outcomeOf(end: ChangeEnd | null): Outcome {
  switch (end?.kind) {
    case undefined:
    case 'refused':
      return 'notStarted';
    case 'unchanged':
      return 'unchanged';
    case 'changed':
      return end.remarks.length === 0 ? 'verified' : 'set';
    case 'undone':
      return end.reason === null ? 'cancelled' : 'rolledBack';
    case 'notUndone':
      return 'notRestored';
  }
}

export function exitOf(end: ChangeEnd): ExitCode {
  switch (outcomeOf(end)) {
    case 'verified':
    case 'set':
    case 'unchanged':
      return 0;
    case 'rolledBack':
    case 'notRestored':
      return 1;
    case 'cancelled':
      return 130;
    case 'notStarted':
      return 2;
  }
}

/** What is said of an end, a sentence each. */
function sentences(result: ChangeResult): string[] {
  const { end, problem } = result;
  if (problem) return [inEnglish(explainProblem(problem).message)];
  switch (end?.kind) {
    case 'changed':
      return end.remarks.map(inEnglish);
    case 'undone':
      return end.reason ? [inEnglish(end.reason)] : [];
    case 'notUndone':
      return [...(end.reason ? [inEnglish(end.reason)] : []), inEnglish(end.hindrance)];
    case undefined:
    case 'refused':
    case 'unchanged':
      return [];
  }
}

/** The result for other programs; the schema is docs/schema/integration.schema.json. */
export function changeAsJson(result: ChangeResult): string {
  const { name, on, plan, end, problem } = result;
  const output = {
    version: 1,
    distro: name,
    wanted: on ? 'on' : 'off',
    outcome: outcomeOf(end),
    file: plan?.file ?? null,
    changes: (plan?.changes ?? []).map((change) =>
      change.setting === 'list'
        ? { setting: 'list', key: change.key, name: change.name, added: change.added }
        : { setting: 'flag', key: change.key, value: change.value },
    ),
    step: end && 'step' in end ? end.step : null,
    backup: end?.kind === 'notUndone' ? end.backup : null,
    problem: problem?.kind ?? null,
    messages: sentences(result),
    notRunningAgain: (end && 'missing' in end ? end.missing : []).map(({ id, name }) => ({ id, name })),
  };
  return JSON.stringify(output, null, 2);
}

/** The result for people. */
export function changeAsText(result: ChangeResult): string {
  const { end, on } = result;
  const name = printable(result.name);
  const state = on ? 'on' : 'off';
  const more = sentences(result).join(' ');
  switch (end?.kind) {
    case 'unchanged':
      return `${name}: the integration is ${state} already.`;
    case 'changed':
      return end.remarks.length === 0
        ? `${name}: the integration is ${state}, and docker was seen to be so.`
        : `${name}: the integration is set ${state}. ${more}`;
    case 'undone':
      return end.reason === null
        ? `${name}: cancelled. The old settings are in place.`
        : `${name}: not changed, the old settings are in place. It failed here: ${inEnglish(describeStep(end.step))} ${more}`;
    case 'notUndone':
      return `${name}: it failed here: ${inEnglish(describeStep(end.step))} ${more} The old settings are in ${printable(end.backup ?? '—')}.`;
    case undefined:
    case 'refused':
      return more;
  }
}
