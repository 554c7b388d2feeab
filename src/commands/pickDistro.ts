import * as vscode from 'vscode';
import { inChosenOrder } from '../host/distroOrder';
import { withoutIcons } from '../host/plainText';
import { inDisplayLanguage as translate } from '../host/translate';
import type { IntegratedDistro } from '../state/snapshot';
import { message } from '../text/message';
import { distroRow } from '../views/distroRow';
import type { Distro } from '../wsl/distro';
import { readCandidates, type IsCandidate } from './candidates';
import { ProblemError, type CommandContext } from './context';
import { findAgain, inProgress } from './facts';
import { tell } from './say';

/** What a command asks when it is not called on a row. */
export interface Question {
  readonly placeholder: string;
  /** Distros for which the command would do nothing are left out. */
  readonly isCandidate?: IsCandidate;
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

/** The distro of the row that a command was called on; null where it was called on none. */
export function calledOn(argument: unknown): Pick<Distro, 'id' | 'name'> | null {
  if (typeof argument !== 'object' || argument === null || !('distro' in argument)) return null;
  const { distro } = argument;
  if (typeof distro !== 'object' || distro === null || !('name' in distro) || typeof distro.name !== 'string')
    return null;
  return { name: distro.name, id: 'id' in distro && typeof distro.id === 'string' ? distro.id : null };
}

async function pickDistro(
  { store }: CommandContext,
  { placeholder, isCandidate, destroys = false }: Question,
): Promise<IntegratedDistro | undefined> {
  const reading = readCandidates(store, inChosenOrder, isCandidate);
  if (!destroys) {
    const [only, second] = await inProgress(reading);
    if (only && !second) return only;
  }
  // Given as a promise, the picks show that they are being read.
  const picks = reading.then((distros) => {
    if (distros.length === 0) void tell(message('There is no distro to choose.'));
    return distros.map((distro) => {
      const { label, description } = distroRow(distro, null, translate);
      return { label: withoutIcons(label), description, distro };
    });
  });
  const [chosen] = await Promise.all([
    vscode.window.showQuickPick(picks, { placeHolder: placeholder, matchOnDescription: true }),
    // Of a promise that fails the editor only closes the picks; the reason is for the command's wrapper.
    picks,
  ]);
  return chosen?.distro;
}
