import * as vscode from 'vscode';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import type { IntegratedDistro } from '../state/snapshot';
import { message } from '../text/message';
import { distroRow } from '../views/distroRow';
import type { Distro } from '../wsl/distro';
import { ProblemError, type CommandContext } from './context';
import { findAgain } from './facts';

/** What a command asks when it is not called on a row. */
export interface Question {
  readonly placeholder: string;
  /** Distros for which the command would do nothing are left out. */
  readonly isCandidate?: (distro: Distro) => boolean;
  /** Asked about even where there is one candidate alone: something ends. */
  readonly destroys?: boolean;
}

/**
 * The distro a command is meant for: the row it was called on, or the user's choice; the only candidate is not asked
 * about. Only the user's own distros are ever a target. Undefined when the user chose none.
 */
export async function resolveDistro(
  context: CommandContext,
  argument: unknown,
  question: Question,
): Promise<IntegratedDistro | undefined> {
  const called = calledOn(argument);
  if (called === null) return pickDistro(context, question);
  const { current } = context.store;
  if (!current) throw new ProblemError({ kind: 'distroGone', name: called.name });
  // The row may be older than the list, and a command of another extension may name anything.
  return findAgain(current, called);
}

function calledOn(argument: unknown): Pick<Distro, 'id' | 'name'> | null {
  if (typeof argument !== 'object' || argument === null || !('distro' in argument)) return null;
  const { distro } = argument;
  if (typeof distro !== 'object' || distro === null || !('name' in distro) || typeof distro.name !== 'string')
    return null;
  return { name: distro.name, id: 'id' in distro && typeof distro.id === 'string' ? distro.id : null };
}

async function pickDistro(context: CommandContext, question: Question): Promise<IntegratedDistro | undefined> {
  if (context.store.current && !question.destroys) {
    const known = candidates(context, question);
    if (known.length === 1) return known[0];
  }
  // Given as a promise, the picks show that they are being read.
  const picks = readCandidates(context, question).then((distros) =>
    distros.map((distro) => {
      const { label, description } = distroRow(distro, null, translate);
      return { label: withoutIcons(label), description, distro };
    }),
  );
  const [chosen] = await Promise.all([
    vscode.window.showQuickPick(picks, { placeHolder: question.placeholder, matchOnDescription: true }),
    // Of a promise that fails the editor only closes the picks; the reason is for the command's wrapper.
    picks,
  ]);
  return chosen?.distro;
}

async function readCandidates(context: CommandContext, question: Question): Promise<IntegratedDistro[]> {
  if (!context.store.current) await context.store.refresh();
  const found = candidates(context, question);
  const [problem] = context.store.current?.problems ?? [];
  if (found.length === 0 && problem) throw new ProblemError(problem);
  if (found.length === 0)
    void vscode.window.showInformationMessage(translate(message('There is no distro to choose.')));
  return found;
}

/** The default first, then what runs, then the rest, each in the list's order. */
function candidates(context: CommandContext, { isCandidate }: Question): IntegratedDistro[] {
  const rank = ({ isDefault, state }: Distro): number => (isDefault ? 0 : state === 'running' ? 1 : 2);
  return (context.store.current?.distros ?? [])
    .filter((distro) => distro.kind === 'user' && (isCandidate?.(distro) ?? true))
    .sort((a, b) => rank(a) - rank(b));
}
