import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../host/translate';
import { askAboutVersions } from '../state/about';
import { healthProblems } from '../state/health';
import { message } from '../text/message';
import { ProblemError, type CommandContext } from './context';
import { inProgress } from './facts';
import { redactionHere } from './redactionHere';
import { reportText } from './reportText';

/** Shows a report of what is known of the machine. Its user copies what others may see, and it is sent to nobody. */
export async function reportProblem(context: CommandContext): Promise<void> {
  const { machine, store, extension, pages } = context;
  await inProgress(store.refresh());
  const snapshot = store.current;
  if (!snapshot) throw new ProblemError({ kind: 'notWindows' });
  const about = machine.platform === 'other' ? null : await inProgress(askAboutVersions(machine));
  const manifest = extension.packageJSON as { readonly version: string };
  const versions = {
    editor: vscode.version,
    slipway: manifest.version,
    wsl: about?.versions?.wsl ?? null,
    kernel: about?.versions?.kernel ?? null,
    windows: about?.versions?.windows ?? null,
  };
  const redact = await redactionHere(machine, snapshot);
  const problems = [...snapshot.problems, ...(about?.problems ?? []), ...healthProblems(snapshot)];
  const content = reportText(versions, snapshot, problems, redact);
  await pages.showSource(translate(message('Problem Report')), content);
}
