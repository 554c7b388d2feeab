import * as vscode from 'vscode';
import { withoutLinks } from '../host/plainText';
import type { ProjectChoices } from '../host/projectChoices';
import { inDisplayLanguage as translate } from '../host/translate';
import { slowProject } from '../mounts/ruleIds';
import { message } from '../text/message';

/** The words for the lasting choice, the same on the notice and as a quick fix. */
const cannotMoveTitle = message("I can't move this project");

const cannotMoveId = 'slipway.project.cannotMove';
const moveTitle = message('Move…');
const moveId = 'slipway.project.move';

/** Calls the command that notes the choice; `folder` is the project's. */
export function cannotMoveCommand(folder: vscode.Uri): vscode.Command {
  return { command: cannotMoveId, title: translate(cannotMoveTitle), arguments: [folder.toString()] };
}

/** Calls the command that moves the project; `folder` is the project's. */
export function moveCommand(folder: vscode.Uri): vscode.Command {
  // At a mount the words of the notice would seem to speak of that.
  return {
    command: moveId,
    title: translate(message('Move this project into a distro…')),
    arguments: [folder.toString()],
  };
}

/** Calls the command that offers what can be done where the project is; `folder` is the project's. */
export function speedUpCommand(folder: vscode.Uri): vscode.Command {
  return {
    command: 'slipway.project.speedUp',
    title: translate(message('Speed up this project without moving it…')),
    arguments: [folder.toString()],
  };
}

/** Tells once per project what its place on a Windows drive costs, and where to read how to move it. */
export async function tellOfSlowProject(folder: vscode.Uri, choices: ProjectChoices): Promise<void> {
  if (choices.wasTold(folder)) return;
  // Before anything is shown: the next check of a file must not show it again.
  const noted = choices.setTold(folder);
  const name = folder.path.split('/').at(-1) ?? '';
  const text = translate(
    message(
      'Containers work slowly on {0} and miss changes made there: it is on a Windows drive, not in a distro.',
      name,
    ),
  );
  // Short, since a notice has room for three buttons only if two of them are.
  const show = translate(message('Show How'));
  const move = translate(moveTitle);
  const stay = translate(cannotMoveTitle);
  const answer = await vscode.window.showInformationMessage(withoutLinks(text), move, show, stay);
  await noted;
  if (answer === move) await vscode.commands.executeCommand(moveId, folder.toString());
  if (answer === show) await vscode.commands.executeCommand('slipway.rule.show', slowProject);
  if (answer === stay) await vscode.commands.executeCommand(cannotMoveId, folder.toString());
}
