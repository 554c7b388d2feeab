import * as vscode from 'vscode';
import { withoutIcons } from '../../../host/plainText';
import { inDisplayLanguage as translate } from '../../../host/translate';
import { message, type Message } from '../../../text/message';
import type { Step, StepId, StepState } from './steps';
import { measureText, type Progress, type ReclaimTask } from './task';

const stateIcons: Readonly<Record<StepState, string>> = {
  open: 'circle-large-outline',
  done: 'pass',
  copied: 'copy',
  skipped: 'debug-step-over',
};

/** Shows the steps of a task with what became of each; the one that was chosen. */
export async function pickStep(task: ReclaimTask, progress: Progress, now: number | null): Promise<Step | undefined> {
  const { steps, title } = task;
  const { states } = progress;
  const items = steps.map((step, index) => {
    const state = states.get(step.id) ?? 'open';
    return {
      label: `${index + 1}. ${translate(step.title)}`,
      description: withoutIcons([translate(step.about), ...stateText(state).map(translate)].join(' · ')),
      detail: withoutIcons(step.lines.join('   ')),
      iconPath: new vscode.ThemeIcon(stateIcons[state]),
      step,
      isOpen: state === 'open',
    };
  });
  const picker = vscode.window.createQuickPick<(typeof items)[number]>();
  picker.title = translate(title);
  picker.placeholder = translate(measureText(task, progress, now, vscode.env.language));
  picker.items = items;
  picker.ignoreFocusOut = true;
  const next = items.find(({ isOpen }) => isOpen);
  if (next) picker.activeItems = [next];
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => resolve(picker.activeItems[0]?.step));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

function stateText(state: StepState): Message[] {
  switch (state) {
    case 'open':
      return [];
    case 'done':
      return [message('done')];
    case 'copied':
      return [message('copied')];
    case 'skipped':
      return [message('skipped')];
  }
}

/** What can be done about a step. */
export type Action = 'run' | 'copy' | 'diskpart' | 'helpdesk' | 'skip';

/** Asks what is to be done about a step. */
export async function pickAction(step: Step): Promise<Action | undefined> {
  const lines = step.lines.join('   ');
  const entry = (action: Action, label: Message, detail: string): vscode.QuickPickItem & { action: Action } => ({
    label: translate(label),
    detail,
    action,
  });
  const items = [
    ...(step.canRun ? [entry('run', runLabel(step.id), lines)] : []),
    ...(step.lines.length > 0 ? [entry('copy', message('Copy Command'), lines)] : []),
    ...(step.id === 'compact' && step.lines.length > 0
      ? [
          entry(
            'diskpart',
            message('Copy Commands for diskpart'),
            translate(message('Every Windows has it. It needs administrator rights.')),
          ),
          entry(
            'helpdesk',
            message('Copy Text for Your Helpdesk'),
            translate(message('Where you have no administrator rights.')),
          ),
        ]
      : []),
    entry('skip', message('Skip This Step'), ''),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: translate(step.title),
    placeHolder: translate(noteOf(step)),
    ignoreFocusOut: true,
  });
  return picked?.action;
}

function noteOf({ id, about, lines }: Step): Message {
  if (id === 'compact') return message('A file that NTFS compresses or encrypts cannot be compacted.');
  if (id === 'trim' && lines.length > 0)
    return message('Run these lines in PowerShell; sudo may ask for your password.');
  if ((id === 'trim' || id === 'shutdown') && lines.length === 0)
    return message('There is no disk or no distro to do it with.');
  return about;
}

function runLabel(id: StepId): Message {
  switch (id) {
    case 'buildCache':
      return message('Delete Build Cache…');
    case 'dangling':
      return message('Delete Images…');
    case 'images':
      return message('Choose Images…');
    case 'quit':
      return message('Quit Docker Desktop…');
    case 'shutdown':
      return message('Shut Down All of WSL…');
    case 'trim':
    case 'compact':
      return message('Copy Command');
  }
}
