import * as vscode from 'vscode';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { wslConfUri } from '../../../host/wslConfUri';
import { message } from '../../../text/message';
import { printable } from '../../../text/printable';
import type { CommandContext } from '../../context';
import { findAgain, readAgain } from '../../facts';
import { askModal } from '../../modal';
import { resolveDistro } from '../../pickDistro';
import type { Question } from '../../question';
import { tell } from '../../say';
import { readOf } from './file';

/** Opens /etc/wsl.conf of a distro in an editor. One that is stopped is started for it, when its user agrees. */
export async function editWslConf(context: CommandContext, argument: unknown): Promise<void> {
  const target = await resolveDistro(context, argument, {
    placeholder: translate(message('Edit wsl.conf of which distro?')),
    isCandidate: ({ state }) => state === 'running' || state === 'stopped',
  });
  if (!target) return;
  const distro = findAgain(await readAgain(context), target);
  if (distro.state !== 'running') {
    if (distro.state !== 'stopped') return void tell(message('{0} is busy; wait until that is done.', distro.name));
    if (!(await askModal(startForFileQuestion(distro.name)))) return;
  }
  // Starts it where that is needed, and fails with its reason before an editor opens that shows none.
  await readOf(context, distro);
  const document = await vscode.workspace.openTextDocument(wslConfUri(distro));
  await vscode.window.showTextDocument(document, { preview: false });
}

function startForFileQuestion(name: string): Question<'start'> {
  const shown = printable(name);
  return {
    message: message('Start {0} to read its wsl.conf?', shown),
    detail: [message('The file lies in the distro, which does not run.')],
    choices: [['start', message('Start {0}', shown)]],
  };
}
