import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import type { Question } from './question';

/** Asks, and holds everything else up until there is an answer. Undefined when the user cancelled. */
export async function askModal<Choice extends string>(question: Question<Choice>): Promise<Choice | undefined> {
  const items = question.choices.map(([choice, title]) => ({ title: translate(title), choice }));
  const detail = question.detail.map(translate).join('\n\n');
  const options = { modal: true, detail };
  const chosen = await vscode.window.showWarningMessage(translate(question.message), options, ...items);
  return chosen?.choice;
}
