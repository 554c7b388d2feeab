import type { Prerequisite, PrerequisiteId } from '../state/prerequisites';
import { message, type Message, type Translate } from '../text/message';
import { evidenceRows, nextStepRow } from './problemRow';
import { makeRow, type Row, type RowIcon } from './row';

/** The id of the group of prerequisites: nobody asks for them before it is opened. */
export const prerequisitesId = 'prerequisites';

/**
 * The group of what Docker Desktop needs of the machine; null as long as nobody has asked. Its rows have the context value
 * `prerequisite.<met|notMet|unknown>` and carry the address of their page as `page`.
 */
export function prerequisitesRow(answers: readonly Prerequisite[] | null, translate: Translate): Row {
  const rows = answers?.map((answer) => prerequisiteRow(answer, translate)) ?? [];
  return makeRow({
    id: prerequisitesId,
    label: translate(message('Prerequisites')),
    description: answers === null ? '' : countText(answers).map(translate).join(' · '),
    icon: { name: 'checklist', color: null },
    contextValue: 'prerequisites',
    notes: [
      translate(message('What Docker Desktop with the WSL 2 engine needs of this machine, by its documentation.')),
    ],
    open: 'collapsed',
    children: rows,
  });
}

function countText(answers: readonly Prerequisite[]): Message[] {
  const count = (verdict: Prerequisite['verdict']): number =>
    answers.filter((answer) => answer.verdict === verdict).length;
  const [notMet, unknown] = [count('notMet'), count('unknown')];
  if (notMet + unknown === 0) return [message('all {0} met', answers.length)];
  return [
    ...(notMet === 0 ? [] : [message('not met: {0}', notMet)]),
    ...(unknown === 0 ? [] : [message('unknown: {0}', unknown)]),
  ];
}

const verdictIcons: Readonly<Record<Prerequisite['verdict'], RowIcon>> = {
  met: { name: 'pass', color: 'testing.iconPassed' },
  notMet: { name: 'error', color: 'problemsErrorIcon.foreground' },
  unknown: { name: 'question', color: null },
};

function prerequisiteRow(answer: Prerequisite, translate: Translate): Row {
  const { id, verdict, found, nextStep, page, evidence } = answer;
  const rowId = `prerequisite.${id}`;
  const lines = evidence.split('\n').filter((line) => line.trim() !== '');
  return makeRow({
    id: rowId,
    label: translate(titleOf(id)),
    description: [translate(verdictText(verdict)), translate(found)].join(' · '),
    icon: verdictIcons[verdict],
    contextValue: `prerequisite.${verdict}`,
    subject: { page },
    children: [
      ...(nextStep === null ? [] : [nextStepRow(rowId, translate(nextStep), translate)]),
      ...evidenceRows(rowId, lines, translate),
    ],
  });
}

function verdictText(verdict: Prerequisite['verdict']): Message {
  switch (verdict) {
    case 'met':
      return message('met');
    case 'notMet':
      return message('not met');
    case 'unknown':
      return message('unknown');
  }
}

function titleOf(id: PrerequisiteId): Message {
  switch (id) {
    case 'windows':
      return message('Windows version');
    case 'virtualization':
      return message('Virtualization');
    case 'virtualMachinePlatform':
      return message('Feature "Virtual Machine Platform"');
    case 'subsystemForLinux':
      return message('Feature "Windows Subsystem for Linux"');
    case 'wsl':
      return message('WSL version');
    case 'dockerDesktop':
      return message('Docker Desktop itself');
    case 'memory':
      return message('Memory');
  }
}
