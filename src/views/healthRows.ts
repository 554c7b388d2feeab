import type { Prerequisite } from '../state/prerequisites';
import type { Problem } from '../state/problem';
import { message, type Translate } from '../text/message';
import { prerequisitesRow } from './prerequisiteRows';
import { problemRow } from './problemRow';
import { makeRow, type Row } from './row';

/** What the view of what is wrong is made from. */
export interface Health {
  /** Those that are to be shown. */
  readonly problems: readonly Problem[];
  /** How many more there are, which somebody does not want to be told of. */
  readonly dismissed: number;
  /** Whether the distros could be listed: what keeps them from that is told in their own view. */
  readonly listed: boolean;
  readonly prerequisites: readonly Prerequisite[] | null;
  /** Whether the folder of this window is one the user has not trusted. */
  readonly restricted: boolean;
}

/**
 * The rows of the view of what is wrong. Their context values: `problem` and below it `problem.nextStep` and
 * `problem.evidence`; `noProblem`; `dismissed`, the row that counts what is hidden; `restricted`; `prerequisites`.
 */
export function healthRows(health: Health, translate: Translate): readonly Row[] {
  const { problems, dismissed, listed, prerequisites, restricted } = health;
  return [
    ...(restricted ? [restrictedRow(translate)] : []),
    ...problems.map((problem) => problemRow(problem, translate)),
    ...(problems.length === 0 && listed ? [noProblemRow(translate)] : []),
    ...(dismissed > 0 ? [dismissedRow(dismissed, translate)] : []),
    prerequisitesRow(prerequisites, translate),
  ];
}

function restrictedRow(translate: Translate): Row {
  const title = translate(message('Manage Workspace Trust'));
  return makeRow({
    id: 'restricted',
    label: translate(message('This folder is restricted')),
    description: title,
    icon: { name: 'shield', color: null },
    contextValue: 'restricted',
    notes: [translate(message('Files are checked here too. Nothing that the folder contains is run.'))],
    command: { id: 'slipway.trust.manage', title },
  });
}

function noProblemRow(translate: Translate): Row {
  return makeRow({
    id: 'noProblem',
    label: translate(message('No problem seen')),
    icon: { name: 'pass', color: 'testing.iconPassed' },
    contextValue: 'noProblem',
    notes: [translate(message('What shows only inside a distro is looked at when you check Docker there.'))],
  });
}

function dismissedRow(count: number, translate: Translate): Row {
  const title = translate(message('Show Dismissed Problems'));
  return makeRow({
    id: 'dismissed',
    label: translate(message('Dismissed: {0}', count)),
    description: title,
    icon: { name: 'eye-closed', color: null },
    contextValue: 'dismissed',
    command: { id: 'slipway.problem.showDismissed', title },
  });
}
