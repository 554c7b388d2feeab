import * as vscode from 'vscode';
import { momentText } from '../text/moment';

/** A moment in the editor's display language: the computer's own may be another. */
export function momentHere(at: string | Date): string {
  return momentText(at, vscode.env.language);
}
