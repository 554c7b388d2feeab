import { explainProblem, problemKey, type Problem } from '../state/problem';
import { message, type Translate } from '../text/message';
import { printable } from '../text/printable';
import { makeRow, type Row } from './row';

/** A problem with its next step and its evidence below. Menus know the rows as `problem`, `problem.nextStep`, `problem.evidence`. */
export function problemRow(problem: Problem, translate: Translate): Row {
  const { message: what, nextStep, evidence } = explainProblem(problem);
  const text = translate(what);
  const id = `problem.${problemKey(problem)}`;
  const lines = evidence.split('\n').filter((line) => line.trim() !== '');
  return makeRow({
    id,
    label: text,
    icon: { name: 'warning', color: 'problemsWarningIcon.foreground' },
    contextValue: 'problem',
    accessibleLabel: translate(message('Problem: {0}', text)),
    open: 'expanded',
    subject: { problem },
    children: [nextStepRow(id, translate(nextStep), translate), ...evidenceRows(id, lines, translate)],
  });
}

/** What to do, below the row of this id. */
export function nextStepRow(id: string, text: string, translate: Translate): Row {
  return makeRow({
    id: `${id}.nextStep`,
    label: text,
    icon: { name: 'lightbulb', color: null },
    contextValue: 'problem.nextStep',
    accessibleLabel: translate(message('Next step: {0}', text)),
  });
}

/** What programs printed and files hold, line by line, below the row of this id. */
export function evidenceRows(id: string, lines: readonly string[], translate: Translate): readonly Row[] {
  return lines.map((raw, index) => {
    // Marks that turn the direction of a text could make it say something else.
    const line = printable(raw);
    return makeRow({
      id: `${id}.evidence.${index}`,
      label: line,
      icon: { name: index === 0 ? 'output' : 'blank', color: null },
      contextValue: 'problem.evidence',
      accessibleLabel: translate(message('Evidence: {0}', line)),
    });
  });
}
