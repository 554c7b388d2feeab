import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { message } from '../text/message';
import { distroRow } from '../views/distroRow';
import type { Distro } from '../wsl/distro';
import { ProblemError, type CommandContext } from './context';

/**
 * The distro a command is meant for: the row it was called on, or the user's choice. Only the user's own distros are
 * ever a target. Undefined when the user chose none.
 */
export async function resolveDistro(
  context: CommandContext,
  argument: unknown,
  placeholder: string,
): Promise<Distro | undefined> {
  const called = calledOn(argument);
  if (!called) return pickDistro(context, placeholder);
  // The row may be older than the list, and a command of another extension may name anything.
  const current = context.store.current?.distros.find(({ name }) => name === called);
  if (current?.kind !== 'user') throw new ProblemError(unknownDistro(called));
  return current;
}

function calledOn(argument: unknown): string | null {
  if (typeof argument !== 'object' || argument === null || !('distro' in argument)) return null;
  const { distro } = argument;
  return typeof distro === 'object' && distro !== null && 'name' in distro && typeof distro.name === 'string'
    ? distro.name
    : null;
}

async function pickDistro(context: CommandContext, placeholder: string): Promise<Distro | undefined> {
  if (!context.store.current) await context.store.refresh();
  const snapshot = context.store.current;
  const own = snapshot?.distros.filter(({ kind }) => kind === 'user') ?? [];
  const [problem] = snapshot?.problems ?? [];
  if (own.length === 0 && problem) throw new ProblemError(problem);
  if (own.length === 0) {
    void vscode.window.showInformationMessage(translate(message('There is no distro to choose.')));
    return undefined;
  }
  const picks = [...own].sort(byUse).map((distro) => {
    const { label, description } = distroRow(distro, null, translate);
    return { label, description, distro };
  });
  return (await vscode.window.showQuickPick(picks, { placeHolder: placeholder, matchOnDescription: true }))?.distro;
}

/** The default first, then what runs, then the rest, each in the list's order. */
function byUse(a: Distro, b: Distro): number {
  const rank = ({ isDefault, state }: Distro): number => (isDefault ? 0 : state === 'running' ? 1 : 2);
  return rank(a) - rank(b);
}

function unknownDistro(name: string): ProblemError['problem'] {
  return { kind: 'distroNotFound', command: name, exitCode: 0, output: '' };
}
