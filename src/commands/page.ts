import * as vscode from 'vscode';
import { prerequisitePages } from '../state/prerequisites';

/** Opens the page of documentation of a prerequisite's row. Any other address is ignored: the argument may be anything. */
export async function openPage(_: unknown, argument: unknown): Promise<void> {
  const page = prerequisitePages.find((each) => isRowOf(argument, each));
  if (page !== undefined) await vscode.env.openExternal(vscode.Uri.parse(page, true));
}

function isRowOf(argument: unknown, page: string): boolean {
  return typeof argument === 'object' && argument !== null && 'page' in argument && argument.page === page;
}
