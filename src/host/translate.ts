import * as vscode from 'vscode';
import type { Translate } from '../text/message';

/** Translates into the editor's display language. */
export const inDisplayLanguage: Translate = ({ template, args }) => vscode.l10n.t(template, ...args);
